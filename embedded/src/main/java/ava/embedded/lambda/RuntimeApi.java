package ava.embedded.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/// Lambda's Runtime API on loopback, for one execution environment that takes one event after the
/// other. Source: AWS, "Using the Lambda runtime API".
final class RuntimeApi implements AutoCloseable {
  private static final String VERSION = "/2018-06-01/runtime";
  private static final String JSON = "application/json";

  private final HttpServer server;
  private final Duration timeout;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private volatile Invocation current = new Invocation("none", "");

  private record Invocation(String id, String event, CompletableFuture<String> answer) {
    Invocation(String id, String event) {
      this(id, event, new CompletableFuture<>());
    }
  }

  /// @param timeout how long an event may take
  RuntimeApi(Duration timeout) {
    this.timeout = timeout;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(VERSION + "/invocation/next", this::next);
    server.createContext(VERSION + "/invocation/", this::answer);
    server.createContext(VERSION + "/init/error", this::failedToStart);
    server.createContext(VERSION + "/restore/next", this::restore);
    server.createContext(VERSION + "/restore/error", this::failedToStart);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Done when the function is initialized, failed when it cannot be.
  CompletableFuture<Void> ready() {
    return ready;
  }

  /// The function's answer to an event.
  CompletableFuture<String> invoke(String event) {
    var invocation = new Invocation(UUID.randomUUID().toString(), event);
    waiting.add(invocation);
    return invocation.answer();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void next(HttpExchange exchange) throws IOException {
    ready.complete(null);
    try {
      current = waiting.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
      return;
    }
    var headers = exchange.getResponseHeaders();
    headers.set("Lambda-Runtime-Aws-Request-Id", current.id());
    headers.set(
        "Lambda-Runtime-Deadline-Ms", "" + (System.currentTimeMillis() + timeout.toMillis()));
    headers.set(
        "Lambda-Runtime-Invoked-Function-Arn",
        "arn:aws:lambda:eu-west-3:123456789012:function:ava");
    // the client's native part crashes without the trace id and without the content type
    headers.set("Lambda-Runtime-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0");
    respond(exchange, 200, current.event());
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var invocation = current;
    respond(exchange, 202, "{}");
    if (exchange.getRequestURI().getPath().endsWith("/" + invocation.id() + "/response")) {
      invocation.answer().complete(body);
    } else {
      invocation.answer().completeExceptionally(new FunctionFailed(body));
    }
  }

  /// The environment was stopped for its picture; it goes on at once, as if restored from it.
  private void restore(HttpExchange exchange) throws IOException {
    respond(exchange, 200, "{}");
  }

  private void failedToStart(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    respond(exchange, 202, "{}");
    ready.completeExceptionally(new FunctionFailed(body));
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", JSON);
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
