package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.call.NextStep;
import ava.shared.call.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the model writes is read out by another voice: for the caller, for the turns and for the
/// rest of the call it is an answer like any other.
class ReadingStepsTest {
  private static final String FIRST = "Bien sûr, c'est noté.";
  private static final String SECOND = "Monsieur Durand vous rappelle demain matin.";

  @Test
  void theFirstPieceIsAskedForWhileTheModelStillWrites() {
    var call = asked();

    call.on(written("Bien sûr, c'est no"), written("té, je le transmets"));

    assertThat(call.of(Effect.ReadOut.class))
        .containsExactly(new Effect.ReadOut(1, "Bien sûr, c'est noté,"));
  }

  @Test
  void itsSoundIsPlayedAndTheTurnIsWrittenOnceItWasHeard() {
    var call = asked().on(answer());

    call.on(sound(1, 1_400), new Event.SpeechDone(1), sound(2, 2_000), new Event.SpeechDone(2));
    call.hearAll();

    assertThat(call.of(Effect.ReadOut.class))
        .containsExactly(new Effect.ReadOut(1, FIRST), new Effect.ReadOut(2, SECOND));
    assertThat(call.turns()).containsExactly("2 CALLER Bonjour", "3 AVA " + FIRST + " " + SECOND);
    assertThat(call.of(Effect.Measure.class).map(Effect.Measure::metric))
        .contains(Metric.TURN_LATENCY);
    assertThat(call.of(Effect.Ask.class)).isEmpty();
    assertThat(quiet(call)).isTrue();
  }

  @Test
  void theVoiceMayMakeReadyWhenTheCallersTurnEnds() {
    var call = Steps.talking().on(Steps.speech("u1"));

    assertThat(call.of(Effect.ToSpeech.class)).containsExactly(new Effect.GetReady());
  }

  @Test
  void theLastLineIsKnownAsSuchOnceItIsAskedFor() {
    var call = asked().forget().on(answer());
    assertThat(call.of(Effect.ToSpeech.class)).containsExactly(new Effect.ReadOut(1, FIRST));

    call.forget().on(sound(1, 1_400), new Event.SpeechDone(1));

    assertThat(call.of(Effect.ToSpeech.class))
        .containsExactly(new Effect.ReadOut(2, SECOND), new Effect.NoMoreLines());
  }

  @Test
  void aLineThatIsTheOnlyOneIsTheLastAsSoonAsTheModelHasEnded() {
    var call = asked().forget().on(new Event.AnswerWrittenDone("r1", "a1", FIRST));
    assertThat(call.of(Effect.ToSpeech.class)).containsExactly(new Effect.ReadOut(1, FIRST));

    call.forget().on(Steps.ended("r1", Outcome.COMPLETED));

    assertThat(call.of(Effect.ToSpeech.class)).containsExactly(new Effect.NoMoreLines());
  }

  @Test
  void noMoreIsAskedForThanTheCallerIsAboutToHear() {
    var call = asked().on(answer());

    call.on(sound(1, 3_500), new Event.SpeechDone(1));
    assertThat(call.of(Effect.ReadOut.class)).hasSize(1);

    call.after(Duration.ofMillis(600)).on(new Event.MarkPlayed("g1:7"));
    assertThat(call.of(Effect.ReadOut.class)).hasSize(2);
  }

  @Test
  void aCallerWhoSpeaksOverHerLeavesTheModelTheWordsThatHeHeard() {
    var call = asked().on(answer()).on(sound(1, 1_000), new Event.SpeechDone(1));
    call.on(sound(2, 2_900)).forget();

    // the first piece whole, and of the second 1,500 ms of 2,900: three words of six
    call.on(new Event.MarkPlayed("g1:15"), new Event.SpeechStarted("u2"));

    assertThat(call.of(Effect.Clear.class)).hasSize(1);
    assertThat(call.of(Effect.ToSpeech.class)).containsExactly(new Effect.Hush());
    assertThat(call.of(Effect.Truncate.class)).as("a text cannot be truncated").isEmpty();
    assertThat(call.of(Effect.ToModel.class))
        .containsSubsequence(
            new Effect.PutHeard("a1", FIRST + " Monsieur Durand vous"), new Effect.Forget("a1"));
    call.on(sound(2, 600), new Event.SpeechDone(2));
    assertThat(call.last()).as("late sound is nobody's").isEmpty();
    assertThat(call.turns()).containsExactly("3 AVA ✂ " + FIRST + " Monsieur Durand vous");
  }

