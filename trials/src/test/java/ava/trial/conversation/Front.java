package ava.trial.conversation;

import ava.callevents.CallEventsHandler;
import ava.embedded.gateway.ApiGateway;
import ava.embedded.gateway.Route;
import ava.twiml.TwimlHandler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The webhooks, in front of a bridge that can be replaced by another. Safe for several threads.
final class Front implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final URI base;
  private volatile ApiGateway gateway = new ApiGateway(List.of(), Clock.systemUTC());

  Front() {
    var server =
        vertx
            .createHttpServer()
            .requestHandler(request -> gateway.handle(request))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(10, TimeUnit.SECONDS)
            .join();
    base = URI.create("http://127.0.0.1:" + server.actualPort());
  }

  URI base() {
    return base;
  }

  /// Sends new streams to the bridge of this environment.
  void serve(Map<String, String> environment) {
    var settings = new HashMap<>(environment);
    settings.put("PUBLIC_BASE_URL", base.toString());
    var twiml = new TwimlHandler(settings);
    var events = new CallEventsHandler(settings);
    gateway =
        new ApiGateway(
            List.of(
                Route.of("POST /twiml", twiml),
                Route.of("POST /after-stream", events),
                Route.of("POST /stream-status", events),
                Route.of("POST /call-status", events),
                Route.of("POST /voicemail", events),
                Route.of("POST /recording", events),
                Route.of("POST /accept-transfer", events),
                Route.of("POST /accept-transfer/key", events)),
            Clock.systemUTC());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
