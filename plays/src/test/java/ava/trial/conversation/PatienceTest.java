package ava.trial.conversation;

import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.simulator.model.ModelFault;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.When;
import ava.simulator.twilio.LineFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What shows only after seconds in which nothing comes.
@Scripted
class PatienceTest {
  private static final Duration MOMENT = Duration.ofMillis(100);

  @Test
  void callerWhoSaysNothingIsAskedWhetherHeIsThere() {
    var patient = new Step.CallerHangsUp(new When.Interrupt(Duration.ofMillis(1_400)));
    try (var ava = Ava.playing(greeting(), patient).start()) {
      var call = ava.call();

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(ava.inModel().all(Observation.ModelSays.class))
          .extracting(Observation.ModelSays::text)
          .containsExactly(GREETING, "Êtes-vous toujours en ligne ?");
      var silence =
          call.all(Observation.AvaStarts.class)
              .get(1)
              .at()
              .minus(call.all(Observation.AvaStops.class).getFirst().at());
      assertThat(silence).isCloseTo(Duration.ofSeconds(12), Duration.ofMillis(150));
    }
  }

  @Test
  void turnEndsThoughNoFrameComesAnyMore() {
    var words = "Oui, un rendez-vous demain.";
    var spoken = Clip.join(List.of(Clip.hum(words), Clip.silence(Duration.ofSeconds(3))));
    var line = new Step.CallerSays(words, spoken, new When.After(MOMENT), Optional.empty());
    var later = new Step.CallerHangsUp(new When.Delay(MOMENT));
    try (var ava = Ava.playing(greeting(), line, ava("Quand ?"), later).start()) {
      var call =
          ava.call(new LineFault.DropFrames(Duration.ofMillis(1_900), Duration.ofSeconds(30)));

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(call.report().counts().framesLost()).isPositive();
      assertThat(call.all(Observation.AvaStarts.class))
          .as("Ava answers while no frame comes")
          .hasSize(2);
      assertThat(call.all(Observation.AvaStarts.class).getLast().at())
          .isLessThan(call.line().await(Observation.CallerStops.class).at());
      assertThat(ava.said(call)).hasSize(3).endsWith("AVA Quand ?");
    }
  }

  @Test
  void callWithoutFramesForTenSecondsEnds() {
    var spoken = Clip.hum("la ".repeat(90));
    var line = new Step.CallerSays("La, la.", spoken, new When.After(MOMENT), Optional.empty());
    try (var ava = Ava.playing(greeting(), line, ava("Je ne vous entends pas bien.")).start()) {
      var call = ava.call(new LineFault.DropFrames(Duration.ofMillis(500), Duration.ofSeconds(60)));

      assertThat(ava.ended(call).endReason()).contains(EndReason.CALLER_LOST);
      assertThat(call.how()).isEqualTo("HANGUP");
      var lost =
          call.line()
              .await(Observation.StreamEnded.class)
              .at()
              .minus(call.line().await(Observation.CallerStarts.class).at());
      assertThat(lost).isBetween(Duration.ofMillis(10_500), Duration.ofMillis(10_550));
    }
  }

  @ModelsVoice("a text is there at once, and does not stall")
  void answerThatStallsIsTakenUpByAnotherSession() {
    var answer = "Je cherche le prochain rendez-vous.";
    try (var ava = Ava.playing(greeting(), caller("Bonjour Ava."), ava(answer, hangUp())).start()) {
      var call = ava.call();
      ava.inModel().await(Observation.ModelSays.class);
      ava.faults().once(new ModelFault.Stall(Duration.ofMillis(400)));

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.inModel().all(Observation.ModelSays.class).getLast().session())
          .isGreaterThan(1);
      assertThat(ava.said(call))
          .startsWith("AVA " + GREETING, "CALLER Bonjour Ava.")
          .endsWith("AVA " + answer);
      assertThat(ava.memoryOf(answer)).startsWith("assistant: " + GREETING, "user: Bonjour Ava.");
    }
  }

  @ModelsVoice("only a model sends more than the line takes")
  void callOfATwilioThatReadsNoMoreEnds() {
    var endless =
        new Step.AvaSays(
            "Il était une fois…",
            Optional.of(Clip.silence(Duration.ofMinutes(9))),
            List.of(),
            List.of());
    try (var ava = Ava.playing(greeting(), caller("Racontez-moi."), endless).start()) {
      var call =
          ava.call(new LineFault.StallReading(Duration.ofMillis(2_500), Duration.ofSeconds(12)));

      var record = ava.record(call, seen -> seen.next().isPresent());
      call.report();

      assertThat(ava.ended(call).endReason()).contains(EndReason.PEER_STALLED);
      assertThat(record.next()).isPresent();
    }
  }
}
