package ava.trial.conversation;

import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.Turn;
import ava.simulator.model.ModelFault;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.When;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A call outlives its model's socket, its session and its bridge.
@Scripted
class HandOverTest {
  /// What Twilio says of a socket that breaks.
  private static final int BROKEN = 31903;

  private static final String FIRST = "Un rendez-vous.";
  private static final String QUESTION = "Pour quel jour de la semaine, s'il vous plaît ?";
  private static final String SECOND = "Mardi matin.";
  private static final String GOODBYE = "Au revoir.";

  /// The caller takes his time before he answers the question.
  private static Ava.Plan plan() {
    return Ava.playing(
        greeting(),
        caller(FIRST),
        ava(QUESTION),
        caller(SECOND, new When.After(Duration.ofMillis(1_500))),
        ava(GOODBYE, hangUp()));
  }

  @Test
  void socketThatBreaksInAnAnswerIsReplacedByOneThatKnowsAll() {
    try (var ava = plan().start()) {
      var call = ava.call();
      ava.inModel().await(Observation.ModelSays.class);
      ava.faults().once(new ModelFault.DropSocket(Duration.ofMillis(600)));

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(call.report().streams()).hasSize(1);
      assertThat(ava.said(call)).contains("CALLER " + FIRST, "CALLER " + SECOND, "AVA " + GOODBYE);
      assertThat(ava.memoryOf(GOODBYE))
          .contains("assistant: " + GREETING, "user: " + FIRST, "user: " + SECOND);
    }
  }

  @Test
  void whatTheCallerSaysWhileTheSocketIsGoneIsNotLost() {
    try (var ava = plan().start()) {
      var call = ava.call();
      call.line().await(Observation.CallerStarts.class, line -> line.text().equals(SECOND));

      ava.model().dropAll();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(call.report().streams()).hasSize(1);
      assertThat(ava.said(call))
          .filteredOn(said -> said.startsWith("CALLER"))
          .containsExactly("CALLER " + FIRST, "CALLER " + SECOND);
      assertThat(ava.said(call)).endsWith("AVA " + GOODBYE);
      assertThat(ava.memoryOf(GOODBYE))
          .contains("assistant: " + GREETING, "user: " + FIRST, "assistant: " + QUESTION);
    }
  }

  @Test
  void sessionNearItsEndIsReplacedAtAQuietMoment() {
    try (var ava = plan().failing(new ModelFault.ShortSession(Duration.ofSeconds(303))).start()) {
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(
              ava.inModel()
                  .await(Observation.ModelSays.class, said -> said.text().equals(QUESTION))
                  .session())
          .isEqualTo(1);
      assertThat(
              ava.inModel()
                  .await(Observation.ModelSays.class, said -> said.text().equals(GOODBYE))
                  .session())
          .isGreaterThan(1);
      assertThat(ava.said(call))
          .containsExactly(
              "AVA " + GREETING,
              "CALLER " + FIRST,
              "AVA " + QUESTION,
              "CALLER " + SECOND,
              "AVA " + GOODBYE);
      assertThat(ava.memoryOf(GOODBYE))
          .startsWith(
              "assistant: " + GREETING,
              "user: " + FIRST,
              "assistant: " + QUESTION,
              "user: " + SECOND);
    }
  }

  @Test
  void sessionThatExpiresIsReplaced() {
    try (var ava = plan().start()) {
      var call = ava.call();
      call.line().await(Observation.CallerStops.class);
      ava.inModel().await(Observation.ModelSays.class, said -> said.text().equals(QUESTION));

      ava.model().failAll("session_expired");

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.memoryOf(GOODBYE)).contains("assistant: " + GREETING, "user: " + FIRST);
    }
  }

  @Test
  void drainingBridgeHandsTheCallOverAtAQuietMoment() {
    try (var ava = plan().start()) {
      var first = ava.bridge();
      var call = ava.call();
      ava.inModel().await(Observation.ModelSays.class, said -> said.text().equals(QUESTION));
      ava.startBridge();

      first.drain();

      assertThat(ava.passes(() -> first.calls() == 0)).isTrue();
      assertThat(ava.record(call, seen -> !seen.resumes().isEmpty()).resumes()).hasSize(1);
      goesOnWithAllThatWasSaid(ava, call);
      assertThat(ava.said(call)).contains("AVA " + QUESTION);
      assertThat(call.all(Observation.AvaStops.class))
          .as("nothing is cut")
          .extracting(Observation.AvaStops::cut)
          .doesNotContain(true);
    }
  }

  @Test
  void bridgeThatDiesInASentenceCostsThatSentenceAtMost() {
    try (var ava = plan().start()) {
      var first = ava.bridge();
      var call = ava.call(plan -> plan, BROKEN);
      call.line().await(2, Observation.AvaStarts.class);
      ava.startBridge();

      first.kill();

      goesOnWithAllThatWasSaid(ava, call);
      assertThat(ava.record(call, _ -> true).next()).contains(new NextStep.HangUp());
    }
  }

  private static void goesOnWithAllThatWasSaid(Ava ava, Call call) {
    assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
    assertThat(call.report().streams()).hasSize(2);
    assertThat(call.how()).isEqualTo("HANGUP");
    var said = ava.said(call);
    assertThat(said).startsWith("AVA " + GREETING, "CALLER " + FIRST);
    assertThat(said).endsWith("CALLER " + SECOND, "AVA " + GOODBYE);
    assertThat(said).anySatisfy(turn -> assertThat(turn).startsWith("AVA Excusez-moi"));
    var before = ava.turns(call).stream().map(Turn::text).limit(2).toList();
    assertThat(ava.memoryOf(GOODBYE))
        .startsWith("assistant: " + before.get(0), "user: " + before.get(1));
  }
}
