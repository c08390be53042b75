package ava.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.model.Pace;
import ava.simulator.model.ScenarioScript;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Scenario;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.When;
import ava.simulator.socket.RealtimeSimulator;
import ava.simulator.socket.TwilioSimulator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Both simulators with the smallest bridge between them: audio goes through, a caller who speaks
/// clears the line.
@Timeout(240)
class TwoSimulatorsTest {
  private static final String SESSION =
      """
      {"type":"session.update","session":{"type":"realtime","audio":{
        "input":{"format":{"type":"audio/pcmu"},"transcription":{"model":"gpt-transcribe","language":"fr"},
          "turn_detection":{"type":"server_vad","silence_duration_ms":300}},
        "output":{"format":{"type":"audio/pcmu"}}}}}
      """;

  @Test
  void callerTalksWithTheModelAndInterruptsIt() {
    try (var model = RealtimeSimulator.start(new ScenarioScript(scenario()), Pace.FAST, _ -> {});
        var relay = new Relay(model);
        var ava = new SmallAva(relay::fromTwilio);
        var twilio = new TwilioSimulator(Account.simulated(SmallAva.TOKEN))) {
      ava.at("/twiml", ava.connect());

      var report =
          twilio
              .place(CallPlan.of(ava.base(), scenario()).withPatience(Duration.ofMinutes(2)))
              .await();

      assertThat(report.how()).isEqualTo("CALLER");
      assertThat(report.refused()).isEmpty();
      assertThat(model.refused()).isEmpty();
      assertThat(model.conversation().stream().map(item -> item.kind() + ": " + item.text()))
          .containsExactly(
              "assistant: Bonjour, ici Ava.",
              "user: Bonjour, un rendez-vous.",
              "assistant: Bien sûr, je note cela pour vous tout de suite.",
              "user: Non, laissez.",
              "assistant: Au revoir.");
      assertThat(report.timeline().interruptions()).hasSize(1);
      assertThat(report.timeline().interruptions().getFirst()).isLessThan(Duration.ofSeconds(1));
      assertThat(report.timeline().all(Observation.AvaStops.class))
          .filteredOn(Observation.AvaStops::cut)
          .hasSize(1);
      assertThat(new String(report.recording().callerAudio(), StandardCharsets.ISO_8859_1))
          .contains(
              new String(
                  scenario().callerLines().getFirst().audio().bytes(),
                  StandardCharsets.ISO_8859_1));
    }
  }

  private static Scenario scenario() {
    return new Scenario(
        "test",
        "t",
        "+33612345678",
        "+33199001234",
        "b",
        List.of(
            ava("Bonjour, ici Ava."),
            caller("Bonjour, un rendez-vous.", new When.After(Duration.ofMillis(100))),
            ava("Bien sûr, je note cela pour vous tout de suite."),
            caller("Non, laissez.", new When.Interrupt(Duration.ofMillis(600))),
            ava("Au revoir."),
            new Step.CallerHangsUp(new When.After(Duration.ofMillis(100)))),
        List.of(),
        "CALLER_HUNG_UP");
  }

  private static Step ava(String text) {
    return new Step.AvaSays(text, Optional.empty(), List.of(), List.of());
  }

  private static Step caller(String text, When when) {
    return new Step.CallerSays(text, Clip.hum(text), when, Optional.empty());
  }

  /// Audio both ways, and nothing else.
  private static final class Relay implements AutoCloseable {
    private final OkHttpClient http = new OkHttpClient();
    private final RealtimeSimulator model;
    private final ConcurrentHashMap<String, WebSocket> sockets = new ConcurrentHashMap<>();

    Relay(RealtimeSimulator model) {
      this.model = model;
    }

    void fromTwilio(SmallAva.Stream stream, JsonNode message) {
      var sid = message.path("streamSid").asString("");
      switch (message.path("event").asString("")) {
        case "start" -> sockets.put(sid, connect(stream, sid));
        case "media" ->
            socket(sid)
                .send(
                    "{\"type\":\"input_audio_buffer.append\",\"audio\":\""
                        + message.at("/media/payload").asString()
                        + "\"}");
        case "stop" -> socket(sid).close(1000, null);
        default -> {}
      }
    }

    private WebSocket socket(String sid) {
      return java.util.Objects.requireNonNull(sockets.get(sid));
    }

    private WebSocket connect(SmallAva.Stream stream, String sid) {
      var request =
          new Request.Builder()
              .url(model.baseUrl() + "/realtime?model=gpt-realtime-2.1")
              .header("Authorization", "Bearer sk-test")
              .build();
      var socket =
          http.newWebSocket(
              request,
              new WebSocketListener() {
                @Override
                public void onMessage(WebSocket socket, String text) {
                  fromModel(stream, sid, socket, JsonMapper.shared().readTree(text));
                }
              });
      socket.send(SESSION);
      return socket;
    }

    private static void fromModel(
        SmallAva.Stream stream, String sid, WebSocket socket, JsonNode event) {
      switch (event.path("type").asString("")) {
        case "session.updated" -> socket.send("{\"type\":\"response.create\"}");
        case "response.output_audio.delta" -> stream.media(sid, event.path("delta").binaryValue());
        case "input_audio_buffer.speech_started" -> stream.clear(sid);
        default -> {}
      }
    }

    @Override
    public void close() {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }
}
