package ava.embedded.table;

import ava.embedded.table.Condition.Comparison;
import ava.embedded.table.DocPath.PathPart;
import ava.embedded.table.Operand.Given;
import ava.embedded.table.Operand.PathOf;
import java.util.List;
import java.util.Optional;

/// Which items of which partition a query asks for.
///
/// @param sort what must hold for the sort key
record KeyCondition(Attribute partition, Optional<Condition> sort) {
  /// What is asked of one key attribute.
  private record Restriction(String name, Condition condition, List<Attribute> values) {}

  /// @param key of the table or of the index that is asked
  /// @throws TableRefusal when it does not name the partition by `=`, or asks too much
  static KeyCondition of(Condition condition, KeyShape key, TableShape table) {
    var parts =
        condition instanceof Condition.And(var left, var right)
            ? List.of(part(left), part(right))
            : List.of(part(condition));
    for (var part : parts) {
      part.values().forEach(value -> check(value, part.name(), table));
    }
    var partition = parts.stream().filter(part -> part.name().equals(key.partition())).toList();
    if (partition.size() != 1) {
      throw missed(key.partition());
    }
    if (!(partition.getFirst().condition()
            instanceof Condition.Compare(_, Comparison how, Given(var value))
        && how == Comparison.EQUAL)) {
      throw TableRefusal.validation("Query key condition not supported");
    }
    var sort = parts.stream().filter(part -> !part.name().equals(key.partition())).findFirst();
    if (sort.isPresent() && !key.sort().equals(Optional.of(sort.get().name()))) {
      throw missed(key.sort().orElse(key.partition()));
    }
    return new KeyCondition(value, sort.map(Restriction::condition));
  }

  private static Restriction part(Condition condition) {
    return switch (condition) {
      case Condition.Compare(PathOf(var path), var how, Given(var value))
          when how != Comparison.OTHER ->
          new Restriction(name(path), condition, List.of(value));
      case Condition.Between(PathOf(var path), Given(var low), Given(var high)) ->
          new Restriction(name(path), condition, List.of(low, high));
      case Condition.BeginsWith(PathOf(var path), Given(var prefix)) ->
          new Restriction(name(path), condition, List.of(prefix));
      default -> throw TableRefusal.validation("Invalid operator used in KeyConditionExpression");
    };
  }

  private static String name(DocPath path) {
    if (path.length() == 1 && path.parts().getFirst() instanceof PathPart.Named(var name)) {
      return name;
    }
    throw TableRefusal.validation(
        "Key attribute names must be scalars, list access operators are not supported");
  }

  private static void check(Attribute value, String name, TableShape table) {
    if (table.types().containsKey(name) && !table.hasType(Optional.of(value), name)) {
      throw TableRefusal.validation(
          "One or more parameter values were invalid: Condition parameter type does not match"
              + " schema type");
    }
    if (value.size() == 0) {
      throw TableRefusal.validation(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty string value. Key: "
              + name);
    }
  }

  private static TableRefusal missed(String name) {
    return TableRefusal.validation("Query condition missed key schema element: " + name);
  }
}
