package ava.bridge;

import ava.shared.loop.Beside;
import ava.shared.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.PriorityQueue;

/// A loop in virtual time, on the test's thread: nothing happens but in [#run], [#pass] and
/// [#finish].
public final class SteppedLoop implements Loop {
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final PriorityQueue<Due> waiting =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
  private Instant now;
  private long count;

  public SteppedLoop(Instant start) {
    this.now = start;
  }

  private record Due(Instant at, long number, Runnable task) {}

  @Override
  public long nanos() {
    return ChronoUnit.NANOS.between(Instant.EPOCH, now);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void execute(Runnable task) {
    add(Duration.ZERO, task);
  }

  @Override
  public Running after(Duration delay, Runnable task) {
    var due = add(delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay, task);
    return () -> waiting.remove(due);
  }

  private Due add(Duration delay, Runnable task) {
    var due = new Due(now.plus(delay), count++, task);
    waiting.add(due);
    return due;
  }

  /// What blocks: it takes some time, and all of it happens at the end.
  public Beside beside(Duration each) {
    return task -> {
      var _ = add(each, task);
    };
  }

  /// What blocks, in no time.
  public Beside beside() {
    return beside(Duration.ZERO);
  }

  /// Runs what is due now.
  public void run() {
    pass(Duration.ZERO);
  }

  /// Lets time pass.
  public void pass(Duration time) {
    var end = now.plus(time);
    for (var next = waiting.peek(); next != null && !next.at().isAfter(end); ) {
      step();
      next = waiting.peek();
    }
    now = end;
  }

  /// Lets time pass until nothing waits any more.
  public void finish() {
    while (!waiting.isEmpty()) {
      step();
    }
  }

  /// Whether neither task nor timer waits.
  public boolean isIdle() {
    return waiting.isEmpty();
  }

  private void step() {
    var due = waiting.remove();
    now = due.at();
    due.task().run();
  }
}
