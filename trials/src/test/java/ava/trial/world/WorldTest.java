package ava.trial.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorldTest {
  static final Instant BEGINNING = Instant.parse("2026-01-05T09:00:00Z");

  private final World world = new World(new Seed(7), BEGINNING);
  private final Actor actor = world.actor("somebody");
  private final List<String> seen = new ArrayList<>();

  static Duration ms(long ms) {
    return Duration.ofMillis(ms);
  }

  @Test
  void tasksOfOneActorKeepTheirOrder() {
    for (var task = 0; task < 5; task++) {
      var name = "task " + task;
      actor.execute(() -> seen.add(name));
    }

    world.run(ms(1));

    assertThat(seen).containsExactly("task 0", "task 1", "task 2", "task 3", "task 4");
  }

  @Test
  void actorsAtTheSameTimeComeInEitherOrder() {
    var orders = new HashSet<List<String>>();
    for (var seed = 0; seed < 20; seed++) {
      var one = new World(new Seed(seed), BEGINNING);
      var order = new ArrayList<String>();
      one.actor("a").execute(() -> order.add("a"));
      one.actor("b").execute(() -> order.add("b"));
      one.run(ms(1));
      orders.add(order);
    }

    assertThat(orders).containsExactlyInAnyOrder(List.of("a", "b"), List.of("b", "a"));
  }

  @Test
  void timersAreNeverEarlyAndThreeMillisecondsLateAtTheMost() {
    for (var delay = 0; delay < 200; delay++) {
      var due = Math.max(1, delay) * 1_000_000L;
      actor.after(ms(delay), () -> assertThat(world.now()).isBetween(due, due + 3_000_000));
      seen.add("set");
    }
    assertThat(actor.timers()).isEqualTo(seen.size());

    world.run(ms(300));

    assertThat(actor.timers()).isZero();
  }

  @Test
  void timersFireInTheOrderInWhichTheyAreDue() {
    var fired = new ArrayList<Integer>();
    for (var delay : List.of(9, 3, 7, 5, 1, 4, 2, 8, 6)) {
      actor.after(ms(delay), () -> fired.add(delay));
    }

    world.run(ms(100));

    assertThat(fired).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void cancelledTimersNeverFire() {
    var timer = actor.after(ms(5), () -> seen.add("fired"));
    actor.after(ms(2), timer::cancel);

    world.run(ms(100));

    assertThat(seen).isEmpty();
    assertThat(actor.timers()).isZero();
  }

  @Test
  void pausedProcessesDoAllOfItLaterAndInOrder() {
    actor.after(ms(10), () -> seen.add("first at " + world.now() / 1_000_000));
    actor.after(ms(20), () -> seen.add("second at " + world.now() / 1_000_000));
    actor.pause(ms(500));

    world.run(ms(1_000));

    assertThat(seen).containsExactly("first at 500", "second at 500");
  }

  @Test
  void deadProcessesDoNothing() {
    actor.after(ms(10), () -> seen.add("done"));
    actor.after(ms(5), actor::kill);

    world.run(ms(100));

    assertThat(seen).isEmpty();
  }

  @Test
  void clocksMayBeOff() {
    actor.clockOff(Duration.ofSeconds(2));
    world.run(ms(500));

    assertThat(actor.now()).isEqualTo(BEGINNING.plusMillis(2_500));
    assertThat(actor.clock().instant()).isEqualTo(BEGINNING.plusMillis(2_500));
    assertThat(world.clock().instant()).isEqualTo(BEGINNING.plusMillis(500));
  }

  @Test
  void timeThatStandsStillIsAFault() {
    var circle =
        new Runnable() {
          @Override
          public void run() {
            actor.execute(this);
          }
        };
    actor.execute(circle);

    assertThatThrownBy(() -> world.run(ms(1))).hasMessageContaining("time stands still");
  }

  @Test
  void streamsOfChanceDoNotMixWithEachOther() {
    var seed = new Seed(3);

    assertThat(new Draws(seed, "table", 1).any())
        .isEqualTo(new Draws(seed, "table", 1).any())
        .isNotEqualTo(new Draws(seed, "table", 2).any())
        .isNotEqualTo(new Draws(seed, "mail", 1).any())
        .isNotEqualTo(new Draws(seed.child(1), "table", 1).any());
  }
}
