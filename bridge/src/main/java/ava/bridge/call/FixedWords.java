package ava.bridge.call;

/// The moments of a call in which Ava speaks fixed words. Which words those are says [Wording].
public enum FixedWords {
  /// Nobody has spoken for a while.
  STILL_THERE,
  /// Nobody has spoken again.
  SILENT_GOODBYE,
  /// The line broke, and the caller is back.
  CUT_OFF,
  /// Nobody took the transfer.
  NOBODY_ANSWERS,
  ONE_MINUTE_LEFT,
  TIME_IS_UP,
  /// The model hung up without a word.
  GOODBYE,
  /// The model transfers the call without a word.
  TRANSFERRING,
  /// Nothing is understood for all the noise.
  BAD_LINE
}
