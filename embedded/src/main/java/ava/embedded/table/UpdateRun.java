package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import ava.embedded.table.Attribute.Many;
import ava.embedded.table.Attribute.Members;
import ava.embedded.table.Attribute.Num;
import ava.embedded.table.DocumentEdit.At;
import ava.embedded.table.UpdatePlan.Alteration;
import ava.embedded.table.UpdatePlan.Formula;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeSet;

/// Works an update out on an item: every right side sees the item as it was.
final class UpdateRun {
  private final Fields old;

  private UpdateRun(Fields old) {
    this.old = old;
  }

  /// @throws TableRefusal when the item has something of another type there, or nothing
  static Fields apply(UpdatePlan plan, Fields old) {
    var run = new UpdateRun(old);
    return DocumentEdit.apply(old, plan.actions().stream().map(run::edit).toList());
  }

  private At edit(Alteration action) {
    return new At(
        action.path(),
        switch (action) {
          case Alteration.Assign(_, var formula) -> Optional.of(value(formula));
          case Alteration.Drop _ -> Optional.empty();
          case Alteration.AddTo(var path, var more) -> Optional.of(add(path.in(old), more));
          case Alteration.TakeFrom(var path, var members) -> takeFrom(path.in(old), members);
        });
  }

  private Attribute value(Formula formula) {
    return switch (formula) {
      case Formula.Fixed(var value) -> value;
      case Formula.Old(var path) -> path.in(old).orElseThrow(UpdateRun::missing);
      case Formula.IfMissing(var path, var otherwise) ->
          path.in(old).orElseGet(() -> value(otherwise));
      case Formula.Joined(var first, var second) -> joined(value(first), value(second));
      case Formula.Plus(var left, var right) -> sum(value(left), value(right), false);
      case Formula.Minus(var left, var right) -> sum(value(left), value(right), true);
    };
  }

  private static Attribute joined(Attribute first, Attribute second) {
    if (first instanceof Many(var some) && second instanceof Many(var others)) {
      var all = new ArrayList<>(some);
      all.addAll(others);
      return new Many(all);
    }
    throw otherType();
  }

  private static Attribute sum(Attribute left, Attribute right, boolean minus) {
    if (left instanceof Num(var a) && right instanceof Num(var b)) {
      return AttributeJson.checked(minus ? a.subtract(b) : a.add(b));
    }
    throw otherType();
  }

  private static Attribute add(Optional<Attribute> old, Attribute more) {
    if (old.isEmpty()) {
      return more;
    }
    if (old.get() instanceof Members(var type, var all)
        && more instanceof Members(var otherType, var others)
        && type.equals(otherType)) {
      var both = new TreeSet<>(all);
      both.addAll(others);
      return new Members(type, both);
    }
    return sum(old.get(), more, false);
  }

  private static Optional<Attribute> takeFrom(Optional<Attribute> old, Members members) {
    if (old.isEmpty()) {
      return Optional.empty();
    }
    if (old.get() instanceof Members(var type, var all) && type.equals(members.type())) {
      var rest = new TreeSet<>(all);
      rest.removeAll(members.all());
      return rest.isEmpty() ? Optional.empty() : Optional.of(new Members(type, rest));
    }
    throw otherType();
  }

  private static TableRefusal missing() {
    return TableRefusal.validation(
        "The provided expression refers to an attribute that does not exist in the item");
  }

  private static TableRefusal otherType() {
    return TableRefusal.validation(
        "An operand in the update expression has an incorrect data type");
  }
}
