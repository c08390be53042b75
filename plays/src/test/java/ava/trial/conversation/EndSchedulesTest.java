package ava.trial.conversation;

import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.shared.call.Turn;
import ava.simulator.model.ModelFault;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.When;
import ava.simulator.twilio.LineFault;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// However a call ends and whatever Twilio tells of it: it ends once, with all that was said, and
/// its owner gets one mail.
@Scripted
class EndSchedulesTest {
  private static final String FIRST = "Un rendez-vous.";
  private static final String QUESTION = "Pour quel jour de la semaine, s'il vous plaît ?";
  private static final String SECOND = "Mardi matin.";
  private static final String GOODBYE = "Très bien. Au revoir.";

  private static Ava.Plan plan() {
    return Ava.playing(
        greeting(), caller(FIRST), ava(QUESTION), caller(SECOND), ava(GOODBYE, hangUp()));
  }

  static IntStream moments() {
    return IntStream.rangeClosed(0, 24).map(step -> 400 * step);
  }

  // Source: livekit/agents#1179, pipecat#3179
  @ParameterizedTest(name = "{0} ms behind the ring")
  @MethodSource("moments")
  void callerMayHangUpAtAnyMoment(int ms) {
    try (var ava = plan().start()) {
      var call = ava.call(new LineFault.HangUp(Duration.ofMillis(ms)));

      call.report();
      assertThat(ava.passes(() -> ava.bridge().calls() == 0)).isTrue();
      var over = Duration.between(ava.placedAt(call).plusMillis(ms), ava.now());
      assertThat(over).isLessThan(Duration.ofMillis(6_500));
      if (!ava.turns(call).isEmpty()) {
        assertThat(ava.ended(call).endReason()).isPresent();
      }
      assertThat(ava.stage().errors(call.sid())).isEmpty();
      var spoke = ava.said(call).stream().anyMatch(turn -> turn.startsWith("CALLER"));
      assertThat(ava.mails(call)).hasSizeBetween(spoke ? 1 : 0, 1);
    }
  }

  static IntStream around() {
    return IntStream.rangeClosed(-6, 6).map(step -> 10 * step);
  }

  // Source: pipecat#2145, #1511
  @ParameterizedTest(name = "{0} ms from the end")
  @MethodSource("around")
  void avaAndTheCallerMayHangUpAtTheSameTime(int ms) {
    Duration usual;
    try (var ava = plan().start()) {
      usual = ava.call().line().await(Observation.StreamEnded.class).at();
    }
    try (var ava = plan().start()) {
      var call = ava.call(new LineFault.HangUp(usual.plusMillis(ms)));

      assertThat(ava.ended(call).endReason())
          .hasValueSatisfying(
              reason -> assertThat(reason).isIn(EndReason.GOODBYE, EndReason.CALLER_HUNG_UP));
      assertThat(ava.stage().errors(call.sid())).isEmpty();
      assertThat(ava.said(call)).endsWith("CALLER " + SECOND, "AVA " + GOODBYE);
      assertThat(ava.mails(call)).hasSize(1);
    }
  }

  // Source: pipecat#1461
  @ParameterizedTest(name = "the tool first: {0}")
  @ValueSource(booleans = {true, false})
  void goodbyeIsHeardOnceAndWhole(boolean toolFirst) {
    try (var ava = plan().start()) {
      if (toolFirst) {
        ava.faults().always(new ModelFault.ToolFirst());
      }
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(Collections.frequency(ava.said(call), "AVA " + GOODBYE)).isEqualTo(1);
      assertThat(ava.turns(call)).noneMatch(Turn::interrupted);
      var letters = GREETING.length() + QUESTION.length() + GOODBYE.length();
      assertThat(call.report().counts().audioPlayedMs())
          .as("a voice that reads out makes no sound for a space between two sentences")
          .isIn(65L * letters, 65L * (letters - 1));
    }
  }

  static Stream<LineFault> callbacks() {
    return Stream.concat(
        Stream.of(
            new LineFault.ReorderedCallbacks(),
            new LineFault.DoubledCallbacks(),
            new LineFault.LostCallbacks(),
            new LineFault.LateCallbacks(Duration.ofSeconds(90))),
        IntStream.rangeClosed(1, 3)
            .boxed()
            .flatMap(number ->
                Stream.of(
                    new LineFault.OddCallback(number, Duration.ZERO, 0, true),
                    new LineFault.OddCallback(number, Duration.ofSeconds(30), 2, true),
                    new LineFault.OddCallback(number, Duration.ZERO, 2, false))));
  }

  // Source: nexmo-developer#1653, twilio-csharp#633, simstudioai/sim#5230
  @ParameterizedTest
  @MethodSource("callbacks")
  void callEndsOnceWhateverTwilioTellsOfIt(LineFault fault) {
    try (var ava = plan().start()) {
      var call = ava.call(fault);

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.said(call))
          .containsExactly(
              "AVA " + GREETING,
              "CALLER " + FIRST,
              "AVA " + QUESTION,
              "CALLER " + SECOND,
              "AVA " + GOODBYE);
      assertThat(ava.mails(call)).hasSize(1);
    }
  }

  // Source: vellum-assistant#6044
  @Test
  void callOfWhichNobodyTellsTheEndIsFinishedByTheSweep() {
    try (var ava = plan().start()) {
      var call =
          ava.callExcusing(
              Set.of(31903, 31920),
              new LineFault.LostCallbacks(),
              new LineFault.HangUp(Duration.ofSeconds(4)));
      call.line().await(2, Observation.AvaStarts.class);
      ava.bridge().kill();
      call.report();
      assertThat(ava.stage().record(call.sid()))
          .hasValueSatisfying(record -> assertThat(record.endedAt()).isEmpty());

      for (var hour = 0; hour < 6; hour++) {
        ava.stage().pass(Duration.ofHours(1));
        ava.stage().sweep();
      }

      assertThat(ava.ended(call).endReason()).isPresent();
      assertThat(ava.mails(call))
          .hasSize(1)
          .allSatisfy(mail -> assertThat(mail.text()).contains(FIRST));
    }
  }

  @ParameterizedTest(name = "{0} ms into the stream")
  @ValueSource(ints = {300, 1_500, 2_500, 4_000})
  void lineThatIsCutWithoutAWordIsGivenUpAfterTenSeconds(int ms) {
    try (var ava = plan().start()) {
      var call =
          ava.call(plan ->
              plan.withFaults(
                  new LineFault.HalfOpen(Duration.ofMillis(ms), Duration.ofMinutes(10))));
      call.line().await(Observation.StreamStarted.class);
      ava.stage().pass(Duration.ofMillis(ms));
      var cut = ava.now();

      assertThat(ava.passes(() -> ava.bridge().calls() == 0)).isTrue();
      assertThat(Duration.between(cut, ava.now())).isLessThan(Duration.ofSeconds(17));
      ava.mails(call);
    }
  }

  @Test
  void keysAndSilenceBeforeTheHangUpAreTold() {
    try (var ava = plan().start()) {
      var call =
          ava.callOf(
              new Step.CallerPresses("0712345678", new When.After(Duration.ofMillis(200))),
              new Step.CallerHangsUp(new When.Delay(Duration.ofMillis(100))));

      assertThat(ava.mails(call))
          .hasSize(1)
          .allSatisfy(
              mail -> assertThat(mail.text().replace('\u00A0', ' ')).contains("07 12 34 56 78"));
    }
  }
}