  /// The voice pauses in the middle of a line, and he speaks: of its words no more can have been
  /// heard than sound has come for.
  @Test
  void wordsWhoseSoundNeverCameWereNotHeard() {
    var call = asked().on(answer());
    call.on(sound(1, 1_400), new Event.SpeechDone(1), sound(2, 1_000)).hearAll();

    call.on(new Event.SpeechStarted("u2"));

    assertThat(call.of(Effect.PutHeard.class))
        .containsExactly(new Effect.PutHeard("a1", FIRST + " Monsieur"));
  }

  @Test
  void whatWasNotHeardAtAllIsForgotten() {
    var call = asked().on(answer());

    call.on(new Event.SpeechStarted("u2"));

    assertThat(call.of(Effect.Forget.class)).containsExactly(new Effect.Forget("a1"));
    assertThat(call.of(Effect.PutHeard.class)).isEmpty();
    assertThat(call.turns()).containsExactly("2 CALLER Bonjour");
  }

  @Test
  void whatWasHeardWholeStays() {
    var call = read(asked().on(answer())).hearAll();

    call.on(new Event.SpeechStarted("u2"));

    assertThat(call.of(Effect.Forget.class)).isEmpty();
  }

  @Test
  void aCallerWhoSpeaksBetweenTwoSentencesHasHeardTheFirst() {
    var call = asked().on(answer()).on(sound(1, 1_000), new Event.SpeechDone(1)).hearAll();

    call.on(new Event.SpeechStarted("u2"));

    assertThat(call.turns()).containsExactly("2 CALLER Bonjour", "3 AVA ✂ " + FIRST);
    assertThat(call.of(Effect.PutHeard.class)).containsExactly(new Effect.PutHeard("a1", FIRST));
  }

  @Test
  void aResponseThatStillRunsIsCorrectedBehindItsEnd() {
    var call = asked().on(written(FIRST + " Monsieur ")).on(sound(1, 1_000)).hearAll();

    call.on(new Event.SpeechStarted("u2"));
    assertThat(call.of(Effect.Forget.class)).isEmpty();

    call.on(Steps.ended("r1", Outcome.CANCELLED));
    assertThat(call.of(Effect.Forget.class)).containsExactly(new Effect.Forget("a1"));
  }

  @Test
  void theWordsThatTheVoiceTellsAreThoseThatWereHeard() {
    var call = asked().on(answer());
    call.on(
        new Event.SpeechAudio(1, Optional.of("Bien sûr,"), Steps.audio(400)),
        new Event.SpeechAudio(1, Optional.of("c'est noté."), Steps.audio(400)));

    call.on(new Event.MarkPlayed("g1:8"), new Event.SpeechStarted("u2"));

    assertThat(call.turns()).containsExactly("2 CALLER Bonjour", "3 AVA ✂ Bien sûr,");
  }

  @Test
  void aVoiceThatIsSilentIsReplacedByTheModelsOwn() {
    var call = asked().on(answer()).forget();

    call.after(Wait.VOICE.usual()).on(new Event.TimerFired(Timer.SPEECH_LATE));

    assertThat(call.of(Effect.VoiceFailed.class)).containsExactly(new Effect.VoiceFailed(false));
    assertThat(call.of(Effect.Measure.class))
        .containsExactly(new Effect.Measure(Metric.SPEECH_FAILURES, 1));
    assertThat(call.of(Effect.StandIn.class))
        .containsExactly(new Effect.StandIn(Steps.WORDING.exactly(FIRST + " " + SECOND)));
  }

  @Test
  void whatIsLeftToPlayIsTimeThatTheCallerDoesNotNotice() {
    var call = asked().on(answer()).on(sound(1, 2_000)).forget();

    call.after(Wait.VOICE.usual()).on(new Event.TimerFired(Timer.SPEECH_LATE));

    assertThat(call.of(Effect.StandIn.class)).isEmpty();
    assertThat(call.of(Effect.SetTimer.class))
        .containsExactly(new Effect.SetTimer(Timer.SPEECH_LATE, Duration.ofMillis(800)));
  }

