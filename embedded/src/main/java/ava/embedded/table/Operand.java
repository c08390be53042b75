package ava.embedded.table;

/// What a condition compares.
sealed interface Operand {
  /// What stands at a place of the item.
  record PathOf(DocPath path) implements Operand {}

  /// A value of the request.
  record Given(Attribute value) implements Operand {}

  /// The size of another operand.
  record SizeOf(Operand of) implements Operand {}
}
