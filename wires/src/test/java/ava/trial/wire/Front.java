package ava.trial.wire;

import ava.embedded.gateway.ApiGateway;
import ava.embedded.gateway.Route;
import ava.telephone.TelephoneHandler;
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
            .orTimeout(60, TimeUnit.SECONDS)
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
    var telephone = new TelephoneHandler(settings);
    gateway =
        new ApiGateway(Route.all(TelephoneHandler.ROUTES, telephone).toList(), Clock.systemUTC());
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }
}
