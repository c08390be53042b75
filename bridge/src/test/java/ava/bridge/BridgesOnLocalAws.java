package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Patience;
import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.EmbeddedSqs;
import ava.shared.aws.Metrics;
import ava.shared.table.CallStore;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// What bridges of tests need around them: a table, a queue, and somebody who asks.
@TestInstance(Lifecycle.PER_CLASS)
abstract class BridgesOnLocalAws {
  static final String URL = "wss://bridge.example.fr/media-stream";

  private final EmbeddedDynamoDb tables = EmbeddedDynamoDb.inMemory();
  private final EmbeddedSqs queues = EmbeddedSqs.start();
  private final CallStore calls = new CallStore(tables.client(), "calls", Clock.systemUTC());
  private final OkHttpClient client = new OkHttpClient();
  private final Map<String, String> properties =
      Map.of(
          "aws.region", "eu-west-3",
          "aws.accessKeyId", tables.credentials().accessKeyId(),
          "aws.secretAccessKey", tables.credentials().secret(),
          "aws.endpointUrlDynamoDb", tables.endpoint().toString(),
          "aws.endpointUrlSqs", queues.endpoint().toString());

  @BeforeEach
  void pointToLocalAws() {
    tables.createTable("calls");
    properties.forEach(System::setProperty);
  }

  @AfterEach
  void forgetConnections() {
    client.connectionPool().evictAll();
  }

  @AfterAll
  void stopLocalAws() {
    properties.keySet().forEach(System::clearProperty);
    client.dispatcher().executorService().shutdown();
    queues.close();
    tables.close();
  }

  Map<String, String> settings() {
    return Map.of(
        "PORT", "0",
        "OPENAI_API_KEY", "sk-test",
        "OPENAI_BASE_URL", "http://127.0.0.1:9/v1",
        "TWILIO_AUTH_TOKEN", "twilio",
        "STREAM_TOKEN_SECRET", "stream",
        "BRIDGE_URL", URL,
        "CALLS_TABLE", "calls",
        "CALL_ENDED_QUEUE_URL", queues.endpoint() + "/queue/ended");
  }

  CallStore calls() {
    return calls;
  }

  OkHttpClient client() {
    return client;
  }

  static Bridge start(Map<String, String> settings) {
    return Bridge.start(
        settings,
        request -> request.response().setStatusCode(404).end(),
        Metrics.none(),
        Patience.USUAL);
  }

  int status(Bridge of, String path) throws IOException {
    var request = new Request.Builder().url("http://127.0.0.1:" + of.port() + path).build();
    try (var response = client.newCall(request).execute()) {
      return response.code();
    }
  }

  static HttpServer server(HttpHandler handler) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Thread::startVirtualThread);
    server.createContext("/", handler);
    server.start();
    return server;
  }

  static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
