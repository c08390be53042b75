package ava.bridge.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server that speaks just enough of the Realtime API to open sessions, and records what it
/// hears.
final class FakeModel {
  /// What becomes of a handshake or a session's settings.
  record Manner(int status, String body, boolean answers, Optional<String> updated) {
    static final Manner GOOD = new Manner(101, "", true, Optional.empty());

    static Manner refusing(int status, String body) {
      return new Manner(status, body, true, Optional.empty());
    }

    static Manner silent() {
      return new Manner(101, "", false, Optional.empty());
    }

    static Manner confirming(String event) {
      return new Manner(101, "", true, Optional.of(event));
    }
  }

  private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<ServerWebSocket> sessions = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> refused = new LinkedBlockingQueue<>();
  private final int port;
  private volatile Manner manner = Manner.GOOD;
  private volatile long expiresAt = 4_102_444_800L;

  FakeModel(Vertx vertx) throws Exception {
    port =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              if (manner.status() != 101) {
                refused.add(request.getHeader("Authorization"));
                request.response().setStatusCode(manner.status()).end(manner.body());
              } else {
                request.toWebSocket().onSuccess(this::talk);
              }
            })
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS)
            .actualPort();
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port + "/v1");
  }

  void behave(Manner next) {
    manner = next;
  }

  void sessionsExpireAt(Instant time) {
    expiresAt = time.getEpochSecond();
  }

  /// The next event that a client sent, `session.update` left out.
  JsonNode heard() throws InterruptedException {
    var next = next(heard);
    return type(next).equals("session.update") && !next.toString().contains("true")
        ? heard()
        : next;
  }

  ServerWebSocket session() throws InterruptedException {
    return next(sessions);
  }

  /// With what the next handshake came that was refused.
  String refused() throws InterruptedException {
    return next(refused);
  }

  int closed() throws InterruptedException {
    return next(closed);
  }

  private void talk(ServerWebSocket socket) {
    sessions.add(socket);
    var expected = manner;
    socket.closeHandler(
        _ -> closed.add(socket.closeStatusCode() == null ? -1 : (int) socket.closeStatusCode()));
    socket.textMessageHandler(text -> {
      var event = JsonMapper.shared().readTree(text);
      heard.add(event);
      if (type(event).equals("session.update")) {
        socket.writeTextMessage(expected.updated().orElse(UPDATED));
      }
    });
    if (expected.answers()) {
      socket.writeTextMessage(
          """
          {"type":"session.created","session":{"type":"realtime","expires_at":%d}}\
          """
              .formatted(expiresAt));
    }
  }

  private static final String UPDATED =
      """
      {"type":"session.updated","session":{"type":"realtime","expires_at":4102444800,
      "tools":[{"name":"noter_message"},{"name":"raccrocher"}],
      "audio":{"input":{"format":{"type":"audio/pcmu"}},
      "output":{"format":{"type":"audio/pcmu"},"voice":"marin"}}}}\
      """;

  private static String type(JsonNode event) {
    return event.get("type").stringValue();
  }

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    var next = queue.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("something within ten seconds").isNotNull();
    return Objects.requireNonNull(next);
  }
}
