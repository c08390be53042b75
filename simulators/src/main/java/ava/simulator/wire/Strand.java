package ava.simulator.wire;

import ava.shared.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One conversation's share of a loop: its timers end with it. Thread: as its loop.
public final class Strand implements Loop {
  private final Loop loop;
  private final Consumer<Throwable> failure;
  private final Set<Timer> timers = new LinkedHashSet<>();
  private boolean over;

  private final class Timer implements Runnable, Running {
    private final Runnable task;
    private @Nullable Running running;

    private Timer(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      timers.remove(this);
      Strand.this.run(task);
    }

    @Override
    public void cancel() {
      timers.remove(this);
      if (running != null) {
        running.cancel();
      }
    }
  }

  /// @param failure is told what a task threw, before the loop gets it
  public Strand(Loop loop, Consumer<Throwable> failure) {
    this.loop = loop;
    this.failure = failure;
  }

  @Override
  public Instant now() {
    return loop.now();
  }

  @Override
  public long nanos() {
    return loop.nanos();
  }

  @Override
  public void execute(Runnable task) {
    loop.execute(() -> run(task));
  }

  @Override
  public Running after(Duration delay, Runnable task) {
    var timer = new Timer(task);
    if (!over) {
      timer.running = loop.after(delay, timer);
      timers.add(timer);
    }
    return timer;
  }

  /// Runs a task now, as one of this strand's.
  public void run(Runnable task) {
    if (over) {
      return;
    }
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      failure.accept(e);
      throw e;
    }
  }

  /// Nothing runs any more.
  public void end() {
    over = true;
    for (var timer : List.copyOf(timers)) {
      timer.cancel();
    }
  }
}
