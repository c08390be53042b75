package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event.ModelLost.Cause;
import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.Speaker;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What was collected by halves is kept, whatever ends it.
class HalfSaidStepsTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keysThatWereTypedBeforeTheHangUpAreATurn(boolean announced) {
    var call = typing(Steps.talking(), "0612345678");

    call.on(new Event.CallerLeft(announced));
    call.on(new Event.TimerFired(Timer.LAST_WORDS));

    assertThat(call.turns()).containsExactly("2 CALLER (au clavier) 0612345678");
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  @Test
  void keysThatWereTypedWhileAvaLeavesAreATurn() {
    var call = Steps.talking().on(new Event.TimerFired(Timer.LENGTH_LIMIT));

    typing(call, "12").on(new Event.TimerFired(Timer.LEAVE_NOW));
    call.on(new Event.NextSaved(new NextStep.HangUp()));

    assertThat(call.turns()).containsExactly("2 CALLER (au clavier) 12");
  }

  @Test
  void keysSurviveTheLossOfTheSession() {
    var call = typing(Steps.talking(), "06123");

    call.on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    typing(call, "45678").on(new Event.TimerFired(Timer.KEYS_DONE));

    assertThat(call.turns()).containsExactly("2 CALLER (au clavier) 0612345678");
  }

  @Test
  void moreKeysThanANumberHasAreNotLost() {
    var call = typing(Steps.talking(), "1".repeat(40));

    call.on(new Event.TimerFired(Timer.KEYS_DONE));

    assertThat(call.turns())
        .containsExactly(
            "2 CALLER (au clavier) " + "1".repeat(32), "3 CALLER (au clavier) " + "1".repeat(8));
  }

  @Test
  void aCallIsNotHandedOverInTheMiddleOfANumber() {
    var call = typing(Steps.talking(), "0612").on(new Event.Drain());
    assertThat(call.of(Effect.SaveNext.class)).isEmpty();

    call.on(new Event.TimerFired(Timer.KEYS_DONE));
    call.on(Steps.answer("r1", "a1", "C'est noté.", 400)).hearAll();

    assertThat(call.of(Effect.SaveNext.class).map(e -> e.next().encoded()))
        .containsExactly("RESUME");
  }

  @Test
  void keysThatArePressedWhileAvaSpeaksStandBeforeTheAnswerToThem() {
    var call = Steps.talking().on(Steps.speech("u1"));
    call.on(Steps.said("u1", "Mon numéro ?"));
    call.on(Steps.answer("r1", "a1", "Tapez-le.", 400));

    typing(call, "0612345678").hearAll().on(new Event.TimerFired(Timer.KEYS_DONE));
    call.on(new Event.ItemPlaced("a2", Optional.of("a1"), Speaker.AVA));
    call.on(Steps.answer("r2", "a2", "C'est noté.", 400)).hearAll();

    assertThat(call.turns())
        .containsExactly(
            "2 CALLER Mon numéro ?",
            "3 AVA Tapez-le.",
            "4 CALLER (au clavier) 0612345678",
            "5 AVA C'est noté.");
  }

  @Test
  void keysThatArePressedOverTheGreetingAreAnsweredBehindIt() {
    var call = typing(Steps.greeted(), "12#");
    assertThat(call.of(Effect.Ask.class)).isEmpty();

    call.hearAll();

    assertThat(call.of(Effect.Ask.class)).containsExactly(new Effect.Ask(Optional.empty()));
  }

  @Test
  void theWordsOfATranscriptThatIsNotFinishedAreKeptAtTheEnd() {
    var call = Steps.talking().on(Steps.speech("u1"));
    call.on(new Event.CallerWords("u1", "Rappelez"), new Event.CallerWords("u1", "Rappelez-moi"));

    call.on(new Event.CallerLeft(true), new Event.TimerFired(Timer.TRANSCRIPT_LATE));

    assertThat(call.turns()).containsExactly("2 CALLER Rappelez-moi");
  }

  @Test
  void aTranscriptThatFailsHalfwayKeepsItsWords() {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.on(new Event.CallerWords("u1", "Rappelez-moi"), new Event.TranscriptFailed("u1"));

    assertThat(call.turns()).containsExactly("2 CALLER Rappelez-moi");
  }

  @Test
  void wordsOfAnItemThatWasNotAnnouncedAreATurnAllTheSame() {
    var call = Steps.talking().on(Steps.said("u9", "Bonjour."));

    assertThat(call.turns()).containsExactly("2 CALLER Bonjour.");
  }

