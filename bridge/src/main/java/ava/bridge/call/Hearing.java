package ava.bridge.call;

import java.time.Instant;
import java.util.Optional;

/// What the caller does.
///
/// @param speaking the item of the speech that goes on
/// @param stoppedAt when the caller stopped, until the answer to it is heard
/// @param unanswered his turn ended and the model owes an answer by itself
/// @param owed his turn ended while the model did not take turns: we ask for the answer
record Hearing(
    Optional<String> speaking, Optional<Instant> stoppedAt, boolean unanswered, boolean owed) {
  static final Hearing NOTHING = new Hearing(Optional.empty(), Optional.empty(), false, false);
  static final Hearing UNANSWERED = new Hearing(Optional.empty(), Optional.empty(), true, false);
  static final Hearing OWED = new Hearing(Optional.empty(), Optional.empty(), false, true);

  boolean calm() {
    return speaking.isEmpty() && !unanswered && !owed;
  }

  Hearing begun(String item) {
    return new Hearing(Optional.of(item), stoppedAt, false, owed);
  }

  /// @param taken whether the model takes turns, and answers this one by itself
  Hearing stopped(Instant now, boolean taken) {
    return new Hearing(Optional.empty(), Optional.of(now), taken, !taken || owed);
  }

  /// He hears the answer.
  Hearing hearing() {
    return new Hearing(speaking, Optional.empty(), unanswered, owed);
  }

  Hearing owing() {
    return new Hearing(speaking, stoppedAt, unanswered, true);
  }

  Hearing answering() {
    return new Hearing(speaking, stoppedAt, false, false);
  }
}
