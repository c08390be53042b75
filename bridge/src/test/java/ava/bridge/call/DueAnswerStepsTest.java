package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event.ModelLost.Cause;
import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.call.Speaker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// When an answer is due, Ava is not silent for long.
class DueAnswerStepsTest {
  private static final Effect.Ask BARE = new Effect.Ask(Optional.empty());

  @Test
  void aModelThatForgetsToAnswerIsAskedToWithinOneSecondAndAHalf() {
    var call = Steps.talking().on(Steps.speech("u1"));
    assertThat(call.of(Effect.SetTimer.class))
        .contains(
            new Effect.SetTimer(Timer.ANSWER_LATE, Wait.ANSWER_BEGINS.usual()),
            new Effect.SetTimer(Timer.ANSWER_DUE, Wait.ANSWER_HEARD.usual()));
    assertThat(Wait.ANSWER_BEGINS.usual()).isLessThan(Duration.ofMillis(1_500));
    assertThat(Wait.ANSWER_HEARD.usual()).isLessThan(Duration.ofSeconds(3));

    call.on(new Event.TimerFired(Timer.ANSWER_LATE));

    assertThat(call.of(Effect.Ask.class)).containsExactly(BARE);
  }

  @Test
  void askingForWhatTheModelJustBeginsBringsNoSecondAnswer() {
    var call = Steps.talking().on(Steps.speech("u1")).on(new Event.TimerFired(Timer.ANSWER_LATE));

    call.on(new Event.ResponseStarted("r1"), new Event.AnswerRefused());
    call.on(
        new Event.AnswerAudio("r1", "a1", 0, Steps.audio(200)),
        Steps.ended("r1", Outcome.COMPLETED));

    assertThat(call.of(Effect.Ask.class)).hasSize(1);
  }

  @Test
  void anAnswerThatRunsIsNotAskedForAgain() {
    var call = Steps.talking().on(Steps.speech("u1")).on(new Event.ResponseStarted("r1"));

    call.on(new Event.TimerFired(Timer.ANSWER_LATE));

    assertThat(call.of(Effect.Ask.class)).isEmpty();
  }

  @Test
  void anAskThatCrossesTheModelsOwnAnswerIsAskedAgainBehindIt() {
    var call = Steps.talking().on(Steps.speech("u1")).on(new Event.ResponseStarted("r1"));
    call.on(
        new Event.ToolCalled("r1", "c1", "noter_message", "{}"),
        Steps.ended("r1", Outcome.COMPLETED),
        new Event.ToolFinished("c1", "{}"));
    assertThat(call.of(Effect.Ask.class)).hasSize(1);

    call.on(new Event.ResponseStarted("r2"), new Event.AnswerRefused());
    call.on(
        new Event.AnswerAudio("r2", "a2", 0, Steps.audio(200)),
        Steps.ended("r2", Outcome.COMPLETED));

    assertThat(call.of(Effect.Ask.class)).containsExactly(BARE, BARE);
  }

  @Test
  void anAskThatTheModelRefusesForAMomentIsAskedAgainAfterAMoment() {
    var call = Steps.talking().on(new Event.TimerFired(Timer.SILENCE));
    var asked = call.of(Effect.Ask.class).findFirst().orElseThrow();

    call.on(new Event.AskFailed());
    assertThat(call.last()).contains(new Effect.SetTimer(Timer.ASK_AGAIN, Duration.ofMillis(700)));
    call.on(new Event.TimerFired(Timer.ASK_AGAIN));

    assertThat(call.of(Effect.Ask.class)).containsExactly(asked, asked);
  }

  @Test
  void aSessionThatRefusesTwiceIsReplacedAndTheNextOneIsAsked() {
    var call = Steps.talking().on(new Event.TimerFired(Timer.SILENCE));
    var asked = call.of(Effect.Ask.class).findFirst().orElseThrow();
    call.on(new Event.AskFailed(), new Event.TimerFired(Timer.ASK_AGAIN), new Event.AskFailed());
    assertThat(call.last()).hasAtLeastOneElementOfType(Effect.OpenModel.class);

    call.on(Steps.ready());

    assertThat(call.last()).contains(asked);
    assertThat(call.of(Effect.SaveNext.class)).isEmpty();
  }

  @Test
  void aSessionThatNeitherAnswersByItselfNorWhenItIsAskedIsReplacedAtOnce() {
    var call = Steps.talking().on(Steps.speech("u1")).on(new Event.TimerFired(Timer.ANSWER_LATE));
    assertThat(call.last()).contains(BARE);

    call.on(new Event.AskFailed());

    assertThat(call.last()).hasAtLeastOneElementOfType(Effect.OpenModel.class);
  }

