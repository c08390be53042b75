package ava.trial.world;

import static ava.trial.world.WorldTest.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiberTest {
  private final World world = new World(new Seed(7), WorldTest.BEGINNING);
  private final Actor actor = world.actor("function");
  private final List<String> seen = new ArrayList<>();

  private void note(String what) {
    seen.add(what + " at " + world.now() / 1_000_000);
  }

  @Test
  void codeThatSleepsGivesWayToTheOthers() {
    world.fiber(
        actor,
        () -> {
          note("begun");
          world.running().sleep(ms(50));
          note("woken");
        });
    actor.after(ms(20), () -> seen.add("somebody else"));

    world.run(ms(100));

    assertThat(seen).containsExactly("begun at 0", "somebody else", "woken at 50");
    assertThat(world.fibers()).isZero();
  }

  @Test
  void manyInFlightInterleave() {
    for (var number = 0; number < 3; number++) {
      var pause = ms(10L * (3 - number));
      var name = "fiber " + number;
      world.fiber(
          actor,
          () -> {
            world.running().sleep(pause);
            note(name);
          });
    }

    world.run(ms(100));

    assertThat(seen).containsExactly("fiber 2 at 10", "fiber 1 at 20", "fiber 0 at 30");
  }

  @Test
  void oneIsKilledAtItsNthCallOutside() {
    var fiber =
        world.fiber(
            actor,
            () -> {
              for (var call = 1; ; call++) {
                world.running().outside();
                note("call " + call);
                world.running().sleep(ms(10));
              }
            });
    fiber.dieAt(3);

    world.run(ms(100));

    assertThat(seen).containsExactly("call 1 at 0", "call 2 at 10");
    assertThat(fiber.killed()).isTrue();
    assertThat(world.fibers()).isZero();
  }

  @Test
  void aProcessThatDiesTakesItsFibersAlong() {
    var fiber =
        world.fiber(
            actor,
            () -> {
              try {
                world.running().sleep(ms(50));
                note("woken");
              } finally {
                note("unwound");
              }
            });
    world.at(world.actor("fate"), 20_000_000, actor::kill);

    world.run(ms(100));

    assertThat(seen).containsExactly("unwound at 20");
    assertThat(fiber.over()).isTrue();
  }

  @Test
  void aWaitIsEndedByItsOwnAwakeningOnly() {
    world.fiber(
        actor,
        () -> {
          var early = world.running().awakening();
          world.at(actor, 10_000_000, early);
          world.at(actor, 20_000_000, early);
          world.running().giveWay();
          note("first");
          world.running().sleep(ms(50));
          note("second");
        });

    world.run(ms(100));

    assertThat(seen).containsExactly("first at 10", "second at 60");
  }

  @Test
  void whatAFiberThrowsComesOutOfTheWorld() {
    world.fiber(
        actor,
        () -> {
          throw new IllegalArgumentException("a fault of ours");
        });

    assertThatThrownBy(() -> world.run(ms(1))).hasMessage("a fault of ours");
  }

  @Test
  void nothingWaitsOnTheWorldsOwnThread() {
    assertThatThrownBy(world::running).hasMessage("the world's thread would wait");
  }

  @Test
  void allIsUnwoundInTheEnd() {
    new WorldBeside(actor).run(() -> world.running().sleep(ms(10_000)));
    world.run(ms(100));
    assertThat(world.fibers()).isOne();

    world.end();

    assertThat(world.fibers()).isZero();
  }
}