  @Test
  void aFalseStartIsNoTurn() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"), new Event.SpeechStopped("u1"));
    call.on(new Event.TimerFired(Timer.TRANSCRIPT_LATE));
    call.on(Steps.speech("u2")).on(Steps.said("u2", "Allô ?"));

    assertThat(call.turns()).containsExactly("2 CALLER Allô ?");
  }

  @Test
  void aFalseStartThatHadWordsAfterAllIsATurn() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"), new Event.SpeechStopped("u1"));
    call.on(new Event.TimerFired(Timer.TRANSCRIPT_LATE));

    call.on(Steps.said("u1", "Allô ?"));

    assertThat(call.turns()).containsExactly("2 CALLER Allô ?");
  }

  @Test
  void eachLateTranscriptIsGivenUpInItsTurn() {
    var call = Steps.talking().on(Steps.speech("u1")).on(Steps.speech("u2"));

    call.on(new Event.TimerFired(Timer.TRANSCRIPT_LATE));
    assertThat(call.last())
        .contains(new Effect.SetTimer(Timer.TRANSCRIPT_LATE, Wait.TRANSCRIPT.usual()));
    call.on(new Event.TimerFired(Timer.TRANSCRIPT_LATE));

    assertThat(call.turns()).containsExactly("2 CALLER (inaudible)", "3 CALLER (inaudible)");
  }

  /// Each of his turns is known to be missing before the next but one, whether the model says that
  /// it cannot write it down or says nothing, and Ava answers all the same.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCallWhoseWordsAreNotWrittenDownAnyMoreGoesOnWithGapsThatAreNamed(boolean told) {
    var call = Steps.talking();

    for (var n = 2; n <= 6; n += 2) {
      call.on(Steps.speech("u" + n));
      if (told) {
        call.on(new Event.TranscriptFailed("u" + n));
      }
      call.on(Steps.answer("r" + n, "a" + n, "Oui.", 400)).hearAll();
      if (!told) {
        call.on(new Event.TimerFired(Timer.TRANSCRIPT_LATE));
      }
      assertThat(call.turns())
          .hasSize(n)
          .endsWith(n + " CALLER (inaudible)", (n + 1) + " AVA Oui.");
    }

    assertThat(call.of(Effect.SaveNext.class)).as("the call goes on").isEmpty();
  }

  @Test
  void allPartsOfAnAnswerAreItsWords() {
    var call = Steps.talking().on(inTwoParts()).hearAll();

    assertThat(call.turns()).containsExactly("2 AVA Je regarde. Oui, c'est libre.");
  }

  @Test
  void ofTwoPartsTheOneThatWasHeardIsKeptWhole() {
    var call = Steps.talking().on(inTwoParts());
    call.on(new Event.MarkPlayed("g1:8"), new Event.MarkPlayed("g1:9"));

    call.on(new Event.SpeechStarted("u1"));

    assertThat(call.of(Effect.Truncate.class)).containsExactly(new Effect.Truncate("a1", 1, 300));
    assertThat(call.turns()).containsExactly("2 AVA ✂ Je regarde. Oui,");
  }

  @Test
  void whatHappensBeforeItIsKnownHowTheCallOpensIsNotLost() {
    var call = new Steps();
    typing(call, "12").on(new Event.CallerLeft(true));

    call.on(Steps.joined(Steps.audio(1_600)));

    assertThat(call.turns()).containsExactly("1 CALLER (au clavier) 12");
    assertThat(call.of(Effect.Finish.class).flatMap(end -> end.reason().stream()))
        .containsExactly(EndReason.CALLER_HUNG_UP);
  }

  private static Event[] inTwoParts() {
    return new Event[] {
      new Event.ResponseStarted("r1"),
      new Event.AnswerText("r1", "a1", 0, "Je regarde."),
      new Event.AnswerAudio("r1", "a1", 0, Steps.audio(300)),
      new Event.AnswerAudioDone("r1", "a1", 0),
      new Event.AnswerTextDone("r1", "a1", 0, "Je regarde."),
      new Event.AnswerText("r1", "a1", 1, "Oui,"),
      new Event.AnswerAudio("r1", "a1", 1, Steps.audio(900)),
      new Event.AnswerAudioDone("r1", "a1", 1),
      new Event.AnswerTextDone("r1", "a1", 1, "Oui, c'est libre."),
      Steps.ended("r1", Outcome.COMPLETED)
    };
  }

  private static Steps typing(Steps call, String keys) {
    keys.chars().forEach(key -> call.on(new Event.KeyPressed((char) key)));
    return call;
  }
}
