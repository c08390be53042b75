package ava.trial.world;

import ava.shared.loop.Beside;
import java.time.Duration;

/// What blocks, in the world: fibers that begin a moment later, as threads do.
final class WorldBeside implements Beside {
  private static final Duration LONGEST_START = Duration.ofMillis(1);

  private final Actor actor;
  private final Draws draws;

  WorldBeside(Actor actor) {
    this.actor = actor;
    this.draws = actor.draws("beside");
  }

  @Override
  public void run(Runnable blocking) {
    var world = actor.world();
    var begins = world.now() + draws.between(Duration.ZERO, LONGEST_START).toNanos();
    world.at(actor, begins, () -> world.fiber(actor, blocking));
  }
}
