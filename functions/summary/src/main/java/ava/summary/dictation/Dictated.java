package ava.summary.dictation;

import java.util.Optional;
import java.util.Set;

/// What a caller dictated.
///
/// @param number E.164
/// @param confirmed Ava read it back, and the caller agreed
/// @param doubtful the same words may as well mean another number, or too many digits
/// @param unclear a number that was dictated and not understood, in the caller's words
/// @param shown the caller asks to be called back at the number he calls from
public record Dictated(
    Optional<String> number,
    boolean confirmed,
    boolean doubtful,
    Optional<Unclear> unclear,
    boolean shown) {

  /// A number that could not be understood.
  ///
  /// @param possible what it may have been, E.164
  public record Unclear(String words, Set<String> possible) {}
}
