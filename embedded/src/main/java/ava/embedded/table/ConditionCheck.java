package ava.embedded.table;

import ava.embedded.table.Attribute.Bin;
import ava.embedded.table.Attribute.Fields;
import ava.embedded.table.Attribute.Many;
import ava.embedded.table.Attribute.Members;
import ava.embedded.table.Attribute.Num;
import ava.embedded.table.Attribute.Str;
import ava.embedded.table.Condition.Comparison;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/// Tells whether a condition holds for an item. A missing item is one without attributes.
final class ConditionCheck {
  private final Fields item;

  private ConditionCheck(Fields item) {
    this.item = item;
  }

  static boolean holds(Condition condition, Fields item) {
    return new ConditionCheck(item).holds(condition);
  }

  private boolean holds(Condition condition) {
    return switch (condition) {
      case Condition.Or(var left, var right) -> holds(left) || holds(right);
      case Condition.And(var left, var right) -> holds(left) && holds(right);
      case Condition.Not(var inner) -> !holds(inner);
      case Condition.Compare(var left, var how, var right) ->
          compare(value(left), how, value(right));
      case Condition.Between(var of, var low, var high) ->
          compare(value(of), Comparison.AT_LEAST, value(low))
              && compare(value(of), Comparison.AT_MOST, value(high));
      case Condition.In(var of, var any) ->
          any.stream().anyMatch(each -> compare(value(of), Comparison.EQUAL, value(each)));
      case Condition.Exists(var path) -> path.in(item).isPresent();
      case Condition.Missing(var path) -> path.in(item).isEmpty();
      case Condition.TypeIs(var of, var type) ->
          value(of).filter(each -> each.type().equals(type)).isPresent();
      case Condition.BeginsWith(var of, var prefix) -> beginsWith(value(of), value(prefix));
      case Condition.Contains(var of, var part) -> contains(value(of), value(part));
    };
  }

  private Optional<Attribute> value(Operand operand) {
    return switch (operand) {
      case Operand.Given(var value) -> Optional.of(value);
      case Operand.PathOf(var path) -> path.in(item);
      case Operand.SizeOf(var of) -> value(of).flatMap(ConditionCheck::size);
    };
  }

  private static Optional<Attribute> size(Attribute of) {
    return switch (of) {
      case Str(var text) -> count(text.codePointCount(0, text.length()));
      case Bin bin -> count(bin.bytes().length);
      case Members(_, var all) -> count(all.size());
      case Many(var all) -> count(all.size());
      case Fields(var all) -> count(all.size());
      case Num _, Attribute.Bool _, Attribute.Nil _ -> Optional.empty();
    };
  }

  private static Optional<Attribute> count(int size) {
    return Optional.of(new Num(BigDecimal.valueOf(size)));
  }

  private static boolean compare(
      Optional<Attribute> left, Comparison how, Optional<Attribute> right) {
    if (left.isEmpty() || right.isEmpty()) {
      return how == Comparison.OTHER;
    }
    var one = left.get();
    var two = right.get();
    return switch (how) {
      case EQUAL -> one.equals(two);
      case OTHER -> !one.equals(two);
      case LESS, AT_MOST, GREATER, AT_LEAST ->
          one.isOrdered()
              && one.type().equals(two.type())
              && inOrder(Attribute.ORDER.compare(one, two), how);
    };
  }

  private static boolean inOrder(int compared, Comparison how) {
    return switch (how) {
      case LESS -> compared < 0;
      case AT_MOST -> compared <= 0;
      case GREATER -> compared > 0;
      case AT_LEAST -> compared >= 0;
      case EQUAL -> compared == 0;
      case OTHER -> compared != 0;
    };
  }

  private static boolean beginsWith(Optional<Attribute> of, Optional<Attribute> prefix) {
    if (of.isEmpty() || prefix.isEmpty()) {
      return false;
    }
    if (of.get() instanceof Str(var whole) && prefix.get() instanceof Str(var start)) {
      return whole.startsWith(start);
    }
    return of.get() instanceof Bin whole
        && prefix.get() instanceof Bin start
        && startsWith(whole.bytes(), start.bytes());
  }

  private static boolean startsWith(byte[] whole, byte[] start) {
    return whole.length >= start.length
        && Arrays.equals(whole, 0, start.length, start, 0, start.length);
  }

  private static boolean contains(Optional<Attribute> of, Optional<Attribute> part) {
    if (of.isEmpty() || part.isEmpty()) {
      return false;
    }
    return switch (of.get()) {
      case Str(var whole) -> part.get() instanceof Str(var piece) && whole.contains(piece);
      case Bin whole -> part.get() instanceof Bin piece && holdsBytes(whole.bytes(), piece.bytes());
      case Members(var type, var all) ->
          type.equals(part.get().type() + "S") && all.contains(part.get());
      case Many(var all) -> all.contains(part.get());
      case Num _, Attribute.Bool _, Attribute.Nil _, Fields _ -> false;
    };
  }

  private static boolean holdsBytes(byte[] whole, byte[] piece) {
    for (var from = 0; from + piece.length <= whole.length; from++) {
      if (Arrays.equals(whole, from, from + piece.length, piece, 0, piece.length)) {
        return true;
      }
    }
    return false;
  }
}
