package ava.trial.world;

import ava.simulator.scenario.When;
import ava.trial.world.CallerPlan.Deed;
import ava.trial.world.CallerPlan.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Draws the plot of a world from its seed: each purpose from a stream of its own.
final class Playwright {
  static final Instant USUAL_DAY = Instant.parse("2026-01-05T09:00:00Z");

  /// Midnight in Paris, and the nights in which its clocks change.
  private static final List<Instant> ODD_HOURS =
      List.of(
          Instant.parse("2026-01-05T22:59:20Z"),
          Instant.parse("2026-03-29T00:59:20Z"),
          Instant.parse("2026-10-25T00:59:20Z"),
          Instant.parse("2026-12-31T22:59:20Z"));

  private static final List<String> VOICES =
      List.of(
          Plot.Setting.MODELS_OWN,
          Plot.Setting.MODELS_OWN,
          "polly:Lea",
          "elevenlabs:" + WorldElevenLabs.VOICE);

  private static final int FEWEST_CALLS = 5;
  private static final int MOST_CALLS = 20;

  private final Seed seed;
  private final Draws draws;

  Playwright(Seed seed) {
    this.seed = seed;
    this.draws = new Draws(seed, "plot", 0);
  }

  /// The plot of one seed.
  static Plot plot(Seed seed) {
    return new Playwright(seed).write();
  }

  private Plot write() {
    var beginning = draws.oneIn(10) ? draws.of(ODD_HOURS) : USUAL_DAY;
    var setting =
        new Plot.Setting(
            draws.between(1, 3),
            draws.oneIn(20),
            draws.oneIn(10),
            draws.oneIn(3),
            draws.oneIn(2),
            new Plot.Setting.Ways(
                Duration.ofMillis(draws.between(15, 60)), Duration.ofMillis(draws.between(10, 50))),
            Duration.ofMillis(draws.between(100, 900)),
            new Draws(seed, "voice", 0).of(VOICES));
    var calls = draws.between(FEWEST_CALLS, MOST_CALLS);
    var callers = new ArrayList<CallerPlan>();
    for (var call = 1; call <= calls; call++) {
      callers.add(new CallerDraw(seed, call).plan());
    }
    var faults = faults(setting, calls);
    return new Plot(seed, beginning, setting, callers, faults, Stretch.drawn(seed));
  }

  private List<Fault> faults(Plot.Setting setting, int calls) {
    return new FaultDraw(seed, calls, setting.reads()).faults();
  }

  /// Draws one caller.
  private static final class CallerDraw {
    private static final int LATEST_RING_MS = 60_000;
    private static final int FRAMES_PER_WORD = 14;

    private final int call;
    private final Draws draws;
    private final List<Deed> deeds = new ArrayList<>();
    private int words;
    private int sentences;

    CallerDraw(Seed seed, int call) {
      this.call = call;
      this.draws = new Draws(seed, "habits", call);
    }

    CallerPlan plan() {
      var wish = wish();
      if (!draws.oneIn(12)) {
        for (var number = draws.between(1, 4); number > 0; number--) {
          doSomething();
        }
      }
      if (wish == Wish.NOTHING && !draws.oneIn(6)) {
        deeds.add(new Deed.HangsUp(new When.After(Duration.ofMillis(draws.between(100, 900)))));
      }
      Optional<Duration> anyMoment =
          draws.oneIn(4)
              ? Optional.of(Duration.ofMillis(draws.between(300, 25_000)))
              : Optional.empty();
      return new CallerPlan(
          call,
          "+336%08d".formatted(call),
          Duration.ofMillis(draws.below(LATEST_RING_MS)),
          deeds,
          anyMoment,
          wish);
    }

    private Wish wish() {
      return switch (draws.below(6)) {
        case 0, 1 -> Wish.GOODBYE;
        case 2 -> Wish.TRANSFER;
        default -> Wish.NOTHING;
      };
    }

    private void doSomething() {
      if (draws.oneIn(8)) {
        deeds.add(new Deed.MakesNoise(moment(), Duration.ofMillis(20L * draws.between(1, 15))));
      }
      if (draws.oneIn(10)) {
        deeds.add(new Deed.Presses(moment(), draws.oneIn(2) ? "0612345678#" : "42"));
      }
      sentences++;
      var said = new ArrayList<String>();
      for (var number = draws.between(2, 9); number > 0; number--) {
        said.add(Cast.callersWord(call, words));
        words++;
      }
      var thinks = draws.oneIn(5);
      deeds.add(
          new Deed.Speaks(
              moment(),
              new Utterance(call, sentences, said, FRAMES_PER_WORD),
              thinks ? draws.between(1, said.size() - 1) : 0,
              Duration.ofMillis(thinks ? draws.between(200, 1_200) : 0)));
    }

    private When moment() {
      return switch (draws.below(8)) {
        case 0, 1 -> new When.Interrupt(Duration.ofMillis(draws.between(100, 2_500)));
        case 2 -> new When.Delay(Duration.ofMillis(draws.between(0, 6_000)));
        default -> new When.After(Duration.ofMillis(draws.between(100, 1_500)));
      };
    }
  }
}
