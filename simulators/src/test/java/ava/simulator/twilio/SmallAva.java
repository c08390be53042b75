package ava.simulator.twilio;

import ava.shared.settings.Secret;
import ava.shared.twilio.TwilioSignature;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An application at the other end of Twilio: answers webhooks with the documents it was given and
/// leaves its stream to the test.
final class SmallAva implements AutoCloseable {
  static final Secret TOKEN = Secret.of("token");

  /// A stream as the application sees it.
  record Stream(ServerWebSocket socket) {
    void send(String text) {
      var _ = socket.writeTextMessage(text);
    }

    void close() {
      var _ = socket.close();
    }

    void media(String streamSid, byte[] audio) {
      send(
          JsonMapper.shared()
              .writeValueAsString(
                  Map.of(
                      "event",
                      "media",
                      "streamSid",
                      streamSid,
                      "media",
                      Map.of("payload", audio))));
    }

    void mark(String streamSid, String name) {
      send(
          JsonMapper.shared()
              .writeValueAsString(
                  Map.of("event", "mark", "streamSid", streamSid, "mark", Map.of("name", name))));
    }

    void clear(String streamSid) {
      send(
          JsonMapper.shared().writeValueAsString(Map.of("event", "clear", "streamSid", streamSid)));
    }
  }

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Map<String, Queue<String>> documents =
      new java.util.concurrent.ConcurrentHashMap<>();
  private final BiConsumer<Stream, JsonNode> stream;
  private final int port;
  final List<String> contentTypes = new CopyOnWriteArrayList<>();
  final List<String> unsigned = new CopyOnWriteArrayList<>();
  final List<JsonNode> received = new CopyOnWriteArrayList<>();
  final List<String> oddFrames = new CopyOnWriteArrayList<>();
  final List<Map<String, String>> handshakes = new CopyOnWriteArrayList<>();

  /// @param stream gets every message of every stream
  SmallAva(BiConsumer<Stream, JsonNode> stream) {
    this.stream = stream;
    var server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setMaxWebSocketFrameSize(4_000_000)
                    .setMaxWebSocketMessageSize(4_000_000))
            .requestHandler(this::webhook)
            .webSocketHandler(this::accepted);
    port =
        server
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(60, TimeUnit.SECONDS)
            .join()
            .actualPort();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + port);
  }

  Vertx vertx() {
    return vertx;
  }

  /// The next documents at a path; then an empty one.
  SmallAva at(String path, String... verbs) {
    var queue = documents.computeIfAbsent(path, _ -> new ConcurrentLinkedQueue<>());
    queue.addAll(List.of(verbs));
    return this;
  }

  /// A document that connects the stream.
  String connect() {
    return "<Connect action=\"/after-stream\"><Stream url=\"ws://127.0.0.1:"
        + port
        + "/media-stream\" statusCallback=\""
        + base()
        + "/stream-status\"><Parameter name=\"token\" value=\"1.ab\"/></Stream></Connect>";
  }

  private void webhook(HttpServerRequest request) {
    request.setExpectMultipart(true);
    contentTypes.add(request.getHeader("Content-Type"));
    request.endHandler(_ -> {
      var fields =
          request.formAttributes().entries().stream()
              .map(field -> Map.entry(field.getKey(), field.getValue()))
              .toList();
      var signature = request.getHeader("X-Twilio-Signature");
      if (!new TwilioSignature(TOKEN)
          .accepts(base() + request.uri(), fields, signature == null ? "" : signature)) {
        unsigned.add(request.path());
        var _ = request.response().setStatusCode(403).end();
        return;
      }
      var queue = documents.getOrDefault(request.path(), new ConcurrentLinkedQueue<>());
      var verbs = queue.isEmpty() ? "" : queue.remove();
      var _ =
          request
              .response()
              .putHeader("Content-Type", "text/xml")
              .end("<Response>" + verbs + "</Response>");
    });
  }

  private void accepted(ServerWebSocket socket) {
    var headers = new java.util.TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    socket.headers().forEach(headers::put);
    handshakes.add(headers);
    socket.binaryMessageHandler(bytes -> oddFrames.add("binary " + bytes.length()));
    socket.textMessageHandler(text -> {
      if (!text.startsWith("{\"event\"") || text.length() > 2_000) {
        oddFrames.add("text " + text.length());
        return;
      }
      var message = JsonMapper.shared().readTree(text);
      received.add(message);
      stream.accept(new Stream(socket), message);
    });
  }

  /// The messages of one kind.
  List<JsonNode> received(String event) {
    return received.stream()
        .filter(message -> message.path("event").asString("").equals(event))
        .toList();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