  @Test
  void theRestOfABrokenAnswerIsSpokenByTheModelInTheSameTurn() {
    var call = asked().on(answer()).on(sound(1, 1_400), new Event.SpeechDone(1));
    call.on(sound(2, 1_000), new Event.SpeechFailed(2, false, "reset"));

    assertThat(call.of(Effect.StandIn.class))
        .containsExactly(new Effect.StandIn(Steps.WORDING.exactly("vous rappelle demain matin.")));
    call.on(standIn("vous rappelle demain matin.")).hearAll();

    assertThat(call.turns()).containsExactly("2 CALLER Bonjour", "3 AVA " + FIRST + " " + SECOND);
    assertThat(quiet(call)).isTrue();
  }

  @Test
  void theModelDoesNotStandInBeforeItHasWrittenAll() {
    var call = asked().on(written(FIRST + " Je ")).on(new Event.SpeechFailed(1, true, "403"));
    assertThat(call.of(Effect.StandIn.class)).isEmpty();

    call.on(written("vous écoute."), Steps.ended("r1", Outcome.COMPLETED));

    assertThat(call.of(Effect.StandIn.class))
        .containsExactly(new Effect.StandIn(Steps.WORDING.exactly(FIRST + " Je vous écoute.")));
  }

  @Test
  void aStandInThatIsSpokenOverIsCutAndTheModelLearnsWhatWasHeardOfBoth() {
    var call = asked().on(answer()).on(sound(1, 1_400), new Event.SpeechDone(1)).hearAll();
    call.on(new Event.SpeechFailed(2, false, "reset"), new Event.StandInStarted("s1"));
    call.on(
        new Event.AnswerText("s1", "b1", 0, SECOND),
        new Event.AnswerAudio("s1", "b1", 0, Steps.audio(600)));
    call.forget();

    call.on(new Event.MarkPlayed("g1:13"), new Event.SpeechStarted("u2"));

    assertThat(call.of(Effect.Cancel.class)).containsExactly(new Effect.Cancel("s1"));
    assertThat(call.of(Effect.PutHeard.class))
        .singleElement()
        .satisfies(put -> assertThat(put.words()).startsWith(FIRST));
    call.on(new Event.AnswerAudio("s1", "b1", 0, Steps.audio(200)));
    assertThat(call.last()).isEmpty();
  }

  @Test
  void aStandInThatSaysNothingIsAnAnswerThatFailed() {
    var call = asked().on(answer()).on(new Event.SpeechFailed(1, false, "reset"));

    call.on(new Event.StandInStarted("s1"), Steps.ended("s1", Outcome.COMPLETED));

    assertThat(call.of(Effect.SetTimer.class))
        .contains(new Effect.SetTimer(Timer.ASK_AGAIN, Wait.ASK_AGAIN.usual()));
  }

  @Test
  void aVoiceThatIsOutOfOrderLeavesTheWordToTheModelInEachSession() {
    var call = Steps.talking().on(new Event.VoiceAway(true));
    assertThat(call.of(Effect.SpeakYourself.class)).containsExactly(new Effect.SpeakYourself(true));

    call.forget().on(new Event.ModelLost(Event.ModelLost.Cause.TRANSIENT, "1006"));
    call.on(new Event.TimerFired(Timer.REOPEN_MODEL), Steps.ready());
    assertThat(call.of(Effect.SpeakYourself.class)).containsExactly(new Effect.SpeakYourself(true));

    call.forget().on(new Event.VoiceAway(false));
    assertThat(call.of(Effect.SpeakYourself.class))
        .containsExactly(new Effect.SpeakYourself(false));
  }

  @Test
  void whatItCostsCountsEvenBehindTheCall() {
    var cost = new Usage(0, 0, 0, 0, 0, 0, 0.003);
    var call = asked().on(answer()).forget();

    call.on(new Event.SpeechUsed(cost), new Event.CallerLeft(true), new Event.SpeechUsed(cost));

    assertThat(call.of(Effect.SaveUsage.class))
        .containsExactly(new Effect.SaveUsage(cost), new Effect.SaveUsage(cost));
  }

