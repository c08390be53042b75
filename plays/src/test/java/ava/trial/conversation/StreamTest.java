package ava.trial.conversation;

import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.simulator.scenario.Observation;
import ava.simulator.twilio.LineFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What must not come in stays out, and a call beside it goes on untouched.
@Scripted
class StreamTest {
  private static final int NO_TWIML = 11200;
  private static final int NO_STREAM = 31920;
  private static final Duration SOON = Duration.ofMillis(500);

  /// The neighbour's call lasts until every fault has been tried.
  private static Ava.Plan plan() {
    return Ava.playing(
        greeting(),
        caller("Un rendez-vous."),
        ava("Pour quel jour de la semaine ?"),
        caller("Mardi matin."),
        ava("Au revoir.", hangUp()));
  }

  @Test
  void unsignedRequestGetsNoTwiml() {
    strangerFails(List.of(NO_TWIML), new LineFault.BadWebhookSignature());
  }

  @Test
  void handshakeWithAWrongSignatureIsRefused() {
    var call =
        strangerFails(
            List.of(NO_STREAM, NO_STREAM, NO_STREAM, NO_STREAM),
            new LineFault.BadStreamSignature());

    assertThat(call.all(Observation.Recorded.class)).as("he can leave a message").hasSize(1);
  }

  @Test
  void streamWithAForeignTokenIsRefused() {
    var call = strangerFails(List.of(), new LineFault.BadToken());

    assertThat(call.report().streams()).hasSize(4);
    assertThat(call.all(Observation.AvaStarts.class)).isEmpty();
  }

  @Test
  void binaryFrameEndsItsStreamOnly() {
    strangerFails(List.of(), new LineFault.BinaryFrame(SOON));
  }

  @Test
  void frameOfAMebibyteEndsItsStreamOnly() {
    strangerFails(List.of(), new LineFault.HugeFrame(SOON, 1024 * 1024));
  }

  @Test
  void frameThatIsNoJsonIsDropped() {
    goesOnInSpiteOf(new LineFault.GarbageFrame(SOON, "salut"));
  }

  @Test
  void unknownEventIsDropped() {
    goesOnInSpiteOf(
        new LineFault.GarbageFrame(SOON, "{\"event\":\"fanfare\",\"streamSid\":\"MZ1\"}"));
  }

  @Test
  void mediaWithoutAudioIsDropped() {
    goesOnInSpiteOf(
        new LineFault.GarbageFrame(SOON, "{\"event\":\"media\",\"media\":{\"payload\":\"***\"}}"));
  }

  @Test
  void framesThatGetLostAreFilledWithSilence() {
    goesOnInSpiteOf(new LineFault.LoseFrames(0.03, 7));
  }

  private static void goesOnInSpiteOf(LineFault fault) {
    try (var ava = plan().start()) {
      var call = ava.call(fault);

      isWhole(ava, call);
      assertThat(call.report().streams()).hasSize(1);
    }
  }

  private static Call strangerFails(List<Integer> refusals, LineFault fault) {
    try (var ava = plan().start()) {
      var neighbour = ava.call();
      neighbour.line().await(Observation.AvaStarts.class);

      var stranger =
          ava.call(
              plan -> plan.withFaults(fault).withPatience(Duration.ofSeconds(5)),
              refusals.toArray(Integer[]::new));

      stranger.report();
      isWhole(ava, neighbour);
      assertThat(neighbour.report().streams()).hasSize(1);
      return stranger;
    }
  }

  @Test
  void streamThatNeverNamesItsCallIsClosed() {
    try (var ava = plan().start()) {
      var neighbour = ava.call();

      var call =
          ava.call(plan ->
              plan.withFaults(new LineFault.NoStart()).withPatience(Duration.ofSeconds(15)));

      var ended = call.line().await(Observation.StreamEnded.class);
      assertThat(ended.at()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_200));
      isWhole(ava, neighbour);
    }
  }

  @Test
  void callerAboveTheLimitLeavesAMessage() {
    try (var ava = plan().with("AVA_MAX_CALLS", "1").start()) {
      var neighbour = ava.call();
      neighbour.line().await(Observation.AvaStarts.class);

      var call = ava.call(plan -> plan, NO_STREAM, NO_STREAM, NO_STREAM, NO_STREAM);

      call.report();
      assertThat(call.all(Observation.StreamEnded.class))
          .hasSize(4)
          .allSatisfy(end -> assertThat(end.reason()).contains("503"));
      assertThat(call.all(Observation.Recorded.class)).hasSize(1);
      isWhole(ava, neighbour);
    }
  }

  @Test
  void secondStreamOfACallIsRefused() {
    try (var ava = plan().start()) {
      var call = ava.call(new LineFault.SecondStream(SOON));

      isWhole(ava, call);
      assertThat(call.report().streams()).hasSize(1);
    }
  }

  @Test
  void drainingBridgeTakesNoNewStream() {
    try (var ava = plan().start()) {
      ava.bridge().drain();
      ava.stage().pass(SOON);

      var call = ava.call(plan -> plan, NO_STREAM, NO_STREAM, NO_STREAM, NO_STREAM);

      assertThat(call.report().streams()).hasSize(4);
      assertThat(call.all(Observation.Recorded.class)).hasSize(1);
    }
  }

  private static void isWhole(Ava ava, Call call) {
    assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
    assertThat(ava.said(call))
        .containsExactly(
            "AVA " + GREETING,
            "CALLER Un rendez-vous.",
            "AVA Pour quel jour de la semaine ?",
            "CALLER Mardi matin.",
            "AVA Au revoir.");
  }
}
