package ava.trial.conversation;

import static ava.trial.conversation.Script.GREETING;
import static ava.trial.conversation.Script.ava;
import static ava.trial.conversation.Script.caller;
import static ava.trial.conversation.Script.greeting;
import static ava.trial.conversation.Script.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.Turn;
import ava.simulator.model.ModelFault;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.When;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A call outlives its model's socket, its session and its bridge.
class HandOverTest {
  @RegisterExtension static final EmbeddedAws AWS = new EmbeddedAws();

  private static final String FIRST = "Un rendez-vous.";
  private static final String QUESTION = "Pour quel jour de la semaine, s'il vous plaît ?";
  private static final String SECOND = "Mardi matin.";
  private static final String GOODBYE = "Au revoir.";

  /// The caller takes his time before he answers the question.
  private static Ava.Plan plan() {
    return Ava.playing(
        AWS,
        greeting(),
        caller(FIRST),
        ava(QUESTION),
        caller(SECOND, new When.After(Duration.ofMillis(1_500))),
        ava(GOODBYE, hangUp()));
  }

  @Scripted
  void socketThatBreaksInAnAnswerIsReplacedByOneThatKnowsAll() {
    try (var ava = plan().start()) {
      var call = ava.call();
      ava.inModel().await(Observation.ModelSays.class);
      ava.model().faults().once(new ModelFault.DropSocket(Duration.ofMillis(600)));

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(call.report().streams()).hasSize(1);
      assertThat(ava.said(call)).contains("CALLER " + FIRST, "CALLER " + SECOND, "AVA " + GOODBYE);
      assertThat(ava.memoryOf(GOODBYE))
          .contains("assistant: " + GREETING, "user: " + FIRST, "user: " + SECOND);
    }
  }

  @Scripted
  void whatTheCallerSaysWhileTheSocketIsGoneIsNotLost() {
    try (var ava = plan().start()) {
      var call = ava.call();
      call.line().await(Observation.CallerStarts.class, line -> line.text().equals(SECOND));

      ava.model().dropSessions();

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

  @Scripted
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

  @Scripted
  void sessionThatExpiresIsReplaced() {
    try (var ava = plan().start()) {
      var call = ava.call();
      call.line().await(Observation.CallerStops.class);
      ava.inModel().await(Observation.ModelSays.class, said -> said.text().equals(QUESTION));

      ava.model().failSessions("session_expired");

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.memoryOf(GOODBYE)).contains("assistant: " + GREETING, "user: " + FIRST);
    }
  }

  @Scripted
  void drainingBridgeHandsTheCallOverAtAQuietMoment() {
    try (var ava = plan().start()) {
      var first = ava.bridge();
      var call = ava.call();
      ava.inModel().await(Observation.ModelSays.class, said -> said.text().equals(QUESTION));
      ava.startBridge();

      assertThat(first.drain(Duration.ofSeconds(20))).isTrue();

      assertThat(first.activeCalls()).isZero();
      assertThat(ava.record(call, seen -> !seen.resumes().isEmpty()).resumes()).hasSize(1);
      goesOnWithAllThatWasSaid(ava, call);
      assertThat(ava.said(call)).contains("AVA " + QUESTION);
      assertThat(call.all(Observation.AvaStops.class))
          .as("nothing is cut")
          .extracting(Observation.AvaStops::cut)
          .doesNotContain(true);
    }
  }

  @Scripted
  void bridgeThatDiesInASentenceCostsThatSentenceAtMost() {
    try (var ava = plan().start()) {
      var first = ava.bridge();
      var call = ava.call();
      ava.inModel().await(Observation.ModelSays.class, said -> said.text().equals(QUESTION));
      ava.startBridge();

      ava.kill(first);

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