  @Test
  void aSecondSessionThatRefusesTooLeavesTheCallerToTheVoicemail() {
    var call = Steps.talking().on(new Event.TimerFired(Timer.SILENCE));
    call.on(new Event.AskFailed(), new Event.TimerFired(Timer.ASK_AGAIN), new Event.AskFailed());

    call.on(Steps.ready(), new Event.AskFailed());

    assertThat(call.of(Effect.SaveNext.class).map(e -> e.next().encoded()))
        .containsExactly("VOICEMAIL");
  }

  @ParameterizedTest
  @EnumSource(names = {"INCOMPLETE", "CANCELLED"})
  void anAnswerThatIsCutByTheModelIsTakenUpAtOnce(Outcome outcome) {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.on(
        new Event.ResponseStarted("r1"),
        new Event.AnswerAudio("r1", "a1", 0, Steps.audio(400)),
        Steps.ended("r1", outcome));

    assertThat(call.of(Effect.ToModel.class))
        .containsSubsequence(new Effect.Inform(Steps.WORDING.cutShort()), BARE);
  }

  @Test
  void aModelThatNeverFinishesItsSentenceLeavesTheWordToTheCaller() {
    var call = Steps.talking().on(Steps.speech("u1"));

    for (var n = 1; n <= 4; n++) {
      call.on(
          new Event.ResponseStarted("r" + n),
          new Event.AnswerAudio("r" + n, "a" + n, 0, Steps.audio(400)),
          Steps.ended("r" + n, Outcome.INCOMPLETE));
    }

    assertThat(call.of(Effect.Ask.class)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "cut empty, 2, false",
    "cut empty cut, 3, false",
    "cut cut empty, 3, false",
    "empty cut, 2, false",
    "cut empty cut empty, 3, true",
    "cut cut cut, 2, false",
    "empty empty, 1, true",
    "cut empty whole cut empty, 4, false"
  })
  void aCutAnswerAndAnEmptyOneAreEachTriedAgain(String answers, int asks, boolean voicemail) {
    var call = Steps.talking().on(Steps.speech("u1"));

    var n = 0;
    for (var answer : answers.split(" ")) {
      n++;
      call.on(new Event.ResponseStarted("r" + n));
      if (!answer.equals("empty")) {
        call.on(new Event.AnswerAudio("r" + n, "a" + n, 0, Steps.audio(400)));
      }
      var outcome = answer.equals("whole") ? Outcome.COMPLETED : Outcome.INCOMPLETE;
      call.on(Steps.ended("r" + n, outcome), new Event.TimerFired(Timer.ASK_AGAIN)).hearAll();
    }

    assertThat(call.of(Effect.Ask.class)).hasSize(asks);
    assertThat(call.of(Effect.SaveNext.class).map(e -> e.next().encoded()))
        .containsExactlyElementsOf(voicemail ? List.of("VOICEMAIL") : List.of());
  }

  @Test
  void anAnswerThatTheCallerCutIsNotTakenUp() {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.on(
        new Event.ResponseStarted("r1"),
        new Event.AnswerAudio("r1", "a1", 0, Steps.audio(400)),
        new Event.SpeechStarted("u2"),
        Steps.ended("r1", Outcome.CANCELLED));

    assertThat(call.of(Effect.Ask.class)).isEmpty();
  }

  @Test
  void aCoughBetweenTheQuestionAndTheAnswerStillBringsOne() {
    var call = Steps.talking().on(Steps.speech("u1")).on(new Event.ResponseStarted("r1"));

    call.on(new Event.SpeechStarted("u2"), Steps.ended("r1", Outcome.CANCELLED));
    call.on(new Event.SpeechStopped("u2"), new Event.TimerFired(Timer.ANSWER_LATE));

    assertThat(call.of(Effect.Ask.class)).containsExactly(BARE);
  }

  @Test
  void theEndOfACutAnswerThatComesLateDoesNotEndTheNextOne() {
    var call = Steps.talking().on(Steps.speech("u1")).on(new Event.ResponseStarted("r1"));
    call.on(new Event.SpeechStarted("u2"), new Event.SpeechStopped("u2"));

    call.on(
        new Event.ResponseStarted("r2"),
        Steps.ended("r1", Outcome.CANCELLED),
        new Event.AnswerAudio("r2", "a2", 0, Steps.audio(400)));

    assertThat(call.of(Effect.Play.class)).isNotEmpty();
    assertThat(call.of(Effect.Ask.class)).isEmpty();
  }

  @Test
  void anAnswerThatWasSentWholeIsCutWhereItIsHeard() {
    var call = Steps.talking().on(Steps.answer("r1", "a1", "un deux", 20_000));
    call.on(new Event.MarkPlayed("g1:7"));

    call.on(new Event.SpeechStarted("u1"));

    assertThat(call.last()).contains(new Effect.Clear(), new Effect.Truncate("a1", 0, 300));
  }

