package ava.embedded.table;

import java.util.List;
import java.util.stream.Stream;

/// What conditions are made of.
final class Conditions {
  private Conditions() {}

  /// The places that a condition looks at.
  static Stream<DocPath> paths(Condition condition) {
    return switch (condition) {
      case Condition.Or(var left, var right) -> Stream.concat(paths(left), paths(right));
      case Condition.And(var left, var right) -> Stream.concat(paths(left), paths(right));
      case Condition.Not(var inner) -> paths(inner);
      case Condition.Compare(var left, _, var right) -> of(List.of(left, right));
      case Condition.Between(var of, var low, var high) -> of(List.of(of, low, high));
      case Condition.In(var of, var any) -> Stream.concat(of(List.of(of)), of(any));
      case Condition.Exists(var path) -> Stream.of(path);
      case Condition.Missing(var path) -> Stream.of(path);
      case Condition.TypeIs(var of, _) -> of(List.of(of));
      case Condition.BeginsWith(var of, var prefix) -> of(List.of(of, prefix));
      case Condition.Contains(var of, var part) -> of(List.of(of, part));
    };
  }

  private static Stream<DocPath> of(List<Operand> operands) {
    return operands.stream().flatMap(Conditions::path);
  }

  private static Stream<DocPath> path(Operand operand) {
    return switch (operand) {
      case Operand.PathOf(var path) -> Stream.of(path);
      case Operand.SizeOf(var of) -> path(of);
      case Operand.Given _ -> Stream.of();
    };
  }
}
