package ava.trial.world;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Code of an actor that may wait: it has a thread of its own, but runs only while the world's
/// thread waits for it, and gives way whenever it waits itself. So code that blocks is as
/// deterministic as the rest.
final class Fiber {
  private final World world;
  private final Actor actor;
  private final Thread thread;
  private volatile boolean mine;
  private volatile boolean over;
  private Thread host;
  private Optional<Throwable> failure = Optional.empty();
  private boolean started;
  private boolean dying;
  private int waits;
  private Runnable then = () -> {};
  private int callsLeft = Integer.MAX_VALUE;

  /// Ends a fiber at the place where it waits. Nobody catches it.
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed on purpose", null, false, false);
    }
  }

  Fiber(World world, Actor actor, Runnable body) {
    this.world = world;
    this.actor = actor;
    this.host = Thread.currentThread();
    this.thread = Thread.ofVirtual().unstarted(() -> live(body));
  }

  private void live(Runnable body) {
    try {
      body.run();
    } catch (Killed e) {
      dying = true;
    } catch (Throwable e) {
      failure = Optional.of(e);
    } finally {
      over = true;
      mine = false;
      LockSupport.unpark(host);
    }
  }

  Actor actor() {
    return actor;
  }

  boolean over() {
    return over;
  }

  /// Whether it was killed, once it is over.
  boolean killed() {
    return dying;
  }

  /// Runs a task on the world's thread once it is over, however it ends.
  void whenOver(Runnable task) {
    then = task;
  }

  /// It is killed when it calls somebody else for the n-th time from now on.
  void dieAt(int call) {
    callsLeft = call;
  }

  /// Runs it until it waits or ends. Thread: the world's.
  void step() {
    if (over) {
      return;
    }
    host = Thread.currentThread();
    world.runs(Optional.of(this));
    mine = true;
    if (started) {
      LockSupport.unpark(thread);
    } else {
      started = true;
      thread.start();
    }
    while (mine) {
      LockSupport.park(this);
    }
    world.runs(Optional.empty());
    if (over) {
      world.ended(this);
      then.run();
      failure.ifPresent(Fiber::raise);
    }
  }

  private static void raise(Throwable failure) {
    switch (failure) {
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  /// Ends it at once, wherever it waits. Thread: the world's.
  void unwind() {
    if (over) {
      return;
    }
    dying = true;
    if (!started) {
      over = true;
      world.ended(this);
      then.run();
      return;
    }
    if (world.onFiber() && world.running() == this) {
      throw new Killed();
    }
    var outer = world.onFiber() ? Optional.of(world.running()) : Optional.<Fiber>empty();
    step();
    world.runs(outer);
  }

  /// Waits for a time. Thread: its own.
  void sleep(Duration length) {
    world.at(actor, world.now() + Math.max(0, length.toNanos()), awakening());
    giveWay();
  }

  /// What ends the wait that comes next, and does nothing at any other time. Thread: its own; it
  /// runs on the world's.
  Runnable awakening() {
    var wait = waits;
    return () -> {
      if (waits == wait) {
        step();
      }
    };
  }

  /// Waits for its [#awakening]. Thread: its own.
  void giveWay() {
    mine = false;
    LockSupport.unpark(host);
    while (!mine) {
      LockSupport.park(this);
    }
    waits++;
    if (dying) {
      throw new Killed();
    }
  }

  /// To be called before anything outside is: the place where a function can die. Thread: its own.
  void outside() {
    callsLeft--;
    if (dying || callsLeft <= 0) {
      dying = true;
      throw new Killed();
    }
  }
}
