package ava.trial.conversation;

import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.avaAfter;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.shared.call.Speaker;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.ToolCall;
import ava.simulator.scenario.When;
import ava.simulator.twilio.LineFault;
import ava.trial.world.Accidents;
import ava.trial.world.Mishap;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bridges die, are told to end and are replaced at every moment of a call, and the table does what
/// tables do: the call goes on, its words stand once.
@Scripted
class BridgeSchedulesTest {
  private static final int BROKEN = 31903;
  private static final int NO_STREAM = 31920;
  private static final String FIRST = "Un rendez-vous.";
  private static final String QUESTION = "Pour quel jour de la semaine, s'il vous plaît ?";
  private static final String SECOND = "Mardi matin, à dix heures.";
  private static final String GOODBYE = "Très bien. Au revoir.";

  private static Ava.Plan plan() {
    return Ava.playing(
        greeting(),
        caller(FIRST),
        avaAfter(new ToolCall("noter_message", "{\"motif\":\"un rendez-vous\"}"), QUESTION),
        caller(SECOND, new When.After(Duration.ofSeconds(1))),
        ava(GOODBYE, hangUp()));
  }

  // Source: openclaw#29862
  @ParameterizedTest(name = "again after {0} ms")
  @ValueSource(ints = {0, 20, 100, 500, 2_000})
  void callThatRingsTwiceIsOneCall(int ms) {
    try (var ava = plan().start()) {
      var call = ava.call(new LineFault.DoubledRing(Duration.ofMillis(ms)));

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(call.report().streams()).hasSize(1);
      assertThat(ava.mails(call)).hasSize(1);
    }
  }

  /// The greeting, a word, the tool, an answer, the next word, the last words.
  static IntStream moments() {
    return IntStream.rangeClosed(0, 18).map(step -> 500 + 450 * step);
  }

  @ParameterizedTest(name = "{0} ms behind the ring")
  @MethodSource("moments")
  void bridgeMayDieAtAnyMoment(int ms) {
    try (var ava = plan().start()) {
      var first = ava.bridge();
      var call = ava.callExcusing(Set.of(BROKEN));
      ava.stage().pass(Duration.ofMillis(ms));
      ava.startBridge();
      var written = ava.said(call);
      first.kill();
      var died = ava.now();

      assertThat(ava.ended(call).endReason()).isPresent();
      var said = ava.said(call);
      assertThat(said.subList(0, written.size())).isEqualTo(written);
      assertThat(ava.mails(call)).hasSizeLessThanOrEqualTo(1);
      comesBackSoon(ava, call, died);
    }
  }

  /// Within four seconds, or when he has spoken.
  private static void comesBackSoon(Ava ava, Call call, Instant died) {
    var resumes = ava.stage().record(call.sid()).orElseThrow().resumes();
    var due =
        call.all(Observation.CallerStops.class).stream()
            .map(stops -> ava.placedAt(call).plus(stops.at()))
            .filter(stopped -> stopped.isAfter(died))
            .findFirst()
            .filter(stopped ->
                call.all(Observation.CallerStarts.class).stream()
                    .anyMatch(starts -> ava.placedAt(call).plus(starts.at()).isBefore(died)))
            .orElse(died);
    if (!resumes.isEmpty()) {
      assertThat(ava.turns(call))
          .anyMatch(turn ->
              turn.speaker() == Speaker.AVA
                  && turn.startedAt().isAfter(died)
                  && turn.startedAt().isBefore(due.plusSeconds(4)));
    }
  }

