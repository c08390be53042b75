package ava.bridge.call;

import static ava.bridge.call.TalkingStepsTest.finishedAfterSaving;
import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.call.EndReason;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeavingStepsTest {
  private static final Turn GREETED =
      new Turn(1, Speaker.AVA, "Bonjour, je suis une IA.", Steps.START, Steps.START, false);
  private static final Turn ASKED =
      new Turn(2, Speaker.CALLER, "Un rendez-vous.", Steps.START, Steps.START, false);

  @Test
  void avaHangsUpOnceHerGoodbyeWasHeard() {
    var call = Steps.talking().on(Steps.speech("u1"));
    call.on(Steps.said("u1", "Au revoir."));

    call.on(
        new Event.ResponseStarted("r1"),
        new Event.AnswerText("r1", "a1", 0, "Au revoir."),
        new Event.AnswerAudio("r1", "a1", 0, Steps.audio(400)),
        new Event.AnswerAudioDone("r1", "a1", 0),
        new Event.ToolCalled("r1", "c1", Steps.HANG_UP, "{}"),
        Steps.ended("r1", Outcome.COMPLETED));
    assertThat(call.of(Effect.SaveNext.class)).as("the goodbye is not heard yet").isEmpty();
    call.hearAll();

    assertThat(finishedAfterSaving(call, "HANG_UP")).contains(EndReason.GOODBYE);
    assertThat(call.turns()).containsExactly("2 CALLER Au revoir.", "3 AVA Au revoir.");
  }

  @Test
  void aToolAloneIsNoGoodbye() {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.on(
        new Event.ResponseStarted("r1"),
        new Event.ToolCalled("r1", "c1", Steps.HANG_UP, "{}"),
        Steps.ended("r1", Outcome.COMPLETED));

    assertThat(call.of(Effect.Ask.class))
        .containsExactly(new Effect.Ask(Optional.of(Steps.exactly(FixedWords.GOODBYE))));
    assertThat(call.of(Effect.SaveNext.class)).isEmpty();
  }

  @Test
  void theCallerWhoSpeaksAgainIsNotHungUpOn() {
    var call = Steps.talking().on(Steps.speech("u1"));
    call.on(
        new Event.ResponseStarted("r1"),
        new Event.AnswerAudio("r1", "a1", 0, Steps.audio(400)),
        new Event.ToolCalled("r1", "c1", Steps.HANG_UP, "{}"));

    call.on(new Event.SpeechStarted("u2"), Steps.ended("r1", Outcome.CANCELLED));
    assertThat(call.of(Effect.SettleTool.class))
        .containsExactly(new Effect.SettleTool("c1", Effect.SettleTool.Settled.OVERTAKEN));
    call.on(new Event.SpeechStopped("u2"));
    call.on(Steps.answer("r2", "a2", "Je vous écoute.", 400)).hearAll();

    assertThat(call.of(Effect.SaveNext.class)).isEmpty();
  }

  @Test
  void theCallerWhoSpeaksOverTheGoodbyeIsNotHungUpOn() {
    var call = Steps.talking().on(Steps.speech("u1"));
    call.on(
        new Event.ResponseStarted("r1"),
        new Event.AnswerAudio("r1", "a1", 0, Steps.audio(400)),
        new Event.ToolCalled("r1", "c1", Steps.HANG_UP, "{}"),
        Steps.ended("r1", Outcome.COMPLETED));

    call.on(Steps.speech("u2"));
    call.on(Steps.answer("r2", "a2", "Je vous écoute.", 400)).hearAll();

    assertThat(call.of(Effect.SaveNext.class)).isEmpty();
    assertThat(call.of(Effect.CancelTimer.class)).contains(new Effect.CancelTimer(Timer.LEAVE_NOW));
  }

  @ParameterizedTest
  @CsvSource({"raccrocher,true", "raccrocher,false", "transferer,true", "transferer,false"})
  void theGoodbyeIsHeardOnceWhetherTheToolComesBeforeTheWordsOrBehindThem(
      String tool, boolean toolFirst) {
    var call = Steps.talking().on(Steps.speech("u1"));
    call.on(Steps.said("u1", "Merci."));
    var called = new Event.ToolCalled("r1", "c1", tool, "{}");

    call.on(new Event.ResponseStarted("r1"));
    if (toolFirst) {
      call.on(called);
    }
    call.on(
        new Event.AnswerText("r1", "a1", 0, "Au revoir."),
        new Event.AnswerAudio("r1", "a1", 0, Steps.audio(400)),
        new Event.AnswerAudioDone("r1", "a1", 0));
    if (!toolFirst) {
      call.on(called);
    }
    assertThat(call.of(Effect.SettleTool.class)).as("decided when the answer ended").isEmpty();
    call.on(Steps.ended("r1", Outcome.COMPLETED)).hearAll();

    assertThat(call.of(Effect.Ask.class)).isEmpty();
    assertThat(call.of(Effect.SettleTool.class))
        .containsExactly(new Effect.SettleTool("c1", Effect.SettleTool.Settled.DONE));
    assertThat(call.turns()).containsExactly("2 CALLER Merci.", "3 AVA Au revoir.");
    assertThat(call.of(Effect.SaveNext.class)).hasSize(1);
  }

  @Test
  void ofTwoWaysToEndTheCallTheFirstCounts() {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.on(
        new Event.ResponseStarted("r1"),
        new Event.ToolCalled("r1", "c1", Steps.TRANSFER, "{}"),
        new Event.ToolCalled("r1", "c2", Steps.HANG_UP, "{}"),
        new Event.AnswerAudio("r1", "a1", 0, Steps.audio(400)),
        Steps.ended("r1", Outcome.COMPLETED));
    call.hearAll().on(Steps.said("u1", "Merci."));

    assertThat(finishedAfterSaving(call, "TRANSFER +33142000000")).contains(EndReason.TRANSFER);
    assertThat(call.of(Effect.SettleTool.class)).hasSize(2);
  }

  @Test
  void aToolOfAnAnswerThatFailedIsNotObeyed() {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.on(
        new Event.ResponseStarted("r1"),
        new Event.ToolCalled("r1", "c1", Steps.HANG_UP, "{}"),
        Steps.ended("r1", Outcome.FAILED),
        new Event.TimerFired(Timer.ASK_AGAIN));

    assertThat(call.of(Effect.SettleTool.class))
        .containsExactly(new Effect.SettleTool("c1", Effect.SettleTool.Settled.OVERTAKEN));
    assertThat(call.of(Effect.Ask.class)).containsExactly(new Effect.Ask(Optional.empty()));
    assertThat(call.of(Effect.SaveNext.class)).isEmpty();
  }

  @Test
  void aGoodbyeThatNeverEndsIsBounded() {
    var call = Steps.talking().on(Steps.speech("u1"));
    call.on(
        new Event.ResponseStarted("r1"),
        new Event.AnswerAudio("r1", "a1", 0, Steps.audio(400)),
        new Event.ToolCalled("r1", "c1", Steps.HANG_UP, "{}"));

    call.hearAll();
    call.on(Steps.said("u1", "Au revoir."));
    call.after(Wait.ANSWER_HEARD.usual()).on(new Event.TimerFired(Timer.ANSWER_DUE));

    assertThat(finishedAfterSaving(call, "HANG_UP")).contains(EndReason.GOODBYE);
  }

  @Test
  void aTransferIsAnnouncedThenLeftToTwilio() {
    var call = Steps.talking().on(Steps.speech("u1"));
    call.on(Steps.said("u1", "Je veux parler à quelqu'un."));

    call.on(
        new Event.ResponseStarted("r1"),
        new Event.AnswerAudio("r1", "a1", 0, Steps.audio(400)),
        new Event.AnswerAudioDone("r1", "a1", 0),
        new Event.ToolCalled("r1", "c1", Steps.TRANSFER, "{}"),
        Steps.ended("r1", Outcome.COMPLETED));
    call.hearAll();

    assertThat(finishedAfterSaving(call, "TRANSFER +33142000000")).contains(EndReason.TRANSFER);
    assertThat(call.of(Effect.Finish.class).findFirst().orElseThrow().delay())
        .isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void withoutANumberNothingIsTransferred() {
    var call =
        new Steps(Steps.withTools(Map.of(Steps.HANG_UP, new Move.HangUp())))
            .on(Steps.joined(Steps.audio(600)), Steps.ready())
            .hearAll()
            .on(Steps.speech("u1"));

    call.on(
        new Event.ResponseStarted("r1"),
        new Event.ToolCalled("r1", "c1", Steps.TRANSFER, "{}"),
        Steps.ended("r1", Outcome.COMPLETED));

    assertThat(call.of(Effect.SettleTool.class).map(Effect.SettleTool::how))
        .containsExactly(Effect.SettleTool.Settled.IMPOSSIBLE);
    assertThat(call.of(Effect.Ask.class)).hasSize(1);
  }

  @Test
  void aToolThatIsCalledWhileTheCallIsLetGoBringsNoFurtherAnswer() {
    var call = Steps.talking().on(new Event.TimerFired(Timer.LENGTH_LIMIT));
    assertThat(call.of(Effect.Ask.class)).hasSize(1);

    call.on(
        new Event.TimerFired(Timer.LEAVE_NOW),
        new Event.ToolCalled("r1", "c1", Steps.HANG_UP, "{}"));

    assertThat(call.of(Effect.Ask.class)).hasSize(1);
    assertThat(finishedAfterSaving(call, "HANG_UP")).contains(EndReason.TIME_LIMIT);
  }

  @Test
  void aDrainThatComesWhileTheCallLeavesChangesNothing() {
    var call = Steps.talking().on(new Event.PeerStalled(Event.PeerStalled.Peer.CALLER));

    call.on(new Event.Drain(), new Event.TimerFired(Timer.LEAVE_NOW));

    assertThat(finishedAfterSaving(call, "HANG_UP")).contains(EndReason.PEER_STALLED);
  }

  @Test
  void aDrainingProcessHandsTheCallOverAtAQuietMoment() {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.on(new Event.Drain());
    assertThat(call.of(Effect.SaveNext.class)).isEmpty();
    call.on(Steps.said("u1", "Bonjour"));
    call.on(Steps.answer("r1", "a1", "Oui ?", 400)).hearAll();

    assertThat(finishedAfterSaving(call, "RESUME")).as("the call goes on elsewhere").isEmpty();
  }

  @Test
  void aDrainingProcessDoesNotWaitForEver() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"), new Event.Drain());
    assertThat(call.last()).contains(new Effect.SetTimer(Timer.LEAVE_NOW, Duration.ofSeconds(60)));

    call.on(new Event.TimerFired(Timer.LEAVE_NOW));

    assertThat(call.of(Effect.SaveNext.class).map(e -> e.next().encoded()))
        .containsExactly("RESUME");
  }

  @Test
  void aCallThatIsTakenUpAgainGoesOnWhereItWas() {
    var call = new Steps().on(Steps.resumed(false, GREETED, ASKED));

    assertThat(call.of(Effect.OpenModel.class))
        .containsExactly(
            new Effect.OpenModel(
                List.of(
                    new Memory.Said(Speaker.AVA, GREETED.text()),
                    new Memory.Said(Speaker.CALLER, ASKED.text()))));
    assertThat(call.of(Effect.Play.class)).isEmpty();
    call.on(Steps.ready());
    assertThat(call.of(Effect.Ask.class).flatMap(ask -> ask.instructions().stream()))
        .containsExactly(Steps.exactly(FixedWords.CUT_OFF));
    call.on(Steps.answer("r1", "a1", Steps.WORDING.of(FixedWords.CUT_OFF), 400)).hearAll();

    assertThat(call.turns()).containsExactly("3 AVA " + Steps.WORDING.of(FixedWords.CUT_OFF));
  }

  @Test
  void aCallThatIsTakenUpBeforeTheGreetingWasHeardBeginsWithIt() {
    var call = new Steps().on(Steps.resumed(false), Steps.ready());

    assertThat(call.of(Effect.Ask.class).flatMap(ask -> ask.instructions().stream()))
        .containsExactly(Steps.WORDING.exactly(Steps.GREETING.text()));
  }

  @Test
  void aCallerWhomNobodyAnsweredComesBackToAva() {
    var call = new Steps().on(Steps.resumed(true, GREETED, ASKED), Steps.ready());

    assertThat(call.of(Effect.Ask.class).flatMap(ask -> ask.instructions().stream()))
        .containsExactly(Steps.exactly(FixedWords.NOBODY_ANSWERS));
  }

  @Test
  void aLineWithoutFramesIsEnded() {
    var call = Steps.talking().on(new Event.CallerAudio("fn5+", 0));

    call.after(Duration.ofSeconds(4)).on(new Event.TimerFired(Timer.CALLER_LOST));
    assertThat(call.last())
        .containsExactly(new Effect.SetTimer(Timer.CALLER_LOST, Duration.ofSeconds(6)));
    call.after(Duration.ofSeconds(6)).on(new Event.TimerFired(Timer.CALLER_LOST));

    assertThat(finishedAfterSaving(call, "HANG_UP")).contains(EndReason.CALLER_LOST);
  }

  @Test
  void aStalledPeerEndsTheCallRatherThanTheProcess() {
    var caller = Steps.talking().on(new Event.PeerStalled(Event.PeerStalled.Peer.CALLER));
    assertThat(finishedAfterSaving(caller, "HANG_UP")).contains(EndReason.PEER_STALLED);

    var model = Steps.talking().on(new Event.PeerStalled(Event.PeerStalled.Peer.MODEL));
    assertThat(finishedAfterSaving(model, "VOICEMAIL")).contains(EndReason.VOICEMAIL);
  }
}
