package ava.embedded.table;

import java.util.List;

/// An update expression, as a tree. Source: AWS, "Using update expressions in DynamoDB".
record UpdatePlan(List<Alteration> actions) {
  UpdatePlan {
    actions = List.copyOf(actions);
  }

  /// One change.
  sealed interface Alteration {
    DocPath path();

    /// `SET path = formula`.
    record Assign(DocPath path, Formula formula) implements Alteration {}

    /// `REMOVE path`.
    record Drop(DocPath path) implements Alteration {}

    /// `ADD path :value`.
    record AddTo(DocPath path, Attribute value) implements Alteration {}

    /// `DELETE path :value`.
    record TakeFrom(DocPath path, Attribute.Members value) implements Alteration {}
  }

  /// The right side of a `SET`.
  sealed interface Formula {
    /// What stands at a place of the item as it was.
    record Old(DocPath path) implements Formula {}

    /// A value of the request.
    record Fixed(Attribute value) implements Formula {}

    /// `if_not_exists(path, otherwise)`.
    record IfMissing(DocPath path, Formula otherwise) implements Formula {}

    /// `list_append(first, second)`.
    record Joined(Formula first, Formula second) implements Formula {}

    /// `left + right`.
    record Plus(Formula left, Formula right) implements Formula {}

    /// `left - right`.
    record Minus(Formula left, Formula right) implements Formula {}
  }

  List<DocPath> paths() {
    return actions.stream().map(Alteration::path).toList();
  }
}
