package ava.trial.conversation;

import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangsUp;
import static ava.trial.script.ScriptLines.interrupts;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.ToolCall;
import ava.simulator.twilio.Colleague;
import ava.simulator.twilio.LineFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever takes the telephone of the one who is called, or does not: the caller is with him or
/// with Ava again, and the owner gets one mail.
@Scripted
class TransferSchedulesTest {
  private static Ava.Plan plan() {
    return Ava.playing(
            greeting(),
            caller("Une personne."),
            ava("Ne quittez pas.", new ToolCall("transferer", "{}")),
            interrupts("Non merci.", 2_500),
            ava("Bien."),
            hangsUp())
        .with("AVA_TRANSFER_NUMBER", "+33142000000");
  }

  @ParameterizedTest
  @EnumSource(Colleague.class)
  void callerIsTakenOrComesBack(Colleague colleague) {
    try (var ava = plan().start()) {
      var call = ava.call(plan -> plan.withColleague(colleague));

      var ended = ava.ended(call);
      assertThat(call.all(Observation.Dialled.class)).hasSize(1);
      assertThat(ended.endReason())
          .contains(colleague == Colleague.ACCEPTS ? EndReason.TRANSFER : EndReason.CALLER_HUNG_UP);
      assertThat(ava.mails(call)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"busy", "no-answer", "failed"})
  void callerWhomNobodyTakesIsToldSo(String outcome) {
    try (var ava = plan().start()) {
      var call = ava.call(plan -> plan.withDialOutcome(outcome));

      assertThat(ava.ended(call).endReason()).contains(EndReason.CALLER_HUNG_UP);
      assertThat(ava.said(call)).endsWith("CALLER Non merci.", "AVA Bien.");
      assertThat(ava.mails(call)).hasSize(1);
    }
  }

  @Test
  void callerWhoIsGoneMeanwhileEndsTheCall() {
    try (var ava = plan().start()) {
      var dialled = dialledAt();
      for (var ms = 0; ms <= 2_000; ms += 250) {
        var at = dialled.plusMillis(ms);
        var call =
            ava.call(
                plan -> plan.withDialOutcome("no-answer").withFaults(new LineFault.HangUp(at)));

        assertThat(ava.ended(call).endReason()).isPresent();
        assertThat(ava.mails(call)).hasSize(1);
      }
    }
  }

  private static Duration dialledAt() {
    try (var ava = plan().start()) {
      return ava.call().line().await(Observation.StreamEnded.class).at();
    }
  }
}
