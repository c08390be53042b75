package ava.bridge;

import ava.bridge.vertx.MediaStreamEndpoint;
import ava.bridge.vertx.QuietConnections;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/// The HTTP server of one event loop: media streams, `/healthz`, and what others answer. Thread:
/// the event loop.
final class BridgeServer {
  /// How long a connection may take until it has asked for something.
  private static final Duration ASK_WITHIN = Duration.ofSeconds(10);

  /// A peer that is gone without a word: Twilio sends audio all the time, a page its pings.
  private static final int SILENT_SECONDS = 600;

  /// A free one, the same for all loops.
  private static final int ANY_SHARED_PORT = -1;

  private final String streams;
  private final MediaStreamEndpoint endpoint;
  private final Exchange exchange;
  private final Handler<HttpServerRequest> others;
  private final QuietConnections quiet;

  private BridgeServer(
      Vertx vertx, BridgeConfig config, Exchange exchange, Handler<HttpServerRequest> others) {
    this.streams = config.access().publicUrl().getPath();
    this.endpoint = new MediaStreamEndpoint(exchange.door());
    this.exchange = exchange;
    this.others = others;
    this.quiet = new QuietConnections(vertx, ASK_WITHIN);
  }

  /// Servers of one port share it, and its connections in turn. Listens once the exchange is open.
  ///
  /// @param others answers every path but the stream's and `/healthz`
  static Future<HttpServer> listen(
      Vertx vertx, BridgeConfig config, Exchange exchange, Handler<HttpServerRequest> others) {
    var ready = Future.<Void>future(promise -> exchange.open(promise::complete));
    var port = config.service().port();
    var server = new BridgeServer(vertx, config, exchange, others);
    var http =
        vertx
            .createHttpServer(options())
            .connectionHandler(server.quiet::opened)
            .requestHandler(server::asked);
    return ready.compose(_ -> http.listen(port == 0 ? ANY_SHARED_PORT : port));
  }

  private void asked(HttpServerRequest request) {
    quiet.asked(request.connection());
    var path = request.path() == null ? "" : request.path();
    if (path.equals(streams)) {
      endpoint.handle(request);
    } else if (path.equals("/healthz")) {
      health(request, exchange.draining());
    } else {
      others.handle(request);
    }
  }

  static HttpServerOptions options() {
    return new HttpServerOptions()
        .setTcpNoDelay(true)
        .setHttp2ClearTextEnabled(false)
        .setReadIdleTimeout(SILENT_SECONDS)
        .setCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(MediaStreamEndpoint.LARGEST_MESSAGE)
        .setMaxWebSocketMessageSize(MediaStreamEndpoint.LARGEST_MESSAGE)
        .setWebSocketClosingTimeout(2);
  }

  private static void health(HttpServerRequest request, boolean draining) {
    request
        .response()
        .setStatusCode(draining ? 503 : 200)
        .putHeader("content-type", "application/json")
        .end(draining ? "{\"status\":\"draining\"}" : "{\"status\":\"ok\"}");
  }
}
