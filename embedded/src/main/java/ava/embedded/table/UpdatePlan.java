package ava.embedded.table;

import java.util.List;

/// An update expression, as a tree. Source: AWS, "Using update expressions in DynamoDB".
record UpdatePlan(List<Action> actions) {
  UpdatePlan {
    actions = List.copyOf(actions);
  }

  /// One change.
  sealed interface Action {
    DocPath path();

    /// `SET path = formula`.
    record Assign(DocPath path, Formula formula) implements Action {}

    /// `REMOVE path`.
    record Drop(DocPath path) implements Action {}

    /// `ADD path :value`.
    record AddTo(DocPath path, Attribute value) implements Action {}

    /// `DELETE path :value`.
    record TakeFrom(DocPath path, Attribute.Members value) implements Action {}
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
    return actions.stream().map(Action::path).toList();
  }
}