  @ParameterizedTest(name = "{0} ms behind the ring")
  @MethodSource("moments")
  void bridgeMayBeToldToEndAtAnyMoment(int ms) {
    try (var ava = plan().start()) {
      var first = ava.bridge();
      var call = ava.call();
      ava.stage().pass(Duration.ofMillis(ms));
      ava.startBridge();
      first.drain();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.said(call))
          .containsOnlyOnce("CALLER " + FIRST, "CALLER " + SECOND)
          .endsWith("AVA " + GOODBYE);
      assertThat(ava.mails(call)).hasSize(1);
    }
  }

  @Test
  void turnsOfABridgeThatStillWritesMoveBehindThoseOfTheNext() {
    try (var ava = plan().start()) {
      var first = ava.bridge();
      var call = ava.call();
      call.line().await(2, Observation.AvaStarts.class);
      ava.stage()
          .accidents()
          .during(
              Duration.ofSeconds(6), Accidents::isTurn, new Mishap.Late(Duration.ofMillis(1_900)));
      ava.startBridge();
      first.drain();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.passes(ava.stage()::settled)).isTrue();
      assertThat(ava.said(call))
          .containsOnlyOnce("AVA " + GREETING, "CALLER " + FIRST, "CALLER " + SECOND)
          .doesNotHaveDuplicates();
    }
  }

  // Source: livekit-examples/agent-deployment#20
  @Test
  void callWithoutAQuietMomentIsHandedOverBeforeTheContainerEnds() {
    var never = caller("Et encore une chose.", new When.Delay(Duration.ofMillis(650)));
    var steps =
        Stream.concat(Stream.of(greeting(), caller(FIRST)), Stream.generate(() -> never).limit(50));
    try (var ava = Ava.playing(steps.toArray(Step[]::new)).start()) {
      var first = ava.bridge();
      var call = ava.call();
      call.line().await(Observation.CallerStarts.class);
      ava.stage().pass(Duration.ofSeconds(1));
      ava.startBridge();
      var told = ava.now();
      first.drain();

      assertThat(ava.passes(() -> first.calls() == 0)).isTrue();
      assertThat(Duration.between(told, ava.now())).isLessThan(Duration.ofSeconds(70));
      call.line().await(2, Observation.StreamStarted.class);
      call.placed().hangUp();
      assertThat(call.report().streams()).hasSize(2);
    }
  }

  // Source: amazon-ecs-agent#234
  @ParameterizedTest(name = "another is there after {0} ms")
  @ValueSource(ints = {100, 200, 400})
  void bridgeThatTakesNoMoreStreamsIsNoEnd(int ms) {
    try (var ava = plan().start()) {
      ava.bridge().drain();
      ava.stage().pass(Duration.ofMillis(100));
      var line = ava.callExcusing(Set.of(NO_STREAM));
      line.line().await(Observation.StreamEnded.class);
      ava.stage().pass(Duration.ofMillis(ms - 100));
      ava.startBridge();

      assertThat(ava.ended(line).endReason()).contains(EndReason.GOODBYE);
    }
  }

  @ParameterizedTest(name = "{0} times")
  @ValueSource(ints = {1, 2, 3, 4})
  void callWhoseBridgesDieAgainAndAgainEndsInTheVoicemail(int times) {
    try (var ava = plan().start()) {
      var call = ava.callExcusing(Set.of(BROKEN));
      for (var time = 1; time <= times; time++) {
        call.line().await(time, Observation.StreamStarted.class);
        var old = ava.bridge();
        ava.startBridge();
        old.kill();
      }

      ava.ended(call);
      assertThat(call.report().streams()).hasSize(Math.min(times, 3) + 1);
      assertThat(call.all(Observation.Recorded.class)).hasSize(times > 3 ? 1 : 0);
    }
  }

  @Test
  void callIsAnsweredAndItsWordsAreKeptWhileTheTableIsGone() {
    try (var ava = plan().start()) {
      ava.stage().accidents().during(Duration.ofHours(3), Accidents::isOfTable, new Mishap.Down());
      var call = ava.call();

      call.report();
      assertThat(ava.passes(() -> ava.bridge().calls() == 0)).isTrue();
      assertThat(call.all(Observation.AvaStarts.class)).isNotEmpty();
      assertThat(ava.passes(ava.stage()::settled)).isTrue();
      var told = String.join("\n", ava.stage().errors(call.sid())) + ava.stage().deadLetters();
      assertThat(told).contains(FIRST, SECOND);
    }
  }

  // Source: FoundationDB, `commit_unknown_result`
  @ParameterizedTest(name = "{0} times")
  @ValueSource(ints = {1, 2, 3, 4})
  void turnWhoseAnswerIsLostIsWrittenOnce(int times) {
    try (var ava = plan().start()) {
      ava.stage()
          .accidents()
          .times(times, Accidents::isTurn, new Mishap.Reset(true, times % 2 == 0));
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.passes(ava.stage()::settled)).isTrue();
      assertThat(ava.said(call))
          .containsExactly(
              "AVA " + GREETING,
              "CALLER " + FIRST,
              "AVA " + QUESTION,
              "CALLER " + SECOND,
              "AVA " + GOODBYE);
    }
  }
}
