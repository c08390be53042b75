package ava.embedded.table;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The table for other processes of this machine: a port of 127.0.0.1 that answers whoever signs
/// with the run's own key, and no browser.
public final class LoopbackTable implements AutoCloseable {
  /// DynamoDB takes requests of 16 MB.
  private static final int LONGEST_REQUEST = 16 * 1024 * 1024;

  private final HttpServer server;
  private final TableWire wire;
  private final TableCredentials access;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);

  private LoopbackTable(HttpServer server, TableWire wire, TableCredentials access) {
    this.server = server;
    this.wire = wire;
    this.access = access;
    server.createContext("/", this::serve);
    server.setExecutor(threads);
  }

  public static LoopbackTable start(TableWire wire, TableCredentials access) {
    try {
      var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
      var table = new LoopbackTable(HttpServer.create(address, 0), wire, access);
      table.server.start();
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!isOurs(exchange)) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      var bytes = exchange.getRequestBody().readNBytes(LONGEST_REQUEST);
      var body = new String(bytes, StandardCharsets.UTF_8);
      var incoming =
          new TableWire.Incoming(
              header(exchange, "X-Amz-Target"), header(exchange, "Authorization"), body);
      switch (wire.answer(incoming, Optional.of(access))) {
        case TableWire.ToldAnswer told -> answer(exchange, told);
        case TableWire.BrokenOff() -> {}
        case TableWire.Silence() -> closed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A page in a browser reaches loopback too, under any name; none of ours sends an `Origin`.
  private boolean isOurs(HttpExchange exchange) {
    var host = "127.0.0.1:" + server.getAddress().getPort();
    return exchange.getRequestMethod().equals("POST")
        && header(exchange, "Host").equals(Optional.of(host))
        && header(exchange, "Origin").isEmpty();
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private static void answer(HttpExchange exchange, TableWire.ToldAnswer told) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", told.contentType());
    headers.set("x-amzn-RequestId", told.requestId());
    headers.set("x-amz-crc32", Long.toString(told.checksum()));
    exchange.sendResponseHeaders(told.status(), told.length());
    exchange.getResponseBody().write(told.body().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
