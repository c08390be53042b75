package ava.local.issuer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;

/// Slows down whoever guesses: after five wrong passwords within a minute, whoever's, nobody signs
/// in until the first of them is a minute old. Safe for several threads.
final class Tries {
  static final int MOST = 5;
  static final Duration WINDOW = Duration.ofMinutes(1);

  private final Clock clock;
  private final ArrayDeque<Instant> failed = new ArrayDeque<>();

  Tries(Clock clock) {
    this.clock = clock;
  }

  /// How long nobody may try; empty when one may.
  synchronized Optional<Duration> pause() {
    var now = clock.instant();
    failed.removeIf(at -> !at.plus(WINDOW).isAfter(now));
    return failed.size() < MOST
        ? Optional.empty()
        : Optional.of(Duration.between(now, failed.getFirst().plus(WINDOW)));
  }

  synchronized void failed() {
    failed.add(clock.instant());
  }
}
