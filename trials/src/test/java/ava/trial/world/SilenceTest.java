package ava.trial.world;

import static ava.trial.world.WorldTest.ms;
import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Patience;
import ava.bridge.call.Wait;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Observation.OnLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private static final Duration ANY = Duration.ZERO;

  private final World world = new World(new Seed(1), WorldTest.BEGINNING);
  private final List<Duration> tooLong = new ArrayList<>();
  private boolean troubled;
  private final Silence silence =
      new Silence(
          world, Tolerance.USUAL, () -> true, () -> troubled, (silent, _) -> tooLong.add(silent));

  private void at(int ms, OnLine... seen) {
    world.run(ms(ms));
    List.of(seen).forEach(silence::observed);
  }

  private void asks() {
    at(0, new Observation.StreamStarted(ANY, "MZ1"), new Observation.AvaStarts(ANY));
    at(500, new Observation.AvaStops(ANY, false), new Observation.CallerStarts(ANY, "Allô ?"));
    at(2_000, new Observation.CallerStops(ANY));
  }

  private void hears(int ms) {
    at(ms, new Observation.AvaStarts(ANY));
  }

  @Test
  void moreThanThreeSecondsAreTooLong() {
    asks();
    hears(5_001);

    assertThat(tooLong).containsExactly(ms(3_001));
  }

  /// Behind a resume an Ava of any patience waits as for a line that broke.
  @Test
  void whoComesBackIsNotAnsweredSoonerByAnAvaInAHurry() {
    var hurried = Patience.USUAL.scaled(Wait.SOUND, 0.2).scaled(Wait.SAVED, 0.2);
    var inHaste =
        new Silence(
            world,
            new Tolerance(hurried),
            () -> true,
            () -> troubled,
            (silent, _) -> tooLong.add(silent));

    inHaste.observed(new Observation.StreamStarted(ANY, "MZ1"));
    world.run(ms(1_400));
    inHaste.observed(new Observation.AvaStarts(ANY));
    inHaste.observed(new Observation.AvaStops(ANY, false));
    inHaste.observed(new Observation.StreamEnded(ANY, "SERVER"));
    inHaste.observed(new Observation.StreamStarted(ANY, "MZ2"));
    world.run(ms(3_800));
    inHaste.observed(new Observation.AvaStarts(ANY));
    assertThat(tooLong).isEmpty();

    inHaste.observed(new Observation.AvaStops(ANY, false));
    inHaste.observed(new Observation.StreamEnded(ANY, "SERVER"));
    inHaste.observed(new Observation.StreamStarted(ANY, "MZ3"));
    world.run(ms(6_201));
    inHaste.observed(new Observation.AvaStarts(ANY));
    assertThat(tooLong).containsExactly(ms(2_401));
  }

  @Test
  void callersWhoCoughWaitAnew() {
    asks();
    at(4_000);
    silence.noise(ms(300));
    hears(7_200);

    assertThat(tooLong).isEmpty();
  }

  /// She stops a moment later than he does, who coughs already.
  @Test
  void callersWhoCoughAsAvaFallsSilentWaitFromTheCoughsEndOn() {
    at(0, new Observation.StreamStarted(ANY, "MZ1"), new Observation.AvaStarts(ANY));
    at(500, new Observation.CallerStarts(ANY, "Allô ?"));
    at(1_980, new Observation.CallerStops(ANY));
    silence.noise(ms(300));
    at(2_000, new Observation.AvaStops(ANY, true));
    hears(5_200);
    assertThat(tooLong).isEmpty();
  }

  @Test
  void clicksThatNobodyTakesForSpeechChangeNothing() {
    asks();
    at(4_000);
    silence.noise(ms(40));
    hears(5_100);

    assertThat(tooLong).hasSize(1);
  }

  /// The greeting begins with the new stream, while the caller still speaks.
  @Test
  void whoSpeaksOnInTheNextStreamIsHeard() {
    asks();
    hears(4_000);
    at(
        4_100,
        new Observation.CallerStarts(ANY, "Allô ?"),
        new Observation.StreamEnded(ANY, "SERVER"),
        new Observation.AvaStops(ANY, false));
    at(6_000, new Observation.StreamStarted(ANY, "MZ2"), new Observation.AvaStarts(ANY));
    at(7_000, new Observation.CallerStops(ANY));
    at(11_500, new Observation.AvaStops(ANY, false));
    assertThat(tooLong).isEmpty();
  }

  @Test
  void whoWasSpokenToWhenTheStreamEndedWaitsForTheNext() {
    asks();
    hears(4_000);
    at(4_100, new Observation.StreamEnded(ANY, "SERVER"), new Observation.AvaStops(ANY, false));
    at(6_000, new Observation.StreamStarted(ANY, "MZ2"));
    hears(8_101);

    assertThat(tooLong).containsExactly(ms(4_001));
  }

  /// Bridges that take no more streams, and a table that answers late each time that the functions
  /// are asked what comes next.
  @Test
  void slowFunctionsAreExcusedOverAllStreamsThatAreRefused() {
    troubled = true;
    asks();
    at(2_100, new Observation.StreamEnded(ANY, "SERVER"));
    at(4_700, new Observation.StreamEnded(ANY, "REFUSED: HTTP 503"));
    at(7_200, new Observation.StreamEnded(ANY, "REFUSED: HTTP 503"));
    at(9_500, new Observation.TwilioSays(ANY, "Un instant."));

    assertThat(tooLong).isEmpty();
  }
}
