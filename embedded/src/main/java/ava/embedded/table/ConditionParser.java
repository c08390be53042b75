package ava.embedded.table;

import ava.embedded.table.Attribute.Str;
import ava.embedded.table.Condition.Comparison;
import ava.embedded.table.Lexer.Sort;
import ava.embedded.table.Operand.Given;
import ava.embedded.table.Operand.PathOf;
import ava.embedded.table.Operand.SizeOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads a condition by recursive descent: OR below AND below NOT below comparisons. What can be
/// known to be wrong without an item is refused here. Belongs to one thread.
final class ConditionParser {
  private static final int MOST_CHOICES = 100;
  private static final Set<String> TYPES =
      Set.of("B", "BOOL", "BS", "L", "M", "N", "NS", "NULL", "S", "SS");

  private final ExpressionReader reader;

  /// Where the last group in parentheses began and ended, to find `((…))`.
  private int groupBegan = -1;

  private int groupEnded = -1;

  private ConditionParser(ExpressionReader reader) {
    this.reader = reader;
  }

  /// @throws TableRefusal when it is no condition
  static Condition parse(ExpressionReader reader) {
    var condition = new ConditionParser(reader).or();
    reader.expectEnd();
    return condition;
  }

  private Condition or() {
    var left = and();
    while (reader.takeWord("OR")) {
      left = new Condition.Or(left, and());
    }
    return left;
  }

  private Condition and() {
    var left = not();
    while (reader.takeWord("AND")) {
      left = new Condition.And(left, not());
    }
    return left;
  }

  private Condition not() {
    return reader.takeWord("NOT") ? new Condition.Not(not()) : simple();
  }

  private Condition simple() {
    if (reader.peek().isSign("(")) {
      return group();
    }
    if (reader.atFunction() && !reader.peek().text().equals("size")) {
      return function();
    }
    return comparison();
  }

  private Condition group() {
    var began = reader.position();
    reader.expectSign("(");
    var inner = or();
    if (groupBegan == began + 1 && groupEnded == reader.position()) {
      throw reader.fail("The expression has redundant parentheses;");
    }
    reader.expectSign(")");
    groupBegan = began;
    groupEnded = reader.position();
    return inner;
  }

  private Condition comparison() {
    var left = operand();
    if (reader.takeWord("BETWEEN")) {
      return between(left);
    }
    if (reader.takeWord("IN")) {
      reader.expectSign("(");
      var any = operands();
      if (any.size() > MOST_CHOICES) {
        throw reader.fail("The IN operator is provided with too many operands");
      }
      return new Condition.In(left, any);
    }
    for (var how : Comparison.values()) {
      if (reader.takeSign(how.symbol())) {
        return compare(left, how, operand());
      }
    }
    throw reader.syntax();
  }

  private Condition compare(Operand left, Comparison how, Operand right) {
    checkDistinct(how.symbol(), left, right);
    if (how.isOrder()) {
      checkOrdered(how.symbol(), left);
      checkOrdered(how.symbol(), right);
    }
    return new Condition.Compare(left, how, right);
  }

  private Condition between(Operand of) {
    var low = operand();
    if (!reader.takeWord("AND")) {
      throw reader.syntax();
    }
    var high = operand();
    List.of(of, low, high).forEach(each -> checkOrdered("BETWEEN", each));
    if (low instanceof Given(var least) && high instanceof Given(var most)) {
      if (!least.type().equals(most.type())) {
        throw reader.fail(
            "The BETWEEN operator requires same data type for lower and upper bounds");
      }
      if (Attribute.ORDER.compare(least, most) > 0) {
        throw reader.fail(
            "The BETWEEN operator requires upper bound to be greater than or equal to lower bound");
      }
    }
    return new Condition.Between(of, low, high);
  }

  private Condition function() {
    var name = reader.next().text();
    reader.expectSign("(");
    return switch (name) {
      case "attribute_exists" -> new Condition.Exists(path(name, operands()));
      case "attribute_not_exists" -> new Condition.Missing(path(name, operands()));
      case "attribute_type" -> attributeType(two(name, operands()));
      case "begins_with" -> beginsWith(two(name, operands()));
      case "contains" -> contains(two(name, operands()));
      default -> throw reader.fail("Invalid function name; function: " + name);
    };
  }

  private Condition attributeType(List<Operand> operands) {
    if (!(operands.getLast() instanceof Given(Str(var type)))) {
      throw reader.operandType("attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL}");
    }
    if (!TYPES.contains(type)) {
      throw reader.fail("Invalid attribute type name found; type: " + type);
    }
    return new Condition.TypeIs(operands.getFirst(), type);
  }

  private Condition beginsWith(List<Operand> operands) {
    for (var operand : operands) {
      if (operand instanceof SizeOf) {
        throw reader.operandType("begins_with", "N");
      }
      if (operand instanceof Given(var value)
          && !value.type().equals("S")
          && !value.type().equals("B")) {
        throw reader.operandType("begins_with", value.type());
      }
    }
    checkDistinct("begins_with", operands.getFirst(), operands.getLast());
    return new Condition.BeginsWith(operands.getFirst(), operands.getLast());
  }

  private Condition contains(List<Operand> operands) {
    checkDistinct("contains", operands.getFirst(), operands.getLast());
    return new Condition.Contains(operands.getFirst(), operands.getLast());
  }

  private DocPath path(String function, List<Operand> operands) {
    if (operands.size() != 1) {
      throw operandCount(function, operands.size());
    }
    if (!(operands.getFirst() instanceof PathOf(var path))) {
      throw reader.fail(
          "Operator or function requires a document path; operator or function: " + function);
    }
    return path;
  }

  private List<Operand> two(String function, List<Operand> operands) {
    if (operands.size() != 2) {
      throw operandCount(function, operands.size());
    }
    return operands;
  }

  private TableRefusal operandCount(String function, int count) {
    return reader.fail(
        "Incorrect number of operands for operator or function; operator or function: %s, number of"
                .formatted(function)
            + " operands: "
            + count);
  }

  /// Behind an opening parenthesis, up to the closing one.
  private List<Operand> operands() {
    var operands = new ArrayList<Operand>();
    do {
      operands.add(operand());
    } while (reader.takeSign(","));
    reader.expectSign(")");
    return operands;
  }

  private Operand operand() {
    if (reader.peek().sort() == Sort.VALUE) {
      return new Given(reader.value());
    }
    return reader.atFunction() ? size() : new PathOf(reader.path());
  }

  private Operand size() {
    var name = reader.next().text();
    if (!name.equals("size")) {
      throw reader.fail(
          "The function is not allowed to be used this way in an expression; function: " + name);
    }
    reader.expectSign("(");
    var operands = operands();
    if (operands.size() != 1) {
      throw operandCount(name, operands.size());
    }
    var of = operands.getFirst();
    if (of instanceof SizeOf) {
      throw reader.operandType(name, "N");
    }
    if (of instanceof Given(var value) && Set.of("N", "BOOL", "NULL").contains(value.type())) {
      throw reader.operandType(name, value.type());
    }
    return new SizeOf(of);
  }

  private void checkOrdered(String operator, Operand operand) {
    if (operand instanceof Given(var value) && !value.isOrdered()) {
      throw reader.operandType(operator, value.type());
    }
  }

  private void checkDistinct(String operator, Operand left, Operand right) {
    if (left instanceof PathOf && left.equals(right)) {
      throw reader.fail(
          "The first operand must be distinct from the remaining operands for this operator or"
              + " function; operator: "
              + operator);
    }
  }
}
