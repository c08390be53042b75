package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event.ModelLost.Cause;
import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.Speaker;
import ava.shared.call.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LastWordsStepsTest {
  private static final Event FRAME = new Event.CallerAudio(Steps.audio(20), 0);

  @Test
  void aCallerWhoHangsUpMidAnswerLeavesTheWordsHeHeard() {
    var call =
        Steps.talking()
            .on(Steps.speech("u1"))
            .on(Steps.answer("r1", "a1", "un deux trois quatre", 800))
            .on(new Event.MarkPlayed("g1:7"), new Event.MarkPlayed("g1:8"));

    call.on(new Event.CallerLeft(true));
    assertThat(call.state()).isInstanceOf(State.Closing.class);
    assertThat(call.last())
        .contains(
            new Effect.SaveNext(new NextStep.HangUp()),
            new Effect.SetTimer(Timer.LAST_WORDS, Wait.LISTEN.usual()),
            new Effect.SetTimer(Timer.TRANSCRIPT_LATE, Duration.ofSeconds(5)));
    call.on(Steps.said("u1", "Allô"));
    call.after(Wait.LISTEN.usual()).on(new Event.TimerFired(Timer.LAST_WORDS));

    assertThat(call.turns()).containsExactly("2 CALLER Allô", "3 AVA ✂ un deux trois");
    assertThat(call.of(Effect.Finish.class))
        .containsExactly(
            new Effect.Finish(Optional.of(EndReason.CALLER_HUNG_UP), Steps.START, Duration.ZERO));
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  @Test
  void theLastWordsOfACallerWhoHangsUpWhileSpeakingAreStillTranscribed() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"));

    call.on(new Event.CallerLeft(true));
    assertThat(call.last()).contains(new Effect.AppendSilence(1_000));
    call.on(new Event.TimerFired(Timer.LAST_WORDS));
    assertThat(call.state()).as("the words are awaited").isInstanceOf(State.Closing.class);
    call.on(Steps.said("u1", "Je rappellerai."));

    assertThat(call.turns()).containsExactly("2 CALLER Je rappellerai.");
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  @Test
  void whatHeSaidInANoiseThatNeverEndedIsTranscribedBehindTheHangUp() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"), new Event.TimerFired(Timer.NOISE));

    call.on(new Event.CallerLeft(true));
    call.on(new Event.TimerFired(Timer.LAST_WORDS));
    assertThat(call.last()).containsExactly(new Effect.EndTurn());
    call.on(new Event.ItemPlaced("u1", Optional.empty(), Speaker.CALLER));
    call.on(Steps.said("u1", "Je rappellerai."));

    assertThat(call.turns()).containsExactly("2 CALLER Je rappellerai.");
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  @Test
  void aNoiseThatEndedIsNotAskedForBehindTheHangUp() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"), new Event.TimerFired(Timer.NOISE));

    call.on(new Event.SpeechStopped("u1"), new Event.CallerLeft(true));
    call.on(new Event.TimerFired(Timer.LAST_WORDS));

    assertThat(call.of(Effect.EndTurn.class)).isEmpty();
    assertThat(call.turns()).isEmpty();
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  @Test
  void aNoiseWithoutAWordLeavesNothingBehindTheHangUp() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"), new Event.TimerFired(Timer.NOISE));

    call.on(new Event.CallerLeft(true));
    call.on(new Event.TimerFired(Timer.LAST_WORDS), new Event.TimerFired(Timer.TRANSCRIPT_LATE));

    assertThat(call.turns()).isEmpty();
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  /// The item of what was said so far may be the one that was told of, or another.
  @ParameterizedTest
  @ValueSource(strings = {"u1", "u2"})
  void turnThatSilenceDoesNotEndIsEndedBehindTheHangUp(String item) {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"), new Event.CallerLeft(true));
    assertThat(call.of(Effect.EndTurn.class)).isEmpty();

    call.on(new Event.TimerFired(Timer.LAST_WORDS));
    assertThat(call.last()).containsExactly(new Effect.EndTurn());
    call.on(new Event.ItemPlaced(item, Optional.empty(), Speaker.CALLER));
    call.on(Steps.said(item, "Je rappellerai."));
    call.on(new Event.TimerFired(Timer.TRANSCRIPT_LATE));

    assertThat(call.turns()).containsExactly("2 CALLER Je rappellerai.");
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  @Test
  void turnThatTheModelHasEndedIsNotEndedOnceMore() {
    var call = Steps.talking().on(Steps.speech("u1")).on(new Event.CallerLeft(true));

    call.on(new Event.TimerFired(Timer.LAST_WORDS));

    assertThat(call.of(Effect.EndTurn.class)).isEmpty();
  }

  @Test
  void howeverShortAvaListensTheModelIsGivenTheSilenceThatEndsHisTurn() {
    var quick = new Steps(Steps.RULES.with(Patience.USUAL.scaled(Wait.LISTEN, 0.15)));
    quick.on(Steps.joined(Steps.audio(300)), Steps.ready(), new Event.SpeechStarted("u1"));

    quick.on(new Event.CallerLeft(true));

    assertThat(quick.last())
        .contains(
            new Effect.AppendSilence(1_000),
            new Effect.SetTimer(Timer.LAST_WORDS, Duration.ofMillis(150)));
  }

  @Test
  void fiveSecondsAfterTheHangUpTheTranscriptIsComplete() {
    var call = Steps.talking().on(Steps.speech("u1")).on(new Event.CallerLeft(true));

    call.on(new Event.TimerFired(Timer.TRANSCRIPT_LATE));

    assertThat(call.turns()).containsExactly("2 CALLER (inaudible)");
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  @Test
  void aCallerWhoseLineBreaksMayComeBackBeforeTheSummary() {
    var call = Steps.talking().on(new Event.CallerLeft(false));
    call.on(new Event.TimerFired(Timer.LAST_WORDS));

    assertThat(call.of(Effect.SaveNext.class)).as("nothing written means resume").isEmpty();
    assertThat(call.of(Effect.Finish.class))
        .containsExactly(
            new Effect.Finish(
                Optional.of(EndReason.CALLER_LOST), Steps.START, Duration.ofSeconds(15)));
  }

  @Test
  void whatTheCallerSaidInTheMomentHeHungUpIsWritten() {
    var call = Steps.talking().on(new Event.CallerLeft(true));
    assertThat(call.last()).contains(new Effect.AppendSilence(1_000));
    assertThat(call.of(Effect.CloseModel.class)).as("the model may still hear him").isEmpty();

    call.on(Steps.speech("u1"));
    call.on(new Event.TimerFired(Timer.LAST_WORDS));
    call.on(Steps.said("u1", "Rappelez-moi demain."));

    assertThat(call.turns()).containsExactly("2 CALLER Rappelez-moi demain.");
    assertThat(call.of(Effect.CloseModel.class)).hasSize(1);
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  /// No other process knows what was heard here in the last moment.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatTheCallerSaidAsHisLineMovedOnIsWritten(boolean letGo) {
    var call = Steps.talking();
    if (letGo) {
      call.on(new Event.Drain()).on(new Event.NextSaved(new NextStep.Resume()));
    } else {
      call.on(new Event.CallerLeft(false));
    }
    assertThat(call.last()).contains(new Effect.AppendSilence(1_000));

    call.on(Steps.speech("u1"));
    call.on(new Event.TimerFired(Timer.LAST_WORDS));
    call.on(Steps.said("u1", "J’ai une fuite."));

    assertThat(call.turns()).containsExactly("2 CALLER J’ai une fuite.");
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  @Test
  void theLastTranscriptIsPaidForBeforeTheCallIsOver() {
    var cost = new Usage(0, 0, 0, 0, 0, 0, 0.01);
    var call = Steps.talking().on(new Event.SpeechStarted("u1"), new Event.CallerLeft(true));

    call.on(new Event.TimerFired(Timer.LAST_WORDS));
    call.on(new Event.CallerTranscript("u1", "Merci.", cost));

    assertThat(call.last()).startsWith(new Effect.SaveUsage(cost));
    assertThat(call.last().getLast()).isInstanceOf(Effect.Finish.class);
  }

  @Test
  void whatAvaWouldSayToACallerWhoIsGoneIsNoTurn() {
    var call = Steps.talking().on(new Event.CallerLeft(true));

    call.on(Steps.speech("u1")).on(Steps.answer("r1", "a1", "Entendu.", 400));
    call.on(Steps.said("u1", "Merci."));
    call.on(new Event.TimerFired(Timer.LAST_WORDS));

    assertThat(call.turns()).containsExactly("2 CALLER Merci.");
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  @Test
  void aSessionThatIsLostBehindTheHangUpIsNotWaitedFor() {
    var call = Steps.talking().on(new Event.CallerLeft(true));

    call.on(new Event.ModelLost(Cause.TRANSIENT, "1006"));

    assertThat(call.state()).isEqualTo(new State.Over());
  }

  @Test
  void nobodyListensToACallerOfWhomNothingCame() {
    var call = new Steps().on(Steps.joined(Steps.audio(1_600)));

    call.on(new Event.CallerLeft(true));

    assertThat(call.state()).isEqualTo(new State.Over());
  }

  /// Over the greeting, say: whether he spoke only a session can tell.
  @Test
  void whatHeSaidBeforeAnySessionWasThereIsHeardBehindTheHangUp() {
    var call = new Steps().on(Steps.joined(Steps.audio(1_600)), FRAME);

    call.on(new Event.CallerLeft(true));
    assertThat(call.last()).contains(new Effect.OpenModel(List.of()));
    call.on(Steps.ready());
    assertThat(call.last())
        .containsSubsequence(new Effect.HearAgain(), new Effect.AppendSilence(1_000));
    call.on(Steps.speech("u1")).on(new Event.TimerFired(Timer.LAST_WORDS));
    call.on(Steps.said("u1", "Rappelez-moi."));

    assertThat(call.turns()).containsExactly("1 CALLER Rappelez-moi.");
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  static Stream<Event> endsOfASession() {
    return Stream.of(
        lost(Cause.TRANSIENT), lost(Cause.REFUSED), new Event.TimerFired(Timer.TRANSCRIPT_LATE));
  }

  @ParameterizedTest
  @MethodSource("endsOfASession")
  void wordsOfWhichNobodyKnowsAreNoGap(Event end) {
    var call = new Steps().on(Steps.joined(Steps.audio(1_600)), FRAME);

    call.on(new Event.CallerLeft(true), end);

    assertThat(call.turns()).isEmpty();
    assertThat(call.of(Effect.OpenModel.class)).as("of the call, and of its end").hasSize(2);
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  /// His hang-up and our letting go in the same moment are one end, and ours says why.
  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void theCallerWhoHangsUpAsHeIsLetGoEndsTheCallOnce(boolean hisFirst, boolean announced) {
    var call = Steps.talking().on(new Event.TimerFired(Timer.LENGTH_LIMIT));
    call.on(Steps.answer("r1", "a1", Steps.WORDING.of(FixedWords.TIME_IS_UP), 400)).hearAll();
    var left = new Event.CallerLeft(announced);
    var saved = new Event.NextSaved(new NextStep.HangUp());

    call.on(hisFirst ? left : saved).on(hisFirst ? saved : left);
    call.on(new Event.TimerFired(Timer.SAVE_LATE), new Event.TimerFired(Timer.LAST_WORDS));

    assertThat(call.of(Effect.SaveNext.class).map(e -> e.next().encoded()))
        .containsExactly("HANG_UP");
    assertThat(call.of(Effect.Finish.class).map(Effect.Finish::reason))
        .containsExactly(Optional.of(EndReason.TIME_LIMIT));
    assertThat(call.of(Effect.LetGo.class).count()).isEqualTo(hisFirst ? 0 : 1);
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  private static Event lost(Cause cause) {
    return new Event.ModelLost(cause, "gone", Duration.ZERO);
  }

  @Test
  void callerWhoHangsUpBetweenTwoSessionsIsHeardByTheNext() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"), lost(Cause.TRANSIENT));

    call.on(new Event.CallerLeft(true));
    assertThat(call.last()).contains(new Effect.OpenModel(List.of()));
    call.on(Steps.ready());
    assertThat(call.last())
        .containsSubsequence(new Effect.HearAgain(), new Effect.AppendSilence(1_000));
    call.on(Steps.speech("u2")).on(new Event.TimerFired(Timer.LAST_WORDS));
    assertThat(call.state()).as("the words are awaited").isInstanceOf(State.Closing.class);
    call.on(Steps.said("u2", "Rappelez-moi."));

    assertThat(call.turns()).containsExactly("2 CALLER Rappelez-moi.");
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  /// His last words are written down, and the call is over.
  private static void anotherSessionHears(Steps call) {
    call.on(Steps.ready()).on(Steps.speech("u2")).on(new Event.TimerFired(Timer.LAST_WORDS));
    call.on(Steps.said("u2", "Rappelez-moi."));

    assertThat(call.turns()).containsExactly("2 CALLER Rappelez-moi.");
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  @Test
  void sessionThatIsLostBehindTheHangUpIsReplacedForTheLastWords() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"));
    call.after(Duration.ofSeconds(2)).on(new Event.CallerLeft(true));

    call.after(Duration.ofMillis(500)).on(lost(Cause.TRANSIENT));
    assertThat(call.last())
        .containsSubsequence(
            new Effect.Unheard(
                Duration.ofMillis(2_000 + 1_000 + 700), Steps.START.minusMillis(700)),
            new Effect.OpenModel(List.of()));
    anotherSessionHears(call);
  }

  @Test
  void lastWordsOfWhichADeadSessionSaidNothingAreHeardByAnother() {
    var call = Steps.talking().on(new Event.CallerLeft(true));

    call.after(Duration.ofMillis(900))
        .on(new Event.ModelLost(Cause.TRANSIENT, "no pong", Duration.ofMillis(1_800)));
    assertThat(call.last())
        .containsSubsequence(
            new Effect.Unheard(
                Duration.ofMillis(900 + 1_000 + 700), Steps.START.minusMillis(900 + 700)),
            new Effect.OpenModel(List.of()));
    anotherSessionHears(call);
  }

  @Test
  void sessionThatHeardNobodyUntilTheHangUpIsNotReplaced() {
    var call = Steps.talking().on(new Event.CallerLeft(true));

    call.after(Duration.ofMillis(900))
        .on(new Event.ModelLost(Cause.TRANSIENT, "1006", Duration.ofMillis(800)));

    assertThat(call.of(Effect.OpenModel.class)).isEmpty();
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  @ParameterizedTest
  @EnumSource(names = {"TRANSIENT", "REFUSED"})
  void lastWordsThatNoSessionHearsAreNamedAsAGap(Cause cause) {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"), lost(Cause.TRANSIENT));

    call.on(new Event.CallerLeft(true), lost(cause));

    assertThat(call.turns()).containsExactly("2 CALLER (inaudible)");
    assertThat(call.of(Effect.OpenModel.class)).hasSize(1);
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  @Test
  void lastWordsBehindASessionThatNeverOpensAreNamedAsAGap() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"), lost(Cause.TRANSIENT));

    call.on(new Event.CallerLeft(true), new Event.TimerFired(Timer.TRANSCRIPT_LATE));

    assertThat(call.turns()).containsExactly("2 CALLER (inaudible)");
    assertThat(call.state()).isEqualTo(new State.Over());
  }

  /// @param losses one after the other
  @ParameterizedTest
  @ValueSource(strings = {"REFUSED", "TRANSIENT REFUSED"})
  void whatHeSaidBeforeTheVoicemailTookOverFromALostModelIsStillHeard(String losses) {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"));
    Stream.of(losses.split(" ")).map(Cause::valueOf).forEach(cause -> call.on(lost(cause)));

    call.on(new Event.NextSaved(new NextStep.Voicemail()));
    assertThat(call.last()).contains(new Effect.OpenModel(List.of()));
    anotherSessionHears(call);
  }

  @Test
  void sessionThatIsLostWhileTheVoicemailIsFetchedIsReplacedForTheLastWords() {
    var call = Steps.talking().on(Steps.speech("u1"));
    call.on(new Event.ResponseStarted("r1"), Steps.ended("r1", Outcome.REFUSED));

    call.on(new Event.SpeechStarted("u2"), lost(Cause.TRANSIENT));
    call.on(new Event.NextSaved(new NextStep.Voicemail()));

    assertThat(call.last()).contains(new Effect.OpenModel(List.of()));
  }
}
