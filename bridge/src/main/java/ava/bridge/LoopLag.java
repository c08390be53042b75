package ava.bridge;

import ava.shared.loop.Loop;
import java.time.Duration;

/// How far a loop is behind. One that is late for a whole second carries more than it can: calls
/// that are there keep what they have, further ones are better off elsewhere. A single pause, or
/// the first call's, says nothing. Thread: the loop.
final class LoopLag {
  static final Duration EVERY = Duration.ofMillis(250);

  /// A caller who hears Ava that much later begins to notice. A machine that others keep busy for a
  /// while is not meant.
  static final Duration MOST = Duration.ofMillis(200);

  /// Late beats in a row.
  static final int BEATS = 4;

  private final Loop loop;
  private Loop.Running next = Loop.Running.OVER;
  private int late;

  LoopLag(Loop loop) {
    this.loop = loop;
  }

  /// Begins to look.
  void watch() {
    var due = loop.nanos() + EVERY.toNanos();
    next = loop.after(EVERY, () -> beat(due));
  }

  private void beat(long due) {
    late = loop.nanos() - due > MOST.toNanos() ? late + 1 : 0;
    watch();
  }

  /// Whether the loop takes no more.
  boolean isTooMuch() {
    return late >= BEATS;
  }

  /// Looks no more.
  void close() {
    next.cancel();
  }
}