  @Test
  void anInterruptionBeforeTheFirstSoundTruncatesNothing() {
    var call = Steps.talking().on(Steps.speech("u1")).on(new Event.ResponseStarted("r1"));
    call.on(new Event.ItemPlaced("a1", Optional.of("u1"), Speaker.AVA));

    call.on(new Event.SpeechStarted("u2"));

    assertThat(call.of(Effect.Truncate.class)).isEmpty();
  }

  @Test
  void noiseThatDoesNotEndIsToldToTheCaller() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"));
    assertThat(call.last()).contains(new Effect.SetTimer(Timer.NOISE, Wait.NOISE.usual()));
    assertThat(Wait.NOISE.usual()).isLessThan(Duration.ofSeconds(30));

    call.on(new Event.TimerFired(Timer.NOISE));

    assertThat(call.of(Effect.Ask.class).flatMap(ask -> ask.instructions().stream()))
        .containsExactly(Steps.exactly(FixedWords.BAD_LINE));
    call.on(Steps.answer("r1", "a1", Steps.WORDING.of(FixedWords.BAD_LINE), 400)).hearAll();
    assertThat(call.of(Effect.Cancel.class)).as("she is heard").isEmpty();
    assertThat(call.last()).contains(new Effect.SetTimer(Timer.SILENCE, Wait.SILENCE.usual()));
  }

  @Test
  void whatWasSaidInTheNoiseIsATurnOnceItIsWrittenDown() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"), new Event.TimerFired(Timer.NOISE));
    call.on(Steps.answer("r1", "a1", Steps.WORDING.of(FixedWords.BAD_LINE), 400)).hearAll();

    call.on(
        new Event.SpeechStopped("u1"),
        new Event.ItemPlaced("u1", Optional.of("a1"), Speaker.CALLER),
        Steps.said("u1", "C'est Mme Petit."));

    assertThat(call.turns())
        .containsExactly(
            "2 AVA " + Steps.WORDING.of(FixedWords.BAD_LINE), "3 CALLER C'est Mme Petit.");
  }

  @Test
  void aToolThatNeverAnswersDoesNotLeaveTheCallerWaiting() {
    var call = Steps.talking().on(Steps.speech("u1")).on(new Event.ResponseStarted("r1"));
    call.on(
        new Event.ToolCalled("r1", "c1", "noter_message", "{}"),
        Steps.ended("r1", Outcome.COMPLETED));
    assertThat(call.of(Effect.SetTimer.class))
        .contains(new Effect.SetTimer(Timer.TOOLS_LATE, Wait.TOOLS.usual()));

    call.on(new Event.TimerFired(Timer.TOOLS_LATE), new Event.ToolFinished("c1", "{}"));

    assertThat(call.of(Effect.SettleTool.class))
        .containsExactly(new Effect.SettleTool("c1", Effect.SettleTool.Settled.LATE));
    assertThat(call.of(Effect.AnswerTool.class)).isEmpty();
    assertThat(call.of(Effect.Ask.class)).containsExactly(BARE);
  }

  @Test
  void aLineThatPlaysNothingIsExchangedForAnother() {
    var call = Steps.greeted();

    call.after(Wait.ECHO.usual()).on(new Event.TimerFired(Timer.ECHO_LATE));
    assertThat(call.of(Effect.SaveNext.class)).as("it may still be playing").isEmpty();
    call.after(Duration.ofMillis(1_600)).on(new Event.TimerFired(Timer.ECHO_LATE));

    assertThat(call.of(Effect.SaveNext.class).map(e -> e.next().encoded()))
        .containsExactly("RESUME");
  }

  @Test
  void aNewSessionThatDoesNotAnswerWhatItHearsAgainIsAsked() {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.on(new Event.TimerFired(Timer.REOPEN_MODEL), Steps.ready());
    assertThat(call.last())
        .contains(new Effect.SetTimer(Timer.ANSWER_LATE, Wait.ANSWER_BEGINS.usual()));
    call.on(new Event.TimerFired(Timer.ANSWER_LATE));

    assertThat(call.of(Effect.Ask.class)).containsExactly(BARE);
  }

  @Test
  void aHangUpWhileAnAnswerIsMadeEndsTheSessionAndTheCall() {
    var call = Steps.talking().on(Steps.speech("u1")).on(Steps.said("u1", "Merci."));
    call.on(new Event.ResponseStarted("r1"), new Event.CallerLeft(true));

    call.on(
        new Event.AnswerAudio("r1", "a1", 0, Steps.audio(200)),
        Steps.ended("r1", Outcome.CANCELLED),
        new Event.TimerFired(Timer.LAST_WORDS));

    assertThat(call.of(Effect.CloseModel.class)).hasSize(1);
    assertThat(call.state()).isEqualTo(new State.Over());
  }
}
