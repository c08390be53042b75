package ava.trial.world;

import static ava.trial.world.Stage.ms;
import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.When;
import ava.trial.world.CallerPlan.Deed;
import ava.trial.world.CallerPlan.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the voice does that reads out what the model writes, no rule of the world is broken.
/// `-Dvoice.faults.all=true` tries each at each moment with each voice, not with one of them.
@Execution(ExecutionMode.CONCURRENT)
class VoiceFaultsTest {
  static final List<Mischief> ALL =
      Arrays.stream(Mischief.values())
          .filter(mischief -> mischief.where() == Mischief.Where.VOICE)
          .toList();

  private static final boolean ALL_VOICES = Boolean.getBoolean("voice.faults.all");
  private static final List<Moment> MOMENTS =
      List.of(Moment.JOINED, Moment.CALLER_STOPS, Moment.AVA_SPEAKS);
  private static final List<String> VOICES = List.of("polly:Lea", "elevenlabs:Charlotte");

  private static Plot plot(String voice, Fault... faults) {
    var setting =
        new Plot.Setting(
            1, false, true, false, false, new Plot.Setting.Ways(ms(25), ms(20)), ms(450), voice);
    var deeds =
        List.of(
            says(new When.After(ms(300)), 1, 6),
            says(new When.Interrupt(ms(1_200)), 2, 5),
            says(new When.After(ms(400)), 3, 7),
            new Deed.HangsUp(new When.After(ms(800))));
    var caller = new CallerPlan(1, "+33600000001", ms(500), deeds, Optional.empty(), Wish.NOTHING);
    return new Plot(new Seed(1), Playwright.USUAL_DAY, setting, List.of(caller), List.of(faults));
  }

  private static Deed says(When when, int number, int words) {
    var said = IntStream.range(0, words).mapToObj(n -> Cast.callersWord(1, 100 * number + n));
    return new Deed.Speaks(when, new Utterance(1, number, said.toList(), 14), 0, Duration.ZERO);
  }

  static Stream<Arguments> eachAtEachMoment() {
    var faults = new ArrayList<Arguments>();
    for (var mischief : ALL) {
      for (var moment : MOMENTS) {
        for (var texts : List.of(1, 4)) {
          var fault = new Fault(mischief, moment, 1, 1, ms(40), ms(9_000), texts);
          var turn =
              VOICES.get((MOMENTS.indexOf(moment) + texts + ALL.indexOf(mischief)) % VOICES.size());
          var voices = ALL_VOICES ? VOICES : List.of(turn);
          voices.forEach(voice -> faults.add(Arguments.of(voice, fault)));
        }
      }
    }
    return faults.stream();
  }

  @ParameterizedTest
  @MethodSource
  void eachAtEachMoment(String voice, Fault fault) {
    var outcome = new Scene(plot(voice, fault)).play();

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.faults()).containsKey(fault.mischief());
  }

  /// What stands in says the rest in two parts.
  @Test
  void theModelsWordsAreWrittenWhenItStandsInInTwoParts() {
    var outcome =
        new Scene(
                plot(
                    "polly:Lea",
                    new Fault(Mischief.VOICE_THROTTLES, Moment.CALLER_STOPS, 1, 1, ms(5), ms(0), 6),
                    new Fault(Mischief.TWO_PARTS, Moment.CALLER_SPEAKS, 1, 1, ms(11), ms(0), 4)))
            .play();

    assertThat(outcome.violations()).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void whatNeverHeals(Mischief mischief) {
    var fault = new Fault(mischief, Moment.NEVER, 1, 1, ms(200), Fault.FOR_EVER, 6);

    assertThat(new Scene(plot("polly:Remi:neural", fault)).play().violations()).isEmpty();
    assertThat(new Scene(plot("elevenlabs:Charlotte", fault)).play().violations()).isEmpty();
  }
}
