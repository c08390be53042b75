package ava.trial.world;

import ava.shared.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Somebody in the world who does one thing after the other: a process, a telephone, a service. Its
/// timers are never early, and late by up to three milliseconds, as those of an event loop.
final class Actor implements Loop {
  private static final long MS = 1_000_000;
  private static final long BETWEEN_WAKES = 3 * MS / 2;

  private final World world;
  private final int number;
  private final String name;
  private Duration clockOff = Duration.ZERO;
  private long pausedFrom;
  private long pausedUntil;
  private boolean gone;
  private int timers;
  private final List<Link> links = new ArrayList<>();
  private int opened;

  Actor(World world, int number, String name) {
    this.world = world;
    this.number = number;
    this.name = name;
  }

  int number() {
    return number;
  }

  String name() {
    return name;
  }

  World world() {
    return world;
  }

  /// Draws for one purpose of this actor.
  Draws draws(String purpose) {
    return new Draws(world.seed(), purpose, number);
  }

  @Override
  public void execute(Runnable task) {
    world.at(this, world.now(), task);
  }

  @Override
  public Instant now() {
    return world.instant().plus(clockOff);
  }

  @Override
  public long nanos() {
    return world.now();
  }

  @Override
  public Running after(Duration delay, Runnable task) {
    var due = world.now() + Math.max(MS, delay.toNanos());
    var timer = new Timer(task);
    timers++;
    world.at(this, wake(due), due, timer);
    return timer;
  }

  /// When it looks at its timers next: all that are due then run in their order.
  private long wake(long due) {
    var turn = Math.ceilDiv(due, BETWEEN_WAKES);
    var late = Long.remainderUnsigned(Seed.mix(world.seed().value() ^ number, turn), BETWEEN_WAKES);
    return turn * BETWEEN_WAKES + late;
  }

  private final class Timer implements Running, Runnable {
    private final Runnable task;
    private boolean over;

    Timer(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      if (!over) {
        over = true;
        timers--;
        task.run();
      }
    }

    @Override
    public void cancel() {
      if (!over) {
        over = true;
        timers--;
      }
    }
  }

  /// How many timers run.
  int timers() {
    return timers;
  }

  /// Lets its clock go wrong from now on.
  void clockOff(Duration off) {
    clockOff = off;
  }

  /// Stops the whole process for a while: all that would happen meanwhile waits.
  void pause(Duration length) {
    if (pausedUntil < world.now()) {
      pausedFrom = world.now();
    }
    pausedUntil = Math.max(pausedUntil, world.now() + length.toNanos());
  }

  /// When its newest pause began.
  long pausedFrom() {
    return pausedFrom;
  }

  long pausedUntil() {
    return pausedUntil;
  }

  /// Ends it from one moment to the next: nothing that it wanted to do happens any more, and its
  /// connections break.
  void kill() {
    gone = true;
    world.unwind(this);
    List.copyOf(links).forEach(Link::cut);
  }

  /// A number for each connection that it opens.
  long nextLink() {
    opened++;
    return (long) number << 32 | opened;
  }

  /// The connections that it has.
  List<Link> links() {
    return links;
  }

  boolean gone() {
    return gone;
  }
}