  @Test
  void herGoodbyeIsHeardBeforeTheLineIsLetGo() {
    var call = asked().on(new Event.ResponseStarted("r1"), written(FIRST));
    call.on(
        new Event.ToolCalled("r1", "c1", Steps.HANG_UP, "{}"),
        Steps.ended("r1", Outcome.COMPLETED));
    assertThat(call.of(Effect.SaveNext.class)).isEmpty();

    call.on(sound(1, 800), new Event.SpeechDone(1));
    assertThat(call.of(Effect.SaveNext.class)).isEmpty();

    call.hearAll();
    assertThat(call.of(Effect.SaveNext.class))
        .containsExactly(new Effect.SaveNext(new NextStep.HangUp()));
  }

  @Test
  void aGreetingThatItReadOutIsKeptAndOneInWhichTheModelStoodInIsNot() {
    for (var broken : List.of(false, true)) {
      var call = new Steps().on(Steps.joinedUnrecorded(), Steps.ready());
      var text = Steps.GREETING.text();
      call.on(
          new Event.ResponseStarted("r1"),
          new Event.AnswerWrittenDone("r1", "a1", text),
          Steps.ended("r1", Outcome.COMPLETED));
      if (broken) {
        call.on(new Event.SpeechFailed(1, false, "reset")).on(standIn(text));
      } else {
        for (var line = 1; line <= 4; line++) {
          call.on(sound(line, 900), new Event.SpeechDone(line)).hearAll();
        }
      }
      call.hearAll();

      assertThat(call.of(Effect.SaveDisclosure.class)).hasSize(1);
      assertThat(call.of(Effect.RecordGreeting.class)).hasSize(broken ? 0 : 1);
    }
  }

  @Test
  void whatTheModelSaysInTwoPartsIsWrittenWhole() {
    var call = asked().on(answer()).on(new Event.SpeechFailed(1, false, "reset"));
    call.on(new Event.StandInStarted("s1"));

    for (var part : List.of(FIRST, SECOND)) {
      var number = part.equals(FIRST) ? 0 : 1;
      call.on(
          new Event.AnswerText("s1", "b1", number, part),
          new Event.AnswerAudio("s1", "b1", number, Steps.audio(900)),
          new Event.AnswerAudioDone("s1", "b1", number),
          new Event.AnswerTextDone("s1", "b1", number, part));
    }
    call.on(Steps.ended("s1", Outcome.COMPLETED)).hearAll();

    assertThat(call.turns()).containsExactly("2 CALLER Bonjour", "3 AVA " + FIRST + " " + SECOND);
  }

  private static boolean quiet(Steps call) {
    return ((State.Live) call.state()).quiet();
  }

  /// A call in which the caller has said something and an answer has begun.
  private static Steps asked() {
    return Steps.talking()
        .after(Duration.ofSeconds(2))
        .on(Steps.speech("u1"))
        .on(Steps.said("u1", "Bonjour"), new Event.ResponseStarted("r1"));
  }

  private static Event written(String delta) {
    return new Event.AnswerWritten("r1", "a1", delta);
  }

  private static Event[] answer() {
    var text = FIRST + " " + SECOND;
    return new Event[] {
      written(text),
      new Event.AnswerWrittenDone("r1", "a1", text),
      Steps.ended("r1", Outcome.COMPLETED)
    };
  }

  private static Event sound(int line, int ms) {
    return new Event.SpeechAudio(line, Optional.empty(), Steps.audio(ms));
  }

  private static Steps read(Steps call) {
    return call.on(
        sound(1, 1_400), new Event.SpeechDone(1), sound(2, 1_000), new Event.SpeechDone(2));
  }

  private static Event[] standIn(String words) {
    return new Event[] {
      new Event.StandInStarted("s1"),
      new Event.AnswerText("s1", "b1", 0, words),
      new Event.AnswerAudio("s1", "b1", 0, Steps.audio(1_500)),
      new Event.AnswerAudioDone("s1", "b1", 0),
      new Event.AnswerTextDone("s1", "b1", 0, words),
      Steps.ended("s1", Outcome.COMPLETED)
    };
  }
}
