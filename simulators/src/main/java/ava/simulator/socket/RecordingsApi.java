package ava.simulator.socket;

import ava.simulator.twilio.Account;
import ava.simulator.twilio.Recordings;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Twilio's API of [Recordings] on a free port of loopback. Safe for several threads.
public final class RecordingsApi implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Recordings recordings;

  private RecordingsApi(HttpServer server, Recordings recordings) {
    this.server = server;
    this.recordings = recordings;
    server.createContext("/", this::answer);
    server.setExecutor(threads);
  }

  /// @param sound what every recording holds
  public static RecordingsApi start(Account account, byte[] sound) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var api = new RecordingsApi(HttpServer.create(address, 0), new Recordings(account, sound));
      api.server.start();
      return api;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  /// What stands before `/2010-04-01`.
  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// The next requests for a file find none yet.
  public void notReadyFor(int requests) {
    recordings.notReadyFor(requests);
  }

  /// The next requests are answered with 503.
  public void failFor(int requests) {
    recordings.failFor(requests);
  }

  /// The SIDs of the recordings that were deleted.
  public Set<String> deleted() {
    return recordings.deleted();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var login = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
      var answer =
          recordings.answer(
              exchange.getRequestMethod(), exchange.getRequestURI().getPath(), login.orElse(""));
      var body = answer.body();
      if (body.length > 0) {
        exchange.getResponseHeaders().set("Content-Type", answer.type());
      }
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
