package ava.embedded.table;

import ava.embedded.table.Attribute.Members;
import ava.embedded.table.Attribute.Num;
import ava.embedded.table.Lexer.Sort;
import ava.embedded.table.UpdatePlan.Alteration;
import ava.embedded.table.UpdatePlan.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Reads an update expression: `SET`, `REMOVE`, `ADD` and `DELETE`, each at most once, in any
/// order. What can be known to be wrong without an item is refused here. Belongs to one thread.
final class UpdateParser {
  private static final Set<String> VERBS = Set.of("SET", "REMOVE", "ADD", "DELETE");

  private final ExpressionReader reader;
  private final List<Alteration> actions = new ArrayList<>();

  private UpdateParser(ExpressionReader reader) {
    this.reader = reader;
  }

  /// @throws TableRefusal when it is no update
  static UpdatePlan parse(ExpressionReader reader) {
    var parser = new UpdateParser(reader);
    parser.sections();
    var plan = new UpdatePlan(parser.actions);
    DocPath.checkApart(plan.paths(), reader.kind());
    return plan;
  }

  private void sections() {
    var seen = new TreeSet<String>();
    while (!reader.atEnd()) {
      var verb = reader.peek().text().toUpperCase(Locale.ROOT);
      if (reader.peek().sort() != Sort.WORD || !VERBS.contains(verb)) {
        throw reader.syntax();
      }
      if (!seen.add(verb)) {
        throw reader.fail(
            "The \"%s\" section can only be used once in an update expression;".formatted(verb));
      }
      reader.next();
      do {
        actions.add(action(verb));
      } while (reader.takeSign(","));
    }
  }

  private Alteration action(String verb) {
    var path = reader.path();
    return switch (verb) {
      case "SET" -> {
        reader.expectSign("=");
        yield new Alteration.Assign(path, formula());
      }
      case "REMOVE" -> new Alteration.Drop(path);
      case "ADD" -> {
        var value = reader.value();
        if (!(value instanceof Num || value instanceof Members)) {
          throw reader.operandType("ADD", value.type());
        }
        yield new Alteration.AddTo(path, value);
      }
      default -> {
        var value = reader.value();
        if (!(value instanceof Members members)) {
          throw reader.operandType("DELETE", value.type());
        }
        yield new Alteration.TakeFrom(path, members);
      }
    };
  }

  private Formula formula() {
    var left = term();
    if (reader.takeSign("+")) {
      return new Formula.Plus(number("+", left), number("+", term()));
    }
    if (reader.takeSign("-")) {
      return new Formula.Minus(number("-", left), number("-", term()));
    }
    return left;
  }

  private Formula term() {
    if (reader.peek().sort() == Sort.VALUE) {
      return new Formula.Fixed(reader.value());
    }
    return reader.atFunction() ? function() : new Formula.Old(reader.path());
  }

  private Formula function() {
    var name = reader.next().text();
    reader.expectSign("(");
    var first = term();
    if (!reader.takeSign(",")) {
      throw reader.fail(
          "Incorrect number of operands for operator or function; operator or function: " + name);
    }
    var second = term();
    reader.expectSign(")");
    return switch (name) {
      case "if_not_exists" -> {
        if (!(first instanceof Formula.Old(var path))) {
          throw reader.fail(
              "Operator or function requires a document path; operator or function: " + name);
        }
        yield new Formula.IfMissing(path, inner(second));
      }
      case "list_append" -> new Formula.Joined(list(inner(first)), list(inner(second)));
      default -> throw reader.fail("Invalid function name; function: " + name);
    };
  }

  private Formula inner(Formula operand) {
    if (operand instanceof Formula.Joined) {
      throw reader.fail(
          "The function is not allowed to be used this way in an expression; function:"
              + " list_append");
    }
    return operand;
  }

  private Formula list(Formula operand) {
    if (operand instanceof Formula.Fixed(var value) && !value.type().equals("L")) {
      throw reader.operandType("list_append", value.type());
    }
    return operand;
  }

  private Formula number(String operator, Formula operand) {
    if (operand instanceof Formula.Fixed(var value) && !value.type().equals("N")) {
      throw reader.operandType(operator, value.type());
    }
    if (operand instanceof Formula.Joined) {
      throw reader.operandType(operator, "L");
    }
    return operand;
  }
}
