package ava.trial.conversation;

import static ava.trial.conversation.Call.msBetween;
import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static ava.trial.script.ScriptLines.interrupts;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.simulator.model.ModelFault;
import ava.simulator.model.Pace;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.When;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a model and the way to it do at the worst moment: the caller gets his answer, from another
/// session when it must be, or the voicemail.
@Scripted
class ModelSchedulesTest {
  private static final String FIRST = "Un rendez-vous.";
  private static final String QUESTION = "Pour quel jour de la semaine, s'il vous plaît ?";
  private static final String SECOND = "Mardi matin, à dix heures.";
  private static final String GOODBYE = "Au revoir.";
  private static final Pace SLOW =
      new Pace(
          Duration.ofMillis(300),
          Duration.ofMillis(150),
          Duration.ofMillis(200),
          Duration.ofMillis(50),
          Duration.ofMinutes(60));

  private static Ava.Plan plan() {
    return Ava.playing(
        greeting(), caller(FIRST), ava(QUESTION), caller(SECOND), ava(GOODBYE, hangUp()));
  }

  /// Keys are told to the model at once when they end with `#`: around the moment when the model
  /// begins to answer by itself.
  static IntStream around() {
    return IntStream.rangeClosed(0, 12).map(step -> 420 + 30 * step);
  }

  // Source: livekit/agents#6817, openai-agents-python#1466
  @ParameterizedTest(name = "{0} ms behind his words")
  @MethodSource("around")
  void answerThatIsAskedForWhenTheModelAnswersByItselfIsNotDropped(int ms) {
    try (var ava = plan().start()) {
      ava.mayCross();
      var call =
          ava.callOf(
              caller(FIRST),
              new Step.CallerPresses("12#", new When.Delay(Duration.ofMillis(ms))),
              new Step.CallerHangsUp(new When.Delay(Duration.ofSeconds(8))));

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(ava.said(call))
          .contains("CALLER " + FIRST, "CALLER (au clavier) 12")
          .last()
          .asString()
          .startsWith("AVA");
    }
  }

  // Source: speech-assistant-node#37
  @ParameterizedTest
  @ValueSource(strings = {"server_error", "rate_limit_exceeded", "unknown_error"})
  void answerThatFailsIsAskedForOnceAgainThenComesTheVoicemail(String code) {
    try (var ava = plan().start()) {
      var call = ava.call();
      ava.inModel().await(Observation.ModelSays.class);
      ava.faults().times(2, new ModelFault.FailResponse(code));

      call.report();
      assertThat(ava.record(call, seen -> seen.next().isPresent()).next())
          .contains(new NextStep.Voicemail());
      assertThat(ava.said(call)).contains("CALLER " + FIRST);
    }
  }

  // Source: livekit/agents#6040
  @Test
  void sessionThatRefusesEveryAnswerIsReplacedByOneThatKnowsTheConversation() {
    try (var ava = plan().start()) {
      var call = ava.call();
      ava.inModel().await(Observation.ModelSays.class);
      ava.model().faultsOf(1).always(new ModelFault.RefuseResponse("server_error"));

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.said(call)).endsWith("CALLER " + SECOND, "AVA " + GOODBYE);
      assertThat(ava.memoryOf(GOODBYE)).startsWith("assistant: " + GREETING, "user: " + FIRST);
      var stopped = call.all(Observation.CallerStops.class).getFirst();
      var answered = call.all(Observation.AvaStarts.class).get(1);
      assertThat(msBetween(stopped, answered)).isLessThan(3_000);
    }
  }

  // Source: livekit/agents#6040
  @Test
  void modelThatRefusesEveryAnswerLeavesForTheVoicemailSoon() {
    try (var ava = plan().start()) {
      var call = ava.call();
      ava.inModel().await(Observation.ModelSays.class);
      ava.faults().always(new ModelFault.RefuseResponse("server_error"));

      assertThat(ava.ended(call).endReason()).contains(EndReason.VOICEMAIL);
      assertThat(ava.said(call)).contains("CALLER " + FIRST);
      var stopped = call.all(Observation.CallerStops.class).getFirst();
      assertThat(msBetween(stopped, call.all(Observation.StreamEnded.class).getFirst()))
          .isLessThan(5_000);
    }
  }

  static IntStream moments() {
    return IntStream.rangeClosed(0, 9).map(step -> 200 * step);
  }

  // Source: livekit/agents#2341
  @ParameterizedTest(name = "{0} ms into the sentence")
  @MethodSource("moments")
  void sessionThatExpiresInASentenceCostsNoWordAndNoSecond(int ms) {
    try (var ava = plan().start()) {
      var call = ava.call();
      call.line().await(2, Observation.CallerStarts.class);
      ava.stage().pass(Duration.ofMillis(ms));
      ava.model().failAll("session_expired");

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.said(call)).endsWith("CALLER " + SECOND, "AVA " + GOODBYE);
      var stopped = call.all(Observation.CallerStops.class).get(1);
      var answered = call.all(Observation.AvaStarts.class).getLast();
      assertThat(msBetween(stopped, answered)).isLessThan(2_000);
    }
  }

  // Source: livekit/agents#3145, livekit/agents-js#977
  @ParameterizedTest(name = "{0} ms into the answer")
  @MethodSource("moments")
  void answerDuringWhichTheSocketBreaksIsReplayedAsItWasHeard(int ms) {
    try (var ava = plan().pace(SLOW).start()) {
      var call = ava.call();
      call.line().await(2, Observation.AvaStarts.class);
      ava.stage().pass(Duration.ofMillis(ms));
      ava.model().dropAll();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.memoryOf(GOODBYE))
          .startsWith("assistant: " + GREETING, "user: " + FIRST)
          .filteredOn(item -> item.startsWith("assistant: Pour"))
          .allSatisfy(item -> assertThat("assistant: " + QUESTION).startsWith(item));
    }
  }

  // Source: livekit/agents-js#977
  @Test
  void replayedAnswerIsNeverTruncated() {
    try (var ava =
        Ava.playing(
                greeting(),
                caller(FIRST),
                ava(QUESTION),
                interrupts(SECOND, 2_000),
                ava(GOODBYE, hangUp()))
            .start()) {
      var call = ava.call();
      call.line().await(2, Observation.AvaStarts.class);
      ava.stage().pass(Duration.ofMillis(500));
      ava.model().dropAll();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(call.all(Observation.Cleared.class)).isNotEmpty();
      assertThat(ava.said(call)).endsWith("CALLER " + SECOND, "AVA " + GOODBYE);
    }
  }

  @Test
  void modelThatIsGoneWithoutAWordIsReplacedBeforeTheCallerWaitsForLong() {
    try (var ava = plan().start()) {
      var call = ava.call();
      var spoke = call.line().await(2, Observation.CallerStarts.class);
      ava.stage().halfOpenModel();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.said(call)).endsWith("CALLER " + SECOND, "AVA " + GOODBYE);
      assertThat(spoke.text()).isEqualTo(SECOND);
      var stopped = call.all(Observation.CallerStops.class).get(1);
      var answered = call.all(Observation.AvaStarts.class).get(2);
      assertThat(msBetween(stopped, answered)).isLessThan(3_000);
    }
  }
}
