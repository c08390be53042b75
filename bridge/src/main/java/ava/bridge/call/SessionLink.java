package ava.bridge.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The session with the model.
///
/// @param losses sessions in a row that failed or were lost
/// @param greetingOwed the words of a recorded greeting that the session has not been told
/// @param again what the session hears again, until it says that he speaks
/// @param behind how much audio a session had been given when it last said that he has ended, and
///   had not heard yet
record SessionLink(
    boolean ready,
    int losses,
    Optional<String> greetingOwed,
    Optional<Again> again,
    Duration behind) {
  /// The caller's audio that a session is given as soon as it is ready.
  ///
  /// @param from where it begins
  /// @param until when the session has said whether he speaks in it
  record Again(Instant from, Instant until) {}

  /// @param now all that the caller says from now on is heard by the first session
  static SessionLink opening(Optional<String> greetingOwed, Instant now) {
    return new SessionLink(false, 0, greetingOwed, Optional.of(new Again(now, now)), Duration.ZERO);
  }

  SessionLink readied(Instant now) {
    var until = now.plus(behind).plus(RecentAudio.UNDETECTED);
    return new SessionLink(
        true, losses, greetingOwed, again.map(heard -> new Again(heard.from(), until)), behind);
  }

  /// @param from when on the next session hears the caller
  SessionLink downSince(Instant from) {
    return new SessionLink(false, losses, greetingOwed, Optional.of(new Again(from, from)), behind);
  }

  SessionLink lost() {
    return new SessionLink(false, losses + 1, greetingOwed, again, behind);
  }

  SessionLink working() {
    return new SessionLink(ready, 0, greetingOwed, again, behind);
  }

  SessionLink owing(Optional<String> words) {
    return new SessionLink(ready, losses, words, again, behind);
  }

  /// The session has said that he speaks.
  SessionLink heard() {
    return new SessionLink(ready, losses, greetingOwed, Optional.empty(), behind);
  }

  /// The session has said that he has ended.
  SessionLink told(Duration late) {
    return new SessionLink(ready, losses, greetingOwed, again, late);
  }
}
