package ava.bridge.call;

import java.time.Duration;
import java.time.Instant;

/// The audio that the caller's line was given, whether it is marked or not.
///
/// @param movedAt when audio was last sent, or heard
/// @param until when all of it was played, on a line that plays at all
record Sound(Instant movedAt, Instant until) {
  static Sound none(Instant now) {
    return new Sound(now, now);
  }

  Sound sent(Duration length, Instant now) {
    return besides(length, now).heard(now);
  }

  /// Unmarked audio says nothing of whether the line plays.
  Sound besides(Duration length, Instant now) {
    return new Sound(movedAt, (until.isAfter(now) ? until : now).plus(length));
  }

  Sound heard(Instant now) {
    return new Sound(now, until);
  }

  /// When a caller who waits from now on has heard nothing for so long.
  Duration untilSilentFor(Duration length, Instant now) {
    return Duration.between(now, until.isAfter(now) ? until : now).plus(length);
  }
}
