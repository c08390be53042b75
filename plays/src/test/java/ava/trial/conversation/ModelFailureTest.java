package ava.trial.conversation;

import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static ava.trial.script.ScriptLines.hangsUp;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.Turn;
import ava.simulator.model.ModelFault;
import ava.simulator.scenario.Observation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Whatever becomes of the model, the caller gets an answer or the voicemail, and never silence.
@Scripted
class ModelFailureTest {
  private static Ava.Plan plan() {
    return Ava.playing(
        greeting(), caller("Bonjour Ava."), ava("Un."), ava("Merci, au revoir.", hangUp()));
  }

  @Test
  void answerThatFailsOnceIsAskedForAgain() {
    try (var ava = plan().start()) {
      var call = ava.call();
      armBehindTheGreeting(ava, 1, new ModelFault.FailResponse("server_error"));

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.said(call))
          .containsExactly("AVA " + GREETING, "CALLER Bonjour Ava.", "AVA Merci, au revoir.");
    }
  }

  @Test
  void answerThatFailsTwiceLeavesForTheVoicemail() {
    try (var ava = plan().start()) {
      var call = ava.call();
      armBehindTheGreeting(ava, 2, new ModelFault.FailResponse("rate_limit_exceeded"));

      leavesForTheVoicemail(ava, call);
      assertThat(ava.said(call)).containsExactly("AVA " + GREETING, "CALLER Bonjour Ava.");
    }
  }

  @Test
  void answerWithoutAWordTwiceLeavesForTheVoicemail() {
    try (var ava = plan().start()) {
      var call = ava.call();
      armBehindTheGreeting(ava, 2, new ModelFault.NoAudio());

      leavesForTheVoicemail(ava, call);
    }
  }

  @Test
  void answerThatIsRefusedForTheQuotaLeavesForTheVoicemailAtOnce() {
    try (var ava = plan().start()) {
      var call = ava.call();
      armBehindTheGreeting(ava, 1, new ModelFault.FailResponse("insufficient_quota"));

      leavesForTheVoicemail(ava, call);
    }
  }

  @Test
  void answerThatBreaksOffIsTakenUpAgain() {
    var answer = "Je vous propose mardi matin à dix heures.";
    var rest = "À dix heures, mardi.";
    try (var ava =
        Ava.playing(greeting(), caller("Bonjour Ava."), ava(answer), ava(rest), hangsUp())
            .start()) {
      var call = ava.call();
      armBehindTheGreeting(ava, 1, new ModelFault.Incomplete("max_output_tokens"));

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(ava.ended(call).next()).contains(new NextStep.HangUp());
      assertThat(ava.turns(call))
          .extracting(Turn::text)
          .endsWith(rest)
          .anyMatch(text -> !text.equals(answer) && answer.startsWith(text));
    }
  }

  @Test
  void sessionThatIsRefusedForTheQuotaLeavesForTheVoicemailAtOnce() {
    leavesForTheVoicemailWithin(new ModelFault.ErrorAtStart("insufficient_quota"), 0);
  }

  @Test
  void wrongKeyLeavesForTheVoicemailAtOnce() {
    leavesForTheVoicemailWithin(new ModelFault.RefuseUpgrade(401), 0);
  }

  @Test
  void tooManyRequestsLeaveForTheVoicemailAfterTwoMoreTries() {
    leavesForTheVoicemailWithin(new ModelFault.RefuseUpgrade(429), 1_200);
  }

  @Test
  void serverErrorsLeaveForTheVoicemailAfterTwoMoreTries() {
    leavesForTheVoicemailWithin(new ModelFault.RefuseUpgrade(500), 1_200);
  }

  @Test
  void modelThatIsNeverReadyLeavesForTheVoicemailAfterTwoAndAHalfSeconds() {
    leavesForTheVoicemailWithin(new ModelFault.NeverUpdateSession(), 2_500);
  }

  @Test
  void modelThatIsNotReadyLeavesForTheVoicemailASecondAfterTheRecordedGreeting() {
    try (var ava = plan().start()) {
      ava.recordGreeting();
      ava.faults().always(new ModelFault.NeverUpdateSession());
      ava.model().dropAll();

      var call = ava.call();

      leavesForTheVoicemail(ava, call);
      var greeted = call.line().await(Observation.AvaStops.class).at();
      var left = call.line().await(Observation.StreamEnded.class).at();
      assertThat(left.minus(greeted)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1_000));
      assertThat(ava.said(call)).containsExactly("AVA " + GREETING);
    }
  }

  private static void leavesForTheVoicemailWithin(ModelFault fault, int fromMs) {
    try (var ava = plan().failing(faults -> faults.always(fault)).start()) {
      var call = ava.call();

      leavesForTheVoicemail(ava, call);
      var waited =
          call.line()
              .await(Observation.StreamEnded.class)
              .at()
              .minus(call.line().await(Observation.StreamStarted.class).at());
      assertThat(waited).isBetween(Duration.ofMillis(fromMs), Duration.ofMillis(fromMs + 150));
    }
  }

  private static void leavesForTheVoicemail(Ava ava, Call call) {
    call.report();
    assertThat(call.all(Observation.Recorded.class)).hasSize(1);
    assertThat(call.all(Observation.TwilioSays.class)).isNotEmpty();
    assertThat(ava.record(call, seen -> seen.next().isPresent()).next())
        .contains(new NextStep.Voicemail());
  }

  /// The greeting is spoken whole; the next answers fail.
  private static void armBehindTheGreeting(Ava ava, int times, ModelFault fault) {
    ava.inModel().await(Observation.ModelSays.class);
    ava.faults().times(times, fault);
  }
}
