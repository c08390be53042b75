package ava.trial.world;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
  /// In so many calls of this seed.
  private static final int ALL_IS_MET = 2_000;

  @Test
  void noRuleIsBrokenInAnyOfManyCalls() {
    var calls = Integer.getInteger("simulated.calls", 100);

    var result = new Simulation(new Simulation.Plan(calls, 20_261_125, 2), _ -> {}).run();

    assertThat(result.problems()).isEmpty();
    assertThat(result.calls()).isGreaterThanOrEqualTo(calls);
    if (calls >= ALL_IS_MET) {
      assertThat(result.unmet())
          .doesNotContain(
              Rarity.TOOL_UNANSWERED.sign(),
              Rarity.TURN_MOVED.sign(),
              Rarity.JOURNAL_GAVE_UP.sign(),
              Rarity.CLAIM_LOST.sign());
    }
  }

  @Test
  void noWorldIsBegunWhenItsTimeIsOver() {
    var minutes = new AtomicLong();
    var plan = new Simulation.Plan(1_000, 20_261_125, 1, Duration.ofMinutes(3));
    var worlds = new AtomicInteger();

    var result =
        new Simulation(
                plan,
                _ -> worlds.incrementAndGet(),
                () -> Duration.ofMinutes(minutes.getAndIncrement()).toNanos())
            .run();

    assertThat(worlds).hasValue(2);
    assertThat(result.calls()).isPositive().isLessThan(plan.calls());
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void theSameSeedIsTheSameWorld(long seed) {
    var plot = Playwright.plot(new Seed(seed));

    assertThat(new Scene(plot).play().hash()).isEqualTo(new Scene(plot).play().hash());
  }

  @Test
  void aWorldThatIsToldAgainTellsItsPatienceAsATestWritesIt() {
    var caller = Playwright.plot(new Seed(11)).callers().subList(0, 1);
    var plot =
        Playwright.plot(new Seed(11))
            .ofCallers(caller)
            .with(List.of())
            .patient(List.of(new Stretch(Wait.SOUND, 0.35)));
    var told = new ArrayList<String>();
    var scene = new Scene(plot);
    scene.tell(told::add);

    scene.play();

    assertThat(told).anySatisfy(line -> assertThat(line).endsWith("new Stretch(SOUND, 0.35)"));
  }

  @Test
  void theShortestScheduleIsWhatIsNeeded() {
    var all = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);

    assertThat(Shrink.shortest(all, some -> some.contains(3) && some.contains(11)))
        .containsExactly(3, 11);
  }
}
