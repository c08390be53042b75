package ava.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MessageSchemas;
import ava.simulator.socket.RealtimeSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the model that checks every event it receives against the schema and asks OpenAI's
/// own library about it.
final class ModelClient extends WebSocketListener implements AutoCloseable {
  private static final MessageSchemas SCHEMAS = MessageSchemas.fromModel();
  private static final OkHttpClient HTTP = new OkHttpClient();
  static final String SESSION =
      """
      {"type":"session.update","session":{"type":"realtime","instructions":"Tu es Ava.","audio":{
        "input":{"format":{"type":"audio/pcmu"},"transcription":{"model":"gpt-transcribe","language":"fr"},
          "turn_detection":{"type":"server_vad","threshold":0.5,"prefix_padding_ms":300,"silence_duration_ms":500,
            "create_response":true,"interrupt_response":true}},
        "output":{"format":{"type":"audio/pcmu"},"voice":"marin"}},
        "tools":[{"type":"function","name":"noter_message"},{"type":"function","name":"raccrocher"}]}}
      """;

  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final List<JsonNode> seen = new ArrayList<>();
  private final WebSocket socket;
  private boolean strict = true;

  ModelClient(RealtimeSimulator model, String... headers) {
    var url =
        model.baseUrl().toString().replace("http:", "ws:") + "/realtime?model=gpt-realtime-2.1";
    var request =
        new Request.Builder()
            .url(url.replace("ws:", "http:"))
            .header("Authorization", "Bearer sk-test");
    for (var index = 0; index < headers.length; index += 2) {
      request.header(headers[index], headers[index + 1]);
    }
    socket = HTTP.newWebSocket(request.build(), this);
  }

  /// A client whose session is set up.
  static ModelClient ready(RealtimeSimulator model) {
    var client = new ModelClient(model);
    client.until("session.created");
    client.send(SESSION);
    client.until("session.updated");
    return client;
  }

  /// From now on events need not be as OpenAI describes them.
  ModelClient takingAnything() {
    strict = false;
    return this;
  }

  void send(String event) {
    socket.send(event);
  }

  /// Sends sound in frames of 20 ms, with silence behind it.
  void speak(Clip clip, Duration silence) {
    var sound = Clip.join(List.of(clip, Clip.silence(silence)));
    for (var frame = 0; frame < sound.frames(); frame++) {
      append(sound.frame(frame));
    }
  }

  void append(byte[] audio) {
    send(
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\""
            + Base64.getEncoder().encodeToString(audio)
            + "\"}");
  }

  /// Reads up to the next event of this type.
  JsonNode until(String type) {
    while (true) {
      var event = next();
      if (event.path("type").asString("").equals(type)) {
        return event;
      }
    }
  }

  /// Reads until so many events of these types have come.
  List<JsonNode> until(int count, String... types) {
    while (seen(types).size() < count) {
      next();
    }
    return seen(types);
  }

  /// Reads up to the end of a response and says how it ended.
  String response() {
    return until("response.done").at("/response/status").asString("");
  }

  private JsonNode next() {
    try {
      var event = events.poll(60, TimeUnit.SECONDS);
      assertThat(event).as("an event after %s", types()).isNotNull();
      if (strict && !event.has("closed")) {
        assertThat(SCHEMAS.problems(event)).as("%s", event).isEmpty();
        assertThat(OpenAiReferee.problem(event.toString())).isEmpty();
      }
      seen.add(event);
      return event;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /// What was read so far.
  List<JsonNode> seen() {
    return List.copyOf(seen);
  }

  List<String> types() {
    return seen.stream().map(event -> event.path("type").asString("")).toList();
  }

  /// The events of these types, in order.
  List<JsonNode> seen(String... types) {
    return seen.stream()
        .filter(event -> Arrays.asList(types).contains(event.path("type").asString("")))
        .toList();
  }

  @Override
  public void onMessage(WebSocket webSocket, String text) {
    events.add(JsonMapper.shared().readTree(text));
  }

  @Override
  public void onClosing(WebSocket webSocket, int code, String reason) {
    closed(code);
    webSocket.close(1000, null);
  }

  @Override
  public void onFailure(WebSocket webSocket, Throwable failure, @Nullable Response response) {
    closed(response == null ? 0 : response.code());
  }

  private void closed(int code) {
    events.add(JsonMapper.shared().createObjectNode().put("type", "closed").put("closed", code));
  }

  @Override
  public void close() {
    socket.close(1000, null);
  }
}
