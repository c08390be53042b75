package ava.bridge.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;

/// The caller of a rehearsal: speaks without a pause and hears everything at once. Thread: the
/// event loop.
public final class RehearsalCaller {
  private static final int FRAMES_AT_ONCE = 5;
  private static final long EVERY_MS = 2;
  private static final String STREAM = "MZ" + "0".repeat(32);
  private static final String FRAME = "f39/".repeat(54);
  private static final String NAME = "\"name\":\"";

  private final Vertx vertx;
  private final WebSocketClient client; // one that nobody holds is closed
  private long frames;

  public RehearsalCaller(Vertx vertx) {
    this.vertx = vertx;
    this.client = vertx.createWebSocketClient();
  }

  /// @param start Twilio's first message of the call
  public void call(int port, String signature, String start) {
    var options =
        new WebSocketConnectOptions()
            .setAbsoluteURI("ws://127.0.0.1:" + port + "/media-stream")
            .addHeader("X-Twilio-Signature", signature);
    client
        .connect(options)
        .onSuccess(socket -> {
          socket.textMessageHandler(text -> heard(socket, text));
          socket.writeTextMessage("{\"event\":\"connected\",\"protocol\":\"Call\"}");
          socket.writeTextMessage(start);
          speak(socket);
        });
  }

  private void speak(WebSocket socket) {
    if (socket.isClosed()) {
      return;
    }
    for (var n = 0; n < FRAMES_AT_ONCE; n++) {
      socket.writeTextMessage(
          "{\"event\":\"media\",\"sequenceNumber\":\"2\",\"media\":{\"track\":\"inbound\","
              + "\"chunk\":\"1\",\"timestamp\":\""
              + 20 * frames++
              + "\",\"payload\":\""
              + FRAME
              + "\"},\"streamSid\":\""
              + STREAM
              + "\"}");
    }
    vertx.setTimer(EVERY_MS, _ -> speak(socket));
  }

  private static void heard(WebSocket socket, String text) {
    if (text.startsWith("{\"event\":\"mark\"")) {
      var from = text.indexOf(NAME) + NAME.length();
      socket.writeTextMessage(
          "{\"event\":\"mark\",\"sequenceNumber\":\"3\",\"streamSid\":\""
              + STREAM
              + "\",\"mark\":{\"name\":\""
              + text.substring(from, text.indexOf('"', from))
              + "\"}}");
    }
  }
}
