package ava.summary;

/// What a call gets in which nobody spoke.
enum EmptyCalls {
  /// No mail.
  NONE,
  /// A mail like any other, which is short by itself.
  SHORT
}
