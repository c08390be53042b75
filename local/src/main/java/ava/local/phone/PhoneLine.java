package ava.local.phone;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Joins the page's socket with the bridge's: what one sends the other gets, letter for letter. A
/// page cannot sign its handshake as Twilio does, so that is done here. Thread: the event loop of
/// the page's request.
final class PhoneLine {
  private static final Logger LOG = LoggerFactory.getLogger(PhoneLine.class);

  private static final Duration HANDSHAKE = Duration.ofSeconds(10);
  private static final int LARGEST_MESSAGE = 1024 * 1024;
  private static final short NORMAL = 1000;

  private final WebSocketClient client;
  private final URI here;
  private final String signature;

  /// @param here the bridge's address for media streams, on this machine
  /// @param signature of the address under which the bridge knows itself
  PhoneLine(Vertx vertx, URI here, String signature) {
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setTcpNoDelay(true)
                .setMaxFrameSize(LARGEST_MESSAGE)
                .setMaxMessageSize(LARGEST_MESSAGE)
                .setClosingTimeout(2));
    this.here = here;
    this.signature = signature;
  }

  /// Opens both sockets, the bridge's first.
  ///
  /// @param ended told once how the stream ended
  void open(HttpServerRequest request, Consumer<PhoneCall.StreamEnd> ended) {
    request.pause();
    var options =
        new WebSocketConnectOptions()
            .setAbsoluteURI(here.toString())
            .setAllowOriginHeader(false)
            .setTimeout(HANDSHAKE.toMillis())
            .addHeader("X-Twilio-Signature", signature);
    client
        .connect(options)
        .onSuccess(bridge -> {
          bridge.pause();
          request
              .toWebSocket()
              .onSuccess(page -> join(page, bridge, ended))
              .onFailure(e -> {
                LOG.atDebug().setCause(e).log("the page is gone");
                close(bridge);
                ended.accept(PhoneCall.StreamEnd.CALLER_HUNG_UP);
              });
          request.resume();
        })
        .onFailure(e -> {
          LOG.atWarn()
              .addKeyValue("why", e.toString())
              .log("the bridge takes no stream of the page");
          var _ = request.response().setStatusCode(502).end();
          request.resume();
          ended.accept(PhoneCall.StreamEnd.BRIDGE);
        });
  }

  private static void join(
      ServerWebSocket page, WebSocket bridge, Consumer<PhoneCall.StreamEnd> ended) {
    pass(page, bridge);
    pass(bridge, page);
    // whoever ends first is who ended it: the other's end follows from that
    var going = new AtomicBoolean(true);
    page.closeHandler(_ -> {
      if (going.getAndSet(false)) {
        ended.accept(PhoneCall.StreamEnd.CALLER_HUNG_UP);
        close(bridge);
      }
    });
    bridge.closeHandler(_ -> {
      if (going.getAndSet(false)) {
        ended.accept(PhoneCall.StreamEnd.BRIDGE);
        close(page);
      }
    });
    bridge.resume();
  }

  private static void pass(WebSocketBase from, WebSocketBase to) {
    from.textMessageHandler(text -> {
      if (!to.isClosed()) {
        var _ = to.writeTextMessage(text);
      }
    });
    from.exceptionHandler(e -> LOG.atDebug().setCause(e).log("a socket of the page's call broke"));
  }

  private static void close(WebSocketBase socket) {
    if (!socket.isClosed()) {
      var _ = socket.close(NORMAL);
    }
  }
}
