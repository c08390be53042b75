package ava.trial.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BalancerTest {
  private final AtomicInteger healthOfA = new AtomicInteger(200);
  private final AtomicInteger healthOfB = new AtomicInteger(200);
  private HttpServer a;
  private HttpServer b;
  private Balancer balancer;

  @BeforeEach
  void start() throws IOException {
    a = server("a", healthOfA);
    b = server("b", healthOfB);
    balancer = Balancer.start();
  }

  @AfterEach
  void stop() {
    balancer.close();
    a.stop(0);
    b.stop(0);
  }

  @Test
  void connectionsGoToEachInTurn() throws Exception {
    balancer.add(a.getAddress().getPort());
    balancer.add(b.getAddress().getPort());
    await(2);

    var answers = new HashSet<String>();
    answers.add(get());
    answers.add(get());

    assertThat(answers).containsExactlyInAnyOrder("200 a", "200 b");
  }

  @Test
  void whoDrainsGetsNoConnection() throws Exception {
    balancer.add(a.getAddress().getPort());
    balancer.add(b.getAddress().getPort());
    await(2);

    healthOfA.set(503);
    await(1);

    assertThat(get()).isEqualTo("200 b");
    assertThat(get()).isEqualTo("200 b");
  }

  @Test
  void whoJustDiedIsPassedOver() throws Exception {
    balancer.add(a.getAddress().getPort());
    balancer.add(b.getAddress().getPort());
    await(2);

    b.stop(0);

    assertThat(get()).isEqualTo("200 a");
    assertThat(get()).isEqualTo("200 a");
  }

  @Test
  void withoutAnyTheAnswerIs503() throws Exception {
    assertThat(get()).isEqualTo("503 ");
  }

  private void await(int healthy) {
    while (balancer.healthy() != healthy) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  /// A new connection each time.
  private String get() throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var url = URI.create("http://127.0.0.1:" + balancer.port() + "/");
      var answer = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }

  private static HttpServer server(String name, AtomicInteger health) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          var check = exchange.getRequestURI().getPath().equals("/healthz");
          var body = name.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(check ? health.get() : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }
}
