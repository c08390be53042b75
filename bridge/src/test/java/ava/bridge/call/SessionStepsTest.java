package ava.bridge.call;

import static ava.bridge.call.TalkingStepsTest.finishedAfterSaving;
import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event.ModelLost.Cause;
import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.call.EndReason;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionStepsTest {
  @Test
  void aLostSessionIsReopenedWithTheWholeConversation() {
    var call =
        Steps.talking()
            .on(Steps.speech("u1"))
            .on(Steps.said("u1", "Un rendez-vous."))
            .on(
                new Event.ResponseStarted("r1"),
                new Event.AnswerText("r1", "a1", 0, "Bien sûr"),
                new Event.AnswerAudio("r1", "a1", 0, Steps.audio(300)))
            .forget();

    call.on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    assertThat(call.last())
        .contains(new Effect.SetTimer(Timer.REOPEN_MODEL, Duration.ofMillis(250)));
    call.on(new Event.TimerFired(Timer.REOPEN_MODEL));

    assertThat(call.last())
        .containsExactly(
            new Effect.OpenModel(
                List.of(
                    new Memory.Said(Speaker.AVA, Steps.GREETING.text()),
                    new Memory.Said(Speaker.CALLER, "Un rendez-vous."),
                    new Memory.Said(Speaker.AVA, "Bien sûr"))));
    call.on(Steps.ready());
    assertThat(call.last())
        .containsSubsequence(
            new Effect.TakeTurns(), new Effect.Ask(Optional.empty()), new Effect.HearAgain());
    assertThat(call.of(Effect.Unheard.class)).contains(call.unheard(RecentAudio.UNDETECTED));
  }

  @Test
  void beforeTheFirstSessionAllThatTheCallerSaysIsHeardByIt() {
    var call = new Steps();
    for (var frame = 0; frame < 40; frame++) {
      call.on(new Event.CallerAudio(Steps.audio(20), 20L * frame)).after(Duration.ofMillis(20));
    }
    call.on(
        Steps.resumed(
            false, new Turn(1, Speaker.AVA, "Bonjour.", Steps.START, Steps.START, false)));

    call.on(Steps.ready());

    assertThat(call.of(Effect.Append.class)).hasSize(40);
    assertThat(call.of(Effect.Unheard.class)).isEmpty();
    assertThat(call.last()).contains(new Effect.HearAgain());
  }

  @Test
  void aRefusingModelAndAThirdLossLeaveTheCallerToTheVoicemail() {
    var refused = Steps.talking().on(new Event.ModelLost(Cause.REFUSED, "401"));
    assertThat(finishedAfterSaving(refused, "VOICEMAIL")).contains(EndReason.VOICEMAIL);

    var lost = Steps.talking();
    for (var n = 0; n < 3; n++) {
      lost.on(
          new Event.ModelLost(Cause.TRANSIENT, "1006"), new Event.TimerFired(Timer.REOPEN_MODEL));
    }
    assertThat(finishedAfterSaving(lost, "VOICEMAIL")).contains(EndReason.VOICEMAIL);
  }

  /// The audio of a line that stalled comes at once, and a slow session says late that he speaks.
  @ParameterizedTest
  @CsvSource({"0, 1700", "400, 1700", "700, 1700", "2100, 3100", "9000, 10000", "90000, 11000"})
  void whoSpokeLongBeforeTheModelSaysSoIsHeardAgainFromHisBeginning(long ago, long unheard) {
    var call = Steps.talking().on(new Event.SpeechStarted("u1", Duration.ofMillis(ago)));

    call.after(Duration.ofSeconds(1)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));

    assertThat(call.of(Effect.Unheard.class))
        .containsExactly(call.unheard(Duration.ofMillis(unheard)));
  }

  /// What came at once a session may have heard already: it has said that he ended.
  @Test
  void whatCameBeforeTheSessionSaidThatHeEndedIsNotHeardAgain() {
    var call = Steps.talking().on(Steps.speech("u1")).on(Steps.said("u1", "Bonjour."));

    call.after(Duration.ofMillis(300)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));

    assertThat(call.of(Effect.Unheard.class))
        .containsExactly(
            new Effect.Unheard(
                RecentAudio.UNDETECTED, call.unheard(Duration.ofMillis(300)).since()));
  }

  /// One that is slow has not even said that he speaks.
  @Test
  void whatHeSaidWhileHeWaitedForASessionInVainIsHeardAgain() {
    var call = Steps.talking().on(Steps.speech("u1")).on(Steps.said("u1", "Bonjour."));

    call.after(Wait.ANSWER_HEARD.usual()).on(new Event.TimerFired(Timer.ANSWER_DUE));

    assertThat(call.of(Effect.Unheard.class))
        .containsExactly(
            new Effect.Unheard(
                RecentAudio.UNDETECTED, call.unheard(Wait.ANSWER_HEARD.usual()).since()));
  }

  /// It heard his last sentence late, and hears the next one as late.
  @ParameterizedTest
  @CsvSource({"0, 700", "1400, 2100", "90000, 10700"})
  void whatALateSessionHasNotHeardYetTheNextOneHears(long late, long unheard) {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"));
    call.on(new Event.SpeechStopped("u1", Duration.ofMillis(late)));
    call.on(Steps.said("u1", "Bonjour.")).on(Steps.answer("r1", "a1", "Oui ?", 400)).hearAll();

    call.after(Duration.ofSeconds(4)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));

    assertThat(call.of(Effect.Unheard.class))
        .containsExactly(call.unheard(Duration.ofMillis(unheard)));
  }

  @Test
  void whatASecondSessionHeardAgainTheThirdHearsFromTheBeginning() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"));
    call.after(Duration.ofSeconds(2)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.after(Duration.ofMillis(250)).on(new Event.TimerFired(Timer.REOPEN_MODEL));
    call.after(Duration.ofMillis(50)).on(Steps.ready(), new Event.SpeechStarted("u2")).forget();

    call.after(Duration.ofMillis(200)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));

    assertThat(call.of(Effect.Unheard.class))
        .containsExactly(call.unheard(Duration.ofMillis(2_500 + 700)));
  }

  @Test
  void whatASecondSessionWasGivenAndSaidNothingOfTheThirdHears() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"));
    call.after(Duration.ofSeconds(2)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.on(new Event.TimerFired(Timer.REOPEN_MODEL)).on(Steps.ready()).forget();

    call.after(Duration.ofMillis(100)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));

    assertThat(call.of(Effect.Unheard.class))
        .containsExactly(call.unheard(Duration.ofMillis(2_100 + 700)));
  }

  @Test
  void whoSpeaksLongAfterASessionBeganHasHisTurnHeardAgainAlone() {
    var call = Steps.talking().on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.on(new Event.TimerFired(Timer.REOPEN_MODEL)).on(Steps.ready()).forget();
    call.after(Duration.ofSeconds(4)).on(new Event.SpeechStarted("u1"));

    call.after(Duration.ofSeconds(1)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));

    assertThat(call.of(Effect.Unheard.class))
        .containsExactly(call.unheard(Duration.ofMillis(1_000 + 700)));
  }

  /// No more than his newest ten seconds are kept for the next session.
  @ParameterizedTest
  @CsvSource({"5, false", "9, false", "10, true", "25, true"})
  void sentenceWhoseBeginningNobodyHearsAgainHasAGap(int seconds, boolean gap) {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"));

    call.after(Duration.ofSeconds(seconds)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.on(new Event.TimerFired(Timer.REOPEN_MODEL)).on(Steps.ready());
    call.on(Steps.speech("u2")).on(Steps.said("u2", "La suite."));

    assertThat(call.turns())
        .containsExactlyElementsOf(
            gap
                ? List.of("2 CALLER (inaudible)", "3 CALLER La suite.")
                : List.of("2 CALLER La suite."));
  }

  @Test
  void anAnswerThatNeverComesIsASessionThatIsLost() {
    var call = Steps.talking().on(Steps.speech("u1"));
    assertThat(call.last())
        .contains(new Effect.SetTimer(Timer.ANSWER_DUE, Wait.ANSWER_HEARD.usual()));

    call.on(new Event.TimerFired(Timer.ANSWER_DUE));
    assertThat(call.of(Effect.OpenModel.class)).hasSize(1);
    call.on(Steps.ready()).on(Steps.speech("u2"));
    call.on(new Event.TimerFired(Timer.ANSWER_DUE));

    assertThat(call.of(Effect.SaveNext.class).map(e -> e.next().encoded()))
        .containsExactly("VOICEMAIL");
  }

  @Test
  void anAnswerThatStopsHalfwayIsASessionThatIsLost() {
    var call =
        Steps.talking()
            .on(Steps.speech("u1"))
            .on(
                new Event.ResponseStarted("r1"),
                new Event.AnswerText("r1", "a1", 0, "Je cherche"),
                new Event.AnswerAudio("r1", "a1", 0, Steps.audio(700)));

    call.hearAll();
    assertThat(call.last())
        .contains(new Effect.SetTimer(Timer.ANSWER_DUE, Wait.ANSWER_HEARD.usual()));
    call.after(Wait.ANSWER_HEARD.usual()).on(new Event.TimerFired(Timer.ANSWER_DUE)).hearAll();

    call.on(Steps.ready());
    assertThat(call.last())
        .as("the new session hears the caller's turn")
        .contains(new Effect.HearAgain());
    assertThat(call.of(Effect.Unheard.class))
        .last()
        .isEqualTo(call.unheard(Wait.ANSWER_HEARD.usual().plus(RecentAudio.UNDETECTED)));
    assertThat(call.of(Effect.Ask.class)).as("his turn brings the answer").isEmpty();
    assertThat(call.turns()).containsExactly("2 AVA Je cherche");
  }

  @Test
  void whatASessionMayNotHaveHeardSinceItsLastSignOfLifeIsHeardAgain() {
    var call = Steps.talking();

    call.on(new Event.ModelLost(Cause.TRANSIENT, "no pong", Duration.ofMillis(1_400)));

    assertThat(call.last())
        .contains(call.unheard(Duration.ofMillis(1_400).plus(RecentAudio.UNDETECTED)));
  }

  @Test
  void aSessionNearItsEndIsReplacedAtAQuietMoment() {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.on(new Event.TimerFired(Timer.SESSION_OLD));
    assertThat(call.of(Effect.OpenModel.class)).isEmpty();
    call.on(Steps.answer("r1", "a1", "Oui ?", 400)).hearAll();
    assertThat(call.of(Effect.OpenModel.class)).hasSize(1);
    assertThat(call.last())
        .as("a session that does not open is not waited for")
        .contains(new Effect.SetTimer(Timer.MODEL_NEEDED, Duration.ofSeconds(4)));
    call.on(Steps.ready());

    assertThat(call.of(Effect.TakeTurns.class)).hasSize(1);
    assertThat(call.of(Effect.Ask.class)).as("nobody was interrupted").isEmpty();
  }

  @Test
  void theSentenceInWhichTheSessionIsLostIsHeardAgainWhole() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"));

    call.after(Duration.ofSeconds(2)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    assertThat(call.of(Effect.Unheard.class))
        .containsExactly(call.unheard(Duration.ofSeconds(2).plus(RecentAudio.UNDETECTED)));
    call.after(Duration.ofMillis(250)).on(new Event.TimerFired(Timer.REOPEN_MODEL));
    call.on(Steps.ready());
    assertThat(call.of(Effect.Unheard.class)).hasSize(1);
    assertThat(call.of(Effect.HearAgain.class)).hasSize(1);
    call.on(Steps.speech("u2"));
    call.on(Steps.said("u2", "Un rendez-vous, mardi."));

    assertThat(call.of(Effect.Ask.class)).isEmpty();
    assertThat(call.turns()).containsExactly("2 CALLER Un rendez-vous, mardi.");
  }

  /// Another is asked for a moment later, so he still waits for one.
  @Test
  void aSentenceWhoseAnswerCameToNothingBeforeItsSessionIsLostIsHeardAgain() {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.on(new Event.ResponseStarted("r1"), Steps.ended("r1", Outcome.FAILED));
    call.after(Duration.ofMillis(300)).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));

    assertThat(call.of(Effect.Unheard.class))
        .extracting(Effect.Unheard::last)
        .containsExactly(Duration.ofSeconds(1));
    call.on(new Event.TimerFired(Timer.REOPEN_MODEL), Steps.ready());
    call.on(Steps.speech("u2")).on(Steps.said("u2", "Un rendez-vous."));
    assertThat(call.of(Effect.Ask.class)).as("the model answers by itself").isEmpty();
    assertThat(call.turns()).containsExactly("2 CALLER Un rendez-vous.");
  }

  /// The words of the second come first, and behind the first it is heard again as well.
  @Test
  void sentenceBehindOneThatIsHeardAgainIsWrittenOnceAndInItsPlace() {
    var call = Steps.talking().on(Steps.speech("u1")).after(Duration.ofSeconds(2));
    call.on(Steps.speech("u2")).on(Steps.said("u2", "Non, jeudi.")).after(Duration.ofSeconds(1));

    call.on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.on(new Event.TimerFired(Timer.REOPEN_MODEL));
    assertThat(call.of(Effect.OpenModel.class).flatMap(open -> open.conversation().stream()))
        .containsExactly(new Memory.Said(Speaker.AVA, Steps.GREETING.text()));
    call.on(Steps.ready()).on(Steps.speech("u3")).on(Steps.speech("u4"));
    call.on(Steps.said("u3", "Un rendez-vous, mardi.")).on(Steps.said("u4", "Non, jeudi."));

    assertThat(call.turns())
        .containsExactly("2 CALLER Un rendez-vous, mardi.", "3 CALLER Non, jeudi.");
  }

  @Test
  void aSentenceThatIsTooLongAgoIsInaudibleAndAskedToBeAnswered() {
    var call = Steps.talking().on(Steps.speech("u1"));

    call.after(RecentAudio.LONGEST).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.on(new Event.TimerFired(Timer.REOPEN_MODEL), Steps.ready());

    assertThat(call.turns()).containsExactly("2 CALLER (inaudible)");
    assertThat(call.of(Effect.Ask.class)).containsExactly(new Effect.Ask(Optional.empty()));
  }

  /// Nobody knows whether he spoke in it.
  @Test
  void aNoiseWhoseSessionIsLostIsInaudible() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"), new Event.TimerFired(Timer.NOISE));

    call.on(new Event.TimerFired(Timer.ANSWER_DUE));
    call.on(Steps.ready()).on(new Event.ModelLost(Cause.TRANSIENT, "1006"));

    assertThat(call.turns()).as("once").containsExactly("2 CALLER (inaudible)");
  }

  @Test
  void aNoiseThatEndedBeforeItsSessionIsLostIsNoise() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"), new Event.TimerFired(Timer.NOISE));
    call.on(new Event.SpeechStopped("u1"));

    call.on(new Event.ModelLost(Cause.TRANSIENT, "1006"));

    assertThat(call.turns()).isEmpty();
  }

  /// The model has made a turn of it after all, and he may have spoken in it at any time.
  @Test
  void aNoiseThatWasATurnAndIsLostIsInaudibleAndItsEndIsHeardAgain() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"));
    call.after(Wait.NOISE.usual()).on(new Event.TimerFired(Timer.NOISE));
    call.on(
        new Event.SpeechStopped("u1"),
        new Event.ItemPlaced("u1", Optional.empty(), Speaker.CALLER));

    call.on(new Event.ModelLost(Cause.TRANSIENT, "1006"));

    assertThat(call.turns()).containsExactly("2 CALLER (inaudible)");
    assertThat(call.of(Effect.Unheard.class))
        .extracting(Effect.Unheard::last)
        .allSatisfy(last -> assertThat(last).isGreaterThan(RecentAudio.LONGEST));
  }

  @Test
  void whatTheCallerSaidOverTheGreetingIsAnsweredByTheNextSession() {
    var call = Steps.greeted().on(Steps.speech("u1"));
    call.on(Steps.said("u1", "Allô ?"));

    call.on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.on(new Event.TimerFired(Timer.REOPEN_MODEL), Steps.ready()).hearAll();

    assertThat(call.of(Effect.Ask.class)).containsExactly(new Effect.Ask(Optional.empty()));
  }

  @Test
  void whatIsStillHeardOfALostSessionIsCutWithoutTheNextOneBeingTold() {
    var call = Steps.talking().on(Steps.answer("r1", "a1", "un deux trois quatre", 1_000));

    call.on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.on(new Event.TimerFired(Timer.REOPEN_MODEL), Steps.ready());
    call.on(new Event.SpeechStarted("u1"));

    assertThat(call.last()).contains(new Effect.Clear());
    assertThat(call.of(Effect.Truncate.class)).isEmpty();
  }

  @Test
  void aNewSessionIsToldWhichToolsWereUsed() {
    var call = Steps.talking().on(Steps.speech("u1"));
    call.on(
        Steps.said("u1", "Je suis Paul Martin."),
        new Event.ResponseStarted("r1"),
        new Event.ToolCalled("r1", "c1", "noter_message", "{\"nom\":\"Paul Martin\"}"),
        Steps.ended("r1", Outcome.COMPLETED),
        new Event.ToolFinished("c1", "{\"ok\":true}"));

    call.on(new Event.ModelLost(Cause.TRANSIENT, "1006"));
    call.on(new Event.TimerFired(Timer.REOPEN_MODEL));

    assertThat(call.of(Effect.OpenModel.class).flatMap(open -> open.conversation().stream()))
        .contains(
            new Memory.UsedTool(
                "c1", "noter_message", "{\"nom\":\"Paul Martin\"}", "{\"ok\":true}"));
  }
}
