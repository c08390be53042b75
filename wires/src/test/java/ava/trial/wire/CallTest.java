package ava.trial.wire;

import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.avaAfter;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static ava.trial.script.ScriptLines.hangsUp;
import static ava.trial.script.ScriptLines.interrupts;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.NotedMessage.Field;
import ava.simulator.model.ModelFault;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.ToolCall;
import ava.simulator.scenario.When;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whole calls: all that goes over a wire in them arrives, in both directions.
class CallTest {
  @RegisterExtension static final EmbeddedAws AWS = new EmbeddedAws();

  private static final String FIRST = "Un rendez-vous.";
  private static final String QUESTION = "Pour quel jour de la semaine, s'il vous plaît ?";
  private static final String SECOND = "Mardi matin.";
  private static final String GOODBYE = "Au revoir.";

  private static Ava.Plan plan() {
    return Ava.playing(
        AWS,
        greeting(),
        caller(FIRST),
        ava(QUESTION),
        caller(SECOND, new When.After(Duration.ofMillis(1_500))),
        ava(GOODBYE, hangUp()));
  }

  @Scripted
  void recordedGreetingIsHeardAndTheCallIsWritten() {
    try (var ava =
        Ava.playing(AWS, greeting(), caller("Bonjour Ava."), ava("Oui ?"), hangsUp()).start()) {
      ava.recordGreeting();
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.CALLER_HUNG_UP);
      assertThat(ava.said(call))
          .containsExactly("AVA " + GREETING, "CALLER Bonjour Ava.", "AVA Oui ?");
      assertThat(ava.inModel().all(Observation.ModelSays.class))
          .filteredOn(said -> said.text().equals(GREETING))
          .hasSize(1);
    }
  }

  @Scripted
  void messageIsNotedAndAvaHangsUp() {
    var note = new ToolCall("noter_message", "{\"nom\":\"Claire Dubois\"}");
    try (var ava =
        Ava.playing(
                AWS, greeting(), caller("Claire Dubois."), avaAfter(note, "C'est noté.", hangUp()))
            .start()) {
      var call = ava.call();

      assertThat(ava.ended(call).message().fields()).isEqualTo(Map.of(Field.NAME, "Claire Dubois"));
      assertThat(call.how()).isEqualTo("HANGUP");
    }
  }

  @Scripted
  void avaIsSilencedByAClear() {
    var counting = "Un, deux, trois, six, sept, huit, neuf, dix, onze, cent, mille, et ainsi.";
    try (var ava =
        Ava.playing(
                AWS,
                greeting(),
                caller("Combien ?"),
                ava(counting),
                interrupts("Attendez, pas si vite.", 600),
                ava("Pardon, je vous écoute."),
                hangsUp())
            .start()) {
      var call = ava.call();

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(call.all(Observation.Cleared.class)).isNotEmpty();
      assertThat(ava.said(call)).endsWith("AVA Pardon, je vous écoute.");
    }
  }

  @Scripted
  void socketThatBreaksInAnAnswerIsReplacedByOneThatKnowsAll() {
    try (var ava = plan().start()) {
      var call = ava.call();
      ava.inModel().await(Observation.ModelSays.class);
      ava.model().faults().once(new ModelFault.DropSocket(Duration.ofMillis(600)));

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(call.report().streams()).hasSize(1);
      assertThat(ava.said(call)).contains("CALLER " + FIRST, "CALLER " + SECOND, "AVA " + GOODBYE);
      assertThat(ava.memoryOf(GOODBYE))
          .contains("assistant: " + GREETING, "user: " + FIRST, "user: " + SECOND);
    }
  }

  @Scripted
  void modelThatRefusesTheKeyLeavesForTheVoicemail() {
    try (var ava =
        plan().failing(faults -> faults.always(new ModelFault.RefuseUpgrade(401))).start()) {
      var call = ava.call();

      call.report();
      assertThat(call.all(Observation.Recorded.class)).hasSize(1);
      assertThat(ava.record(call, seen -> seen.next().isPresent()).next())
          .contains(new NextStep.Voicemail());
    }
  }

  @Scripted
  void drainingBridgeHandsTheCallOver() {
    try (var ava = plan().start()) {
      var first = ava.bridge();
      var call = ava.call();
      ava.inModel().await(Observation.ModelSays.class, said -> said.text().equals(QUESTION));
      ava.startBridge();

      assertThat(first.drain(Duration.ofSeconds(60))).isTrue();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(call.report().streams()).hasSize(2);
      assertThat(ava.said(call)).contains("AVA " + QUESTION).endsWith("AVA " + GOODBYE);
    }
  }

  @Scripted
  void bridgeThatDiesIsReplacedByAnother() {
    try (var ava = plan().start()) {
      var first = ava.bridge();
      var call = ava.call();
      ava.inModel().await(Observation.ModelSays.class, said -> said.text().equals(QUESTION));
      ava.startBridge();

      ava.kill(first);

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(call.report().streams()).hasSize(2);
      assertThat(ava.said(call)).endsWith("AVA " + GOODBYE);
    }
  }
}
