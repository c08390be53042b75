package ava.bridge.vertx;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;

/// What a bridge needs around it for a rehearsal, behind one port of this machine: a table, a queue
/// and secrets that agree to everything, and a model. Thread: the event loop that listens.
public final class RehearsalStage {
  private static final String AGREED = "{}";
  private static final String SECRET =
      "{\"ARN\":\"a\",\"Name\":\"n\",\"SecretString\":\"rehearsal\"}";

  private final Vertx vertx;
  private final Handler<HttpServerRequest> streams;
  private final int turns;
  private final Runnable spoken;

  /// @param streams answers the caller's handshake
  /// @param turns how often the model answers
  /// @param spoken runs once it has
  public RehearsalStage(
      Vertx vertx, Handler<HttpServerRequest> streams, int turns, Runnable spoken) {
    this.vertx = vertx;
    this.streams = streams;
    this.turns = turns;
    this.spoken = spoken;
  }

  public Future<HttpServer> listen(HttpServer server) {
    return server.requestHandler(this::answer).listen(0, "127.0.0.1");
  }

  private void answer(HttpServerRequest request) {
    var path = request.path() == null ? "" : request.path();
    if (path.startsWith("/v1/realtime")) {
      request.toWebSocket().onSuccess(this::session);
    } else if (path.equals("/media-stream")) {
      streams.handle(request);
    } else {
      var asked = String.valueOf(request.getHeader("X-Amz-Target"));
      var answer = asked.endsWith("GetSecretValue") ? SECRET : AGREED;
      request
          .body()
          .onSuccess(_ ->
              request
                  .response()
                  .putHeader("content-type", "application/x-amz-json-1.0")
                  .end(answer));
    }
  }

  private void session(ServerWebSocket socket) {
    new RehearsalModel(vertx, socket, turns, spoken).open();
  }
}
