package ava.bridge.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// Closes connections that ask for nothing: whoever connects must send a whole request in time,
/// however slowly its bytes come. Thread: the event loop.
public final class QuietConnections {
  private final Vertx vertx;
  private final Duration patience;
  private final Set<HttpConnection> waiting = new HashSet<>();

  public QuietConnections(Vertx vertx, Duration patience) {
    this.vertx = vertx;
    this.patience = patience;
  }

  public void opened(HttpConnection connection) {
    waiting.add(connection);
    var timer =
        vertx.setTimer(
            patience.toMillis(),
            _ -> {
              if (waiting.remove(connection)) {
                connection.close();
              }
            });
    connection.closeHandler(_ -> {
      waiting.remove(connection);
      vertx.cancelTimer(timer);
    });
  }

  public void asked(HttpConnection connection) {
    waiting.remove(connection);
  }
}
