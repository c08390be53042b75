package ava.simulator.socket;

import ava.shared.loop.Dialer;
import ava.shared.loop.TextSocket;
import io.vertx.core.Future;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// Dials as Twilio does: no compression, no `Origin`.
final class RealDialer implements Dialer {
  private static final int LARGEST = 16 * 1024 * 1024;
  private static final int MOST_SOCKETS = 10_000;

  private final RealLoop loop;
  private final WebSocketClient client;

  RealDialer(RealLoop loop) {
    this.loop = loop;
    this.client =
        loop.vertx()
            .createWebSocketClient(
                new WebSocketClientOptions()
                    .setTcpNoDelay(true)
                    .setMaxConnections(MOST_SOCKETS)
                    .setMaxFrameSize(LARGEST)
                    .setMaxMessageSize(LARGEST)
                    .setClosingTimeout(2));
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
            .setAllowOriginHeader(false)
            .setConnectTimeout(within.toMillis())
            .setTimeout(within.toMillis());
    headers.forEach(options::addHeader);
    loop.execute(() -> connect(options, ear).onComplete(result -> then.accept(result.result())));
  }

  private Future<Dialled> connect(WebSocketConnectOptions options, TextSocket.Ear ear) {
    return client.connect(options).map(opened -> open(opened, ear)).otherwise(RealDialer::notOpen);
  }

  private static Dialled open(WebSocket opened, TextSocket.Ear ear) {
    var socket = new RealSocket(opened);
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
