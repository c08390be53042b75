package ava.trial.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/// A world of discrete events: who acts, when, in virtual time. Everything in it happens on the
/// thread that calls [#run], or on a [Fiber] while that thread waits for it; nothing may be shared
/// with another world.
final class World {
  /// So many events in one instant are a circle.
  private static final int MOST_AT_ONCE = 200_000;

  private final Seed seed;
  private final Instant beginning;
  private final Trace trace = new Trace();
  private final PriorityQueue<Due> heap = new PriorityQueue<>(1_024);
  private final List<Actor> actors = new ArrayList<>();
  private final List<Fiber> fibers = new ArrayList<>();
  private long now;
  private long sequence;
  private int atOnce;
  private Optional<Fiber> running = Optional.empty();

  /// Something that is to happen.
  ///
  /// @param tie draws the order of actors at the same time
  /// @param order among what one actor has to do at that time
  private record Due(long at, long tie, long order, long sequence, Actor actor, Runnable task)
      implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      if (at != other.at) {
        return Long.compare(at, other.at);
      }
      if (tie != other.tie) {
        return Long.compare(tie, other.tie);
      }
      return order != other.order
          ? Long.compare(order, other.order)
          : Long.compare(sequence, other.sequence);
    }
  }

  World(Seed seed, Instant beginning) {
    this.seed = seed;
    this.beginning = beginning;
    actor("world");
  }

  /// Somebody new, with a thread and chances of his own.
  Actor actor(String name) {
    var actor = new Actor(this, actors.size(), name);
    actors.add(actor);
    return actor;
  }

  /// Who notes what belongs to nobody.
  Actor anybody() {
    return actors.getFirst();
  }

  Seed seed() {
    return seed;
  }

  Trace trace() {
    return trace;
  }

  /// In nanoseconds since the beginning.
  long now() {
    return now;
  }

  Instant instant() {
    return beginning.plusNanos(now);
  }

  /// The world's own clock, which is never off.
  Clock clock() {
    InstantSource now = this::instant;
    return now.withZone(ZoneOffset.UTC);
  }

  /// Lets something happen at a time, or now when that is over.
  void at(Actor actor, long ns, Runnable task) {
    at(actor, ns, ns, task);
  }

  /// @param order among what the actor has to do at that time: what was due first
  void at(Actor actor, long ns, long order, Runnable task) {
    var at = Math.max(now, ns);
    sequence++;
    heap.add(
        new Due(at, Seed.mix(seed.value() ^ actor.number(), at), order, sequence, actor, task));
  }

  /// Lets happen what is to happen, until there is nothing more or the time is over.
  ///
  /// @param until since the beginning
  void run(Duration until) {
    var end = until.toNanos();
    for (var due = heap.peek(); due != null && due.at <= end; due = heap.peek()) {
      heap.remove();
      happen(due);
    }
    now = Math.max(now, end);
  }

  /// Lets happen what is to happen, one thing after the other, until something is so.
  ///
  /// @param until since the beginning, at the latest
  /// @return whether it is so
  boolean run(Duration until, BooleanSupplier enough) {
    var end = until.toNanos();
    while (!enough.getAsBoolean()) {
      var due = heap.peek();
      if (due == null || due.at > end) {
        now = Math.max(now, end);
        return false;
      }
      heap.remove();
      happen(due);
    }
    return true;
  }

  private void happen(Due due) {
    atOnce = due.at == now ? atOnce + 1 : 0;
    now = due.at;
    if (atOnce > MOST_AT_ONCE) {
      throw new IllegalStateException("time stands still at " + Duration.ofNanos(now));
    }
    if (due.actor.gone()) {
      return;
    }
    if (due.actor.pausedUntil() > now) {
      var later = due.actor.pausedUntil();
      var tie = Seed.mix(seed.value() ^ due.actor.number(), later);
      heap.add(new Due(later, tie, due.order, due.sequence, due.actor, due.task));
      return;
    }
    due.task.run();
  }

  /// What has still to happen.
  int pending() {
    return heap.size();
  }

  // fibers

  /// Begins something that may wait, in a later turn of its actor.
  Fiber fiber(Actor actor, Runnable body) {
    var fiber = new Fiber(this, actor, body);
    fibers.add(fiber);
    at(actor, now, fiber::step);
    return fiber;
  }

  void ended(Fiber fiber) {
    fibers.remove(fiber);
  }

  void runs(Optional<Fiber> fiber) {
    running = fiber;
  }

  /// The fiber whose turn it is.
  ///
  /// @throws IllegalStateException on the world's own thread, which must never wait
  Fiber running() {
    return running.orElseThrow(() -> new IllegalStateException("the world's thread would wait"));
  }

  boolean onFiber() {
    return running.isPresent();
  }

  /// How many fibers have not come to their end.
  int fibers() {
    return fibers.size();
  }

  /// Unwinds what an actor was waiting for, when it is gone.
  void unwind(Actor actor) {
    List.copyOf(fibers).stream().filter(fiber -> fiber.actor() == actor).forEach(Fiber::unwind);
  }

  /// Ends all fibers: no thread is left.
  void end() {
    List.copyOf(fibers).forEach(Fiber::unwind);
    heap.clear();
  }
}
