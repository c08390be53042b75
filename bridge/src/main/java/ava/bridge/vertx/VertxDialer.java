package ava.bridge.vertx;

import ava.shared.loop.Dialer;
import ava.shared.loop.Loop;
import ava.shared.loop.TextSocket;
import io.vertx.core.Vertx;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// Dials by Vert.x: plain or with TLS, as the address says.
public final class VertxDialer implements Dialer {
  private static final int LARGEST_FRAME = 4 * 1024 * 1024;
  private static final int LARGEST_MESSAGE = 16 * 1024 * 1024;
  private static final int MOST_SOCKETS = 2_000;

  private final Loop loop;
  private final WebSocketClient client;

  /// @param loop of the event loop that dials
  public VertxDialer(Vertx vertx, Loop loop) {
    this.loop = loop;
    this.client = vertx.createWebSocketClient(options());
  }

  static WebSocketClientOptions options() {
    return new WebSocketClientOptions()
        .setTcpNoDelay(true)
        .setMaxConnections(MOST_SOCKETS)
        .setMaxFrameSize(LARGEST_FRAME)
        .setMaxMessageSize(LARGEST_MESSAGE)
        .setClosingTimeout(2);
  }

  @Override
  public void dial(
      URI to,
      Map<String, String> headers,
      Duration within,
      TextSocket.Ear ear,
      Consumer<Dialled> then) {
    var options =
        new WebSocketConnectOptions()
            .setAbsoluteURI(to.toString())
            .setConnectTimeout(within.toMillis())
            .setTimeout(within.toMillis());
    headers.forEach(options::addHeader);
    client
        .connect(options)
        .onSuccess(opened -> then.accept(open(opened, ear)))
        .onFailure(why -> loop.execute(() -> then.accept(notOpen(why))));
  }

  private static Dialled open(WebSocket opened, TextSocket.Ear ear) {
    var socket = new VertxSocket(opened);
    socket.heardBy(ear);
    return new Dialled.Open(socket);
  }

  private static Dialled notOpen(Throwable why) {
    if (why instanceof UpgradeRejectedException rejected) {
      var body = rejected.getBody() == null ? "" : rejected.getBody().toString();
      return new Dialled.Refused(rejected.getStatus(), body);
    }
    return new Dialled.Failed(why.toString());
  }
}
