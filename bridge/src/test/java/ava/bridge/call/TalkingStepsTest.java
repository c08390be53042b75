package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.Speaker;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TalkingStepsTest {
  @Test
  void theCallersAudioPassesUntouched() {
    var call = Steps.talking();

    call.on(new Event.CallerAudio("fn5+", 1_000), new Event.CallerAudio("f39/", 1_020));

    assertThat(call.of(Effect.ToModel.class))
        .containsExactly(new Effect.Append("fn5+"), new Effect.Append("f39/"));
  }

  @Test
  void aFrameCopiesNothingHoweverLongTheCall() {
    var call = Steps.talking().on(Steps.speech("u1")).on(Steps.said("u1", "Bonjour."));
    var before = (State.Live) call.state();

    call.on(new Event.CallerAudio("fn5+", 1_000));

    var after = (State.Live) call.state();
    assertThat(after.conversation()).isSameAs(before.conversation());
    assertThat(after.playback()).isSameAs(before.playback());
    assertThat(after.answers()).isSameAs(before.answers());
  }

  @Test
  void framesThatWereLostAreFilledWithSilence() {
    var call = Steps.talking();

    call.on(new Event.CallerAudio(Steps.audio(20), 1_000));
    call.on(new Event.CallerAudio(Steps.audio(20), 1_320));
    call.on(new Event.CallerAudio(Steps.audio(20), 90_000));

    assertThat(call.of(Effect.AppendSilence.class).map(Effect.AppendSilence::ms))
        .containsExactly(300, 10_000);
  }

  @Test
  void framesThatStopWhileTheCallerSpeaksAreReplacedSoThatHisTurnCanEnd() {
    var call = Steps.talking().on(new Event.CallerAudio("fn5+", 0), new Event.SpeechStarted("u1"));

    call.after(Duration.ofMillis(750)).on(new Event.TimerFired(Timer.FRAME_MISSING));

    assertThat(call.of(Effect.AppendSilence.class))
        .containsExactly(new Effect.AppendSilence(1_000));
  }

  @Test
  void theCallerSpeaksOverAnAnswer() {
    var call =
        Steps.talking()
            .on(Steps.speech("u1"))
            .on(Steps.answer("r1", "a1", "un deux trois quatre cinq six sept huit neuf dix", 1_000))
            .forget();

    call.on(new Event.MarkPlayed("g1:7"), new Event.SpeechStarted("u2"));

    assertThat(call.of(Effect.ToCaller.class)).containsExactly(new Effect.Clear());
    assertThat(call.of(Effect.Truncate.class)).containsExactly(new Effect.Truncate("a1", 0, 300));
    assertThat(call.of(Effect.Cancel.class)).as("the server cancels by itself").isEmpty();
    call.on(Steps.said("u1", "Bonjour"));
    assertThat(call.turns()).containsExactly("2 CALLER Bonjour", "3 AVA ✂ un deux trois");
  }

  @Test
  void lateAudioOfACutAnswerIsDroppedAndMarksThatClearEchoesCountForNothing() {
    var call =
        Steps.talking()
            .on(Steps.speech("u1"))
            .on(
                new Event.ResponseStarted("r1"),
                new Event.AnswerAudio("r1", "a1", 0, Steps.audio(1_000)),
                new Event.SpeechStarted("u2"))
            .forget();

    call.on(
        new Event.MarkPlayed("g1:7"),
        new Event.MarkPlayed("g1:8"),
        new Event.AnswerAudio("r1", "a1", 0, Steps.audio(200)),
        new Event.AnswerText("r1", "a1", 0, "trop tard"),
        new Event.AnswerAudioDone("r1", "a1", 0),
        Steps.ended("r1", Outcome.CANCELLED),
        new Event.SpeechStopped("u2"),
        Steps.said("u1", "a"),
        Steps.said("u2", "b"));

    assertThat(call.of(Effect.Play.class)).isEmpty();
    assertThat(call.turns())
        .as("nothing of the answer was heard")
        .containsExactly("2 CALLER a", "3 CALLER b");
  }

  @Test
  void anAnswerThatWasHeardToItsEndIsNotTruncated() {
    var call =
        Steps.talking().on(Steps.speech("u1")).on(Steps.answer("r1", "a1", "Oui.", 400)).hearAll();

    call.forget().on(new Event.SpeechStarted("u2"));

    assertThat(call.of(Effect.Clear.class)).isEmpty();
    assertThat(call.of(Effect.Truncate.class)).isEmpty();
  }

  @Test
  void turnsAreWrittenInTheOrderOfTheConversationNotOfTheirWords() {
    var call = Steps.talking();

    call.on(Steps.speech("u1")).on(Steps.answer("r1", "a1", "Votre nom ?", 400)).hearAll();
    call.on(new Event.SpeechStarted("u2"), new Event.SpeechStopped("u2"));
    call.on(new Event.ItemPlaced("u2", Optional.of("a1"), Speaker.CALLER));
    call.on(Steps.said("u2", "Lefèvre."));
    assertThat(call.turns()).isEmpty();
    call.on(Steps.said("u1", "Un rendez-vous."));

    assertThat(call.turns())
        .containsExactly("2 CALLER Un rendez-vous.", "3 AVA Votre nom ?", "4 CALLER Lefèvre.");
  }

  @Test
  void anItemThatComesLateTakesItsPlace() {
    var call = Steps.talking();

    call.on(Steps.answer("r1", "a1", "Bonjour ?", 400));
    call.on(new Event.ItemPlaced("u0", Optional.of(CallFlow.GREETING_ITEM), Speaker.CALLER));
    call.on(Steps.said("u0", "Allô ?")).hearAll();

    assertThat(call.turns()).containsExactly("2 CALLER Allô ?", "3 AVA Bonjour ?");
  }

  @Test
  void emptyTranscriptsAreDroppedAndFailedOnesSaySo() {
    var call = Steps.talking().on(Steps.speech("u1")).on(Steps.speech("u2"));

    call.on(Steps.said("u1", "  "), new Event.TranscriptFailed("u2"));

    assertThat(call.turns()).containsExactly("2 CALLER (inaudible)");
  }

  @Test
  void aTranscriptThatNeverComesDoesNotHoldTheOthersForEver() {
    var call = Steps.talking().on(Steps.speech("u1"));
    assertThat(call.last())
        .contains(new Effect.SetTimer(Timer.TRANSCRIPT_LATE, Wait.TRANSCRIPT.usual()));

    call.on(new Event.TimerFired(Timer.TRANSCRIPT_LATE), Steps.said("u1", "tard"));

    assertThat(call.turns()).containsExactly("2 CALLER (inaudible)");
  }

  @Test
  void oneAnswerAtATime() {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.on(new Event.ResponseStarted("r1"));
    call.on(new Event.ToolCalled("r1", "c1", "noter_message", "{}"));
    call.on(new Event.ToolFinished("c1", "{\"ok\":true}"));
    assertThat(call.of(Effect.AnswerTool.class))
        .containsExactly(new Effect.AnswerTool("c1", "{\"ok\":true}"));
    assertThat(call.of(Effect.Ask.class)).as("r1 still runs").isEmpty();
    call.on(Steps.ended("r1", Outcome.COMPLETED));

    assertThat(call.of(Effect.Ask.class)).containsExactly(new Effect.Ask(Optional.empty()));
  }

  @Test
  void aRefusedAnswerIsAskedForAgainBehindTheOneThatRuns() {
    var call = Steps.talking().on(new Event.TimerFired(Timer.SILENCE));
    assertThat(call.of(Effect.Ask.class)).hasSize(1);

    call.on(new Event.AnswerRefused(), new Event.ResponseStarted("r9"));
    call.on(
        new Event.AnswerAudio("r9", "a9", 0, Steps.audio(100)),
        Steps.ended("r9", Outcome.COMPLETED));

    assertThat(call.of(Effect.Ask.class)).hasSize(2);
  }

  @Test
  void anAnswerThatBeginsWhileTheCallerSpeaksIsCancelled() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"));

    call.on(
        new Event.ResponseStarted("r1"), new Event.AnswerAudio("r1", "a1", 0, Steps.audio(200)));

    assertThat(call.of(Effect.Cancel.class)).containsExactly(new Effect.Cancel("r1"));
    assertThat(call.of(Effect.Play.class)).isEmpty();
  }

  @Test
  void whatTheCallerSaidToAModelThatDoesNotAnswerIsWrittenBehindTheVoicemailsBeginning() {
    var call = Steps.talking().on(Steps.speech("u1")).on(Steps.said("u1", "Bonjour."));
    call.on(new Event.ResponseStarted("r1"), Steps.ended("r1", Outcome.FAILED));
    call.on(Steps.speech("u2"));
    call.on(new Event.ResponseStarted("r2"), Steps.ended("r2", Outcome.FAILED));
    assertThat(call.of(Effect.CloseModel.class)).isEmpty();

    call.on(new Event.NextSaved(new NextStep.Voicemail()));
    call.on(Steps.said("u2", "C’est urgent."));

    assertThat(call.of(Effect.SaveTurn.class).map(e -> e.turn().text())).endsWith("C’est urgent.");
  }

  @Test
  void aModelThatAnswersAfterAllIsNotHeardOverTheVoicemail() {
    var call = Steps.talking().on(Steps.speech("u1"));
    call.on(new Event.ResponseStarted("r1"), Steps.ended("r1", Outcome.REFUSED));

    call.on(
        new Event.ResponseStarted("r2"), new Event.AnswerAudio("r2", "a2", 0, Steps.audio(200)));

    assertThat(call.of(Effect.Cancel.class)).contains(new Effect.Cancel("r2"));
    assertThat(call.of(Effect.SaveNext.class)).hasSize(1);
    assertThat(call.of(Effect.Play.class)).isEmpty();
  }

  @Test
  void aFailedAnswerIsAskedForOnceMoreThenTheVoicemailTakesOver() {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.on(new Event.ResponseStarted("r1"), Steps.ended("r1", Outcome.FAILED));
    assertThat(call.last()).contains(new Effect.SetTimer(Timer.ASK_AGAIN, Duration.ofMillis(700)));
    call.on(new Event.TimerFired(Timer.ASK_AGAIN));
    assertThat(call.of(Effect.Ask.class)).hasSize(1);
    call.on(new Event.ResponseStarted("r2"), Steps.ended("r2", Outcome.FAILED));

    assertThat(call.of(Effect.SaveNext.class).map(e -> e.next().encoded()))
        .containsExactly("VOICEMAIL");
  }

  @Test
  void anAnswerWithoutAudioIsAFailedOne() {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.on(new Event.ResponseStarted("r1"), Steps.ended("r1", Outcome.COMPLETED));

    assertThat(call.last()).contains(new Effect.SetTimer(Timer.ASK_AGAIN, Duration.ofMillis(700)));
  }

  @Test
  void noQuotaIsNotTriedAgain() {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.on(new Event.ResponseStarted("r1"), Steps.ended("r1", Outcome.REFUSED));

    assertThat(call.of(Effect.SaveNext.class).map(e -> e.next().encoded()))
        .containsExactly("VOICEMAIL");
  }

  @Test
  void keysAreTheCallersTurn() {
    var call = Steps.talking();

    for (var key : "0612345678".toCharArray()) {
      call.on(new Event.KeyPressed(key));
    }
    call.on(new Event.TimerFired(Timer.KEYS_DONE));

    assertThat(call.turns()).containsExactly("2 CALLER (au clavier) 0612345678");
    assertThat(call.of(Effect.Inform.class).map(Effect.Inform::text))
        .singleElement()
        .asString()
        .contains("0612345678");
    assertThat(call.of(Effect.Ask.class)).hasSize(1);
  }

  @Test
  void silenceIsAskedAboutOnceThenTheCallEnds() {
    var call = Steps.talking();

    call.on(new Event.TimerFired(Timer.SILENCE));
    call.on(Steps.answer("r1", "a1", Steps.WORDING.of(FixedWords.STILL_THERE), 400)).hearAll();
    assertThat(call.last()).contains(new Effect.SetTimer(Timer.SILENCE, Wait.SILENCE.usual()));
    call.on(new Event.TimerFired(Timer.SILENCE));
    call.on(Steps.answer("r2", "a2", Steps.WORDING.of(FixedWords.SILENT_GOODBYE), 400)).hearAll();

    assertThat(call.of(Effect.Ask.class).flatMap(ask -> ask.instructions().stream()))
        .containsExactly(
            Steps.exactly(FixedWords.STILL_THERE), Steps.exactly(FixedWords.SILENT_GOODBYE));
    assertThat(finishedAfterSaving(call, "HANG_UP")).contains(EndReason.SILENCE);
  }

  @Test
  void theAllowedTimeEndsWithAWarningAndAGoodbye() {
    var call = Steps.talking();

    call.on(new Event.TimerFired(Timer.LENGTH_WARNING));
    call.on(Steps.answer("r1", "a1", "une minute", 400)).hearAll();
    call.on(new Event.TimerFired(Timer.LENGTH_LIMIT));
    call.on(Steps.answer("r2", "a2", "au revoir", 400)).hearAll();

    assertThat(call.of(Effect.Ask.class).flatMap(ask -> ask.instructions().stream()))
        .containsExactly(
            Steps.exactly(FixedWords.ONE_MINUTE_LEFT), Steps.exactly(FixedWords.TIME_IS_UP));
    assertThat(finishedAfterSaving(call, "HANG_UP")).contains(EndReason.TIME_LIMIT);
  }

  static Optional<EndReason> finishedAfterSaving(Steps call, String next) {
    assertThat(call.of(Effect.LetGo.class)).isEmpty();
    var saved = call.of(Effect.SaveNext.class).toList();
    assertThat(saved.stream().map(e -> e.next().encoded())).containsExactly(next);
    call.on(new Event.NextSaved(saved.getFirst().next()));
    assertThat(call.of(Effect.LetGo.class)).hasSize(1);
    call.on(new Event.TimerFired(Timer.LAST_WORDS));
    assertThat(call.state()).isEqualTo(new State.Over());
    return call.of(Effect.Finish.class).findFirst().orElseThrow().reason();
  }
}
