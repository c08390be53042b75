package ava.trial.wire;

import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Step;
import ava.simulator.twilio.LineFault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What must not come in over a wire stays out, and a call beside it goes on untouched.
class DoorTest {
  @RegisterExtension static final EmbeddedAws AWS = new EmbeddedAws();

  private static final int NO_STREAM = 31920;
  private static final Duration SOON = Duration.ofMillis(500);

  /// The neighbour's call lasts until every fault has been tried.
  private static Ava.Plan plan() {
    return Ava.playing(
        AWS,
        greeting(),
        caller("Un rendez-vous."),
        ava("Pour quel jour de la semaine ?"),
        caller("Mardi matin."),
        ava("Au revoir.", hangUp()));
  }

  @Scripted
  void handshakeWithAWrongSignatureIsRefused() {
    strangerFails(new LineFault.BadStreamSignature(), NO_STREAM, NO_STREAM, NO_STREAM, NO_STREAM);
  }

  @Scripted
  void binaryFrameEndsItsStreamOnly() {
    strangerFails(new LineFault.BinaryFrame(SOON));
  }

  @Scripted
  void frameOfAMebibyteEndsItsStreamOnly() {
    strangerFails(new LineFault.HugeFrame(SOON, 1024 * 1024));
  }

  private static void strangerFails(LineFault fault, Integer... refusals) {
    try (var ava = plan().start()) {
      var neighbour = ava.call();
      neighbour.line().await(Observation.AvaStarts.class);

      // much is still on its way when the socket is closed, which may reset it
      ava.callThatMayBreak(
              plan -> plan.withFaults(fault).withPatience(Duration.ofSeconds(5)), refusals)
          .report();

      isWhole(ava, neighbour);
      assertThat(neighbour.report().streams()).hasSize(1);
    }
  }

  @Scripted
  void secondStreamOfACallIsRefused() {
    try (var ava = plan().start()) {
      var call = ava.call();
      call.line().await(Observation.AvaStarts.class);

      try (var intruder = new RawStream(ava.streamUrl())) {
        intruder.start(call.sid());

        assertThat(intruder.closed()).isEqualTo(1008);
      }
      isWhole(ava, call);
      assertThat(call.report().streams()).hasSize(1);
    }
  }

  @Scripted
  void drainingBridgeTakesNoNewStream() throws IOException {
    try (var ava = plan().start()) {
      assertThat(ava.bridge().drain(Duration.ofSeconds(50))).isTrue();

      var call = ava.call(plan -> plan, NO_STREAM, NO_STREAM, NO_STREAM, NO_STREAM);

      assertThat(call.report().streams()).hasSize(4);
      assertThat(call.all(Observation.Recorded.class)).hasSize(1);
      assertThat(health(ava.streamUrl())).isEqualTo(503);
    }
  }

  private static int health(URI stream) throws IOException {
    var http = new OkHttpClient();
    var url = stream.toString().replaceFirst("^ws", "http").replace("/media-stream", "/healthz");
    try (var answer = http.newCall(new Request.Builder().url(url).build()).execute()) {
      return answer.code();
    } finally {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }

  @Scripted
  void callOfATwilioThatReadsNoMoreEnds() {
    var endless =
        new Step.AvaSays(
            "Il était une fois…",
            Optional.of(Clip.silence(Duration.ofMinutes(9))),
            List.of(),
            List.of());
    try (var ava = Ava.playing(AWS, greeting(), caller("Racontez-moi."), endless).start()) {
      var call =
          ava.call(new LineFault.StallReading(Duration.ofMillis(2_500), Duration.ofSeconds(12)));

      ava.record(call, seen -> seen.next().isPresent());

      assertThat(ava.ended(call).endReason()).contains(EndReason.PEER_STALLED);
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
