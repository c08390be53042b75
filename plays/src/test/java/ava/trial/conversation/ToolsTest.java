package ava.trial.conversation;

import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.avaAfter;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static ava.trial.script.ScriptLines.hangsUp;
import static ava.trial.script.ScriptLines.interrupts;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.CallRecord;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.NotedMessage.Field;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.ToolCall;
import ava.simulator.scenario.When;
import ava.simulator.twilio.LineFault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Ava acts by her tools, one answer at a time.
@Scripted
class ToolsTest {
  private static final String GOODBYE = "Merci et très bonne journée.";
  private static final String NUMBER = "+33142000000";
  private static final ToolCall TRANSFER = new ToolCall("transferer", "{}");

  @Test
  void avaHangsUpOnceHerGoodbyeWasHeard() {
    try (var ava = Ava.playing(greeting(), caller("C'est tout."), ava(GOODBYE, hangUp())).start()) {
      var call = ava.call(new LineFault.DelayMarks(Duration.ofMillis(300)));

      assertThat(call.how()).isEqualTo("HANGUP");
      assertThat(call.report().counts().audioPlayedMs())
          .isEqualTo(65L * (GREETING.length() + GOODBYE.length()));
      var stopped = call.all(Observation.AvaStops.class).getLast();
      assertThat(stopped.cut()).isFalse();
      assertThat(call.line().await(Observation.StreamEnded.class).at().minus(stopped.at()))
          .isLessThan(Duration.ofMillis(250));
      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.record(call, _ -> true).next()).contains(new NextStep.HangUp());
      assertThat(ava.said(call))
          .containsExactly("AVA " + GREETING, "CALLER C'est tout.", "AVA " + GOODBYE);
    }
  }

  @Test
  void callerWhoSpeaksAgainKeepsAvaOnTheLine() {
    try (var ava =
        Ava.playing(
                greeting(),
                caller("C'est tout."),
                ava(GOODBYE, hangUp()),
                interrupts("Attendez, encore une chose.", 700),
                ava("Oui, dites-moi."),
                hangsUp())
            .start()) {
      var call = ava.call();

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(ava.ended(call).endReason()).contains(EndReason.CALLER_HUNG_UP);
      assertThat(ava.said(call))
          .endsWith("CALLER Attendez, encore une chose.", "AVA Oui, dites-moi.");
    }
  }

  @Test
  void callerIsTransferredOnceHeWasTold() {
    try (var ava = transferring().start()) {
      var call = ava.call();

      assertThat(call.how()).isEqualTo("HANGUP");
      assertThat(call.all(Observation.Dialled.class))
          .extracting(Observation.Dialled::number)
          .containsExactly(NUMBER);
      assertThat(call.all(Observation.AvaStops.class))
          .extracting(Observation.AvaStops::cut)
          .doesNotContain(true);
      var record = ava.ended(call);
      assertThat(record.next()).contains(new NextStep.Transferred());
      assertThat(record.endReason()).contains(EndReason.TRANSFER);
      assertThat(ava.said(call)).endsWith("AVA Ne quittez pas.");
    }
  }

  @Test
  void callerWhomNobodyTakesComesBackToAva() {
    try (var ava = transferring().start()) {
      var call = ava.call(plan -> plan.withDialOutcome("no-answer"));

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(ava.ended(call).endReason()).contains(EndReason.CALLER_HUNG_UP);
      assertThat(ava.record(call, _ -> true).resumes()).hasSize(1);
      assertThat(ava.said(call))
          .hasSize(6)
          .startsWith("AVA " + GREETING, "CALLER Une personne.", "AVA Ne quittez pas.");
      assertThat(ava.said(call).get(3)).startsWith("AVA Je suis désolée");
      assertThat(ava.said(call)).endsWith("CALLER Non merci.", "AVA Bien.");
      assertThat(ava.memoryOf("Non merci."))
          .startsWith(
              "assistant: " + GREETING, "user: Une personne.", "assistant: Ne quittez pas.");
    }
  }

  private static Ava.Plan transferring() {
    return Ava.playing(
            greeting(),
            caller("Une personne."),
            ava("Ne quittez pas.", TRANSFER),
            interrupts("Non merci.", 2_500),
            ava("Bien."),
            hangsUp())
        .with("AVA_TRANSFER_NUMBER", NUMBER);
  }

  @Test
  void messageIsNotedFieldByField() {
    try (var ava =
        Ava.playing(
                greeting(),
                caller("Claire Dubois."),
                avaAfter(note("{\"nom\":\"Claire Dubois\"}"), "Et votre numéro ?"),
                caller("Le 06."),
                avaAfter(
                    note("{\"telephone\":\"06 12 34 56 78\",\"urgence\":\"haute\"}"),
                    GOODBYE,
                    hangUp()))
            .start()) {
      var call = ava.call();

      ava.inModel()
          .await(Observation.ModelSays.class, said -> said.text().equals("Et votre numéro ?"));
      assertThat(noted(ava.record(call, seen -> !seen.message().isEmpty())))
          .isEqualTo(Map.of(Field.NAME, "Claire Dubois"));
      assertThat(noted(ava.ended(call)))
          .isEqualTo(
              Map.of(
                  Field.NAME,
                  "Claire Dubois",
                  Field.PHONE,
                  "+33612345678",
                  Field.URGENCY,
                  "haute"));
      assertThat(ava.remembered())
          .filteredOn(item -> item.kind().equals("function_call_output"))
          .hasSize(3)
          .allSatisfy(item -> assertThat(item.text()).contains("\"ok\":true"));
      assertThat(call.how()).isEqualTo("HANGUP");
    }
  }

  @Test
  void wrongNumberIsRefusedToTheModelAndTheRestIsKept() {
    try (var ava =
        Ava.playing(
                greeting(),
                caller("Claire, le 06 12."),
                avaAfter(
                    note("{\"nom\":\"Claire\",\"telephone\":\"0612\"}"), "Il manque des chiffres."),
                hangsUp())
            .start()) {
      var call = ava.call();

      assertThat(noted(ava.ended(call))).isEqualTo(Map.of(Field.NAME, "Claire"));
      assertThat(ava.remembered())
          .filteredOn(item -> item.kind().equals("function_call_output"))
          .hasSize(1)
          .allSatisfy(item -> assertThat(item.text()).contains("\"ok\":false", "numéro incomplet"));
      assertThat(ava.said(call)).endsWith("AVA Il manque des chiffres.");
    }
  }

  @Test
  void keysAreTheCallersTurn() {
    try (var ava =
        Ava.playing(
                greeting(),
                new Step.CallerPresses("0612345678#", new When.After(Duration.ofMillis(100))),
                hangsUp())
            .start()) {
      var call = ava.call();

      ava.ended(call);
      assertThat(ava.said(call))
          .containsExactly(
              "AVA " + GREETING, "CALLER (au clavier) 0612345678", "AVA Je vous écoute.");
      assertThat(ava.remembered())
          .anySatisfy(item -> {
            assertThat(item.kind()).isEqualTo("system");
            assertThat(item.text()).contains("0612345678");
          });
    }
  }

  private static ToolCall note(String arguments) {
    return new ToolCall("noter_message", arguments);
  }

  private static Map<Field, String> noted(CallRecord record) {
    return record.message().fields();
  }
}
