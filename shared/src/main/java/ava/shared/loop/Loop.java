package ava.shared.loop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.Executor;

/// The one thread of a conversation. [#execute] runs a task in a later turn, in the order of the
/// calls, and may be called on any thread; the rest belongs to the loop itself.
public interface Loop extends Executor {
  /// The time of the world, for what is written down or signed.
  Instant now();

  /// The same time as a clock.
  default Clock clock() {
    InstantSource now = this::now;
    return now.withZone(ZoneOffset.UTC);
  }

  /// Nanoseconds since some moment, for how long something takes: no step of the machine's clock
  /// changes them.
  long nanos();

  /// The time of the world as it goes on evenly from now: steps of the machine's clock move nothing
  /// that is reckoned with it.
  default Clock steadyClock() {
    var beginning = now();
    var since = nanos();
    InstantSource steady = () -> beginning.plusNanos(nanos() - since);
    return steady.withZone(ZoneOffset.UTC);
  }

  /// Runs a task once, not before the delay is over and never within this turn.
  ///
  /// @param delay less than a millisecond counts as one
  Running after(Duration delay, Runnable task);

  /// A timer that runs.
  @FunctionalInterface
  interface Running {
    /// One that is over.
    Running OVER = () -> {};

    /// The task does not run any more, not even if its time has come. Does nothing behind the end.
    void cancel();
  }
}
