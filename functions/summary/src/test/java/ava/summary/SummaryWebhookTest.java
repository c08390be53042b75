package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.SummaryState;
import ava.shared.settings.Secret;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SummaryWebhookTest {
  private static final Clouds CLOUDS = new Clouds();
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final HttpServer server;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Integer> answers = new ConcurrentLinkedQueue<>();

  private record Received(
      String id, String timestamp, String signature, String type, String body) {}

  SummaryWebhookTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  @BeforeEach
  void clear() {
    CLOUDS.ses.clear();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @AfterAll
  static void close() {
    CLOUDS.close();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      var headers = exchange.getRequestHeaders();
      received.add(
          new Received(
              headers.getFirst("webhook-id"),
              headers.getFirst("webhook-timestamp"),
              headers.getFirst("webhook-signature"),
              headers.getFirst("Content-Type"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      var status = Optional.ofNullable(answers.poll()).orElse(204);
      if (status == 302) {
        exchange.getResponseHeaders().set("Location", "/elsewhere");
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private SummaryHandler handler() {
    var wiring = CLOUDS.new Wiring();
    var url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    wiring.webhook =
        Optional.of(new SummaryWebhook(new OkHttpClient(), url, Secret.of(SECRET), CLOUDS.clock));
    return wiring.handler();
  }

  @Test
  void finishedCallIsPostedAndSigned() {
    var call = CLOUDS.leak();

    var failures = Lambda.failures(handler(), Clouds.event(call));

    assertThat(failures).isEmpty();
    assertThat(received).hasSize(1);
    var post = received.getFirst();
    assertThat(post.type()).isEqualTo("application/json");
    assertThat(post.id()).isEqualTo("msg_" + call);
    assertThat(post.timestamp()).isEqualTo("" + CLOUDS.clock.instant().getEpochSecond());
    assertThat(post.signature())
        .isEqualTo(SummaryWebhook.signature(SECRET, post.id(), post.timestamp(), post.body()));
    var json = JsonMapper.shared().readTree(post.body());
    assertThat(json.path("type").asString()).isEqualTo("call.finished");
    assertThat(json.path("callSid").asString()).isEqualTo(call.value());
    assertThat(json.path("summary").path("who").path("name").asString()).isEqualTo("Mme Lefèvre");
    assertThat(json.path("turns").size()).isEqualTo(5);
  }

  @Test
  void signatureIsTheStandardsOwn() {
    // openssl: printf 'msg_1.1614265330.{"test": 1}' | openssl dgst -sha256 -hmac secret -binary |
    // base64
    assertThat(SummaryWebhook.signature("secret", "msg_1", "1614265330", "{\"test\": 1}"))
        .isEqualTo("v1,1Tt6f6kCmN0/oOeUKSb5SMgtigfYxJ8o5qYdsHNpr/g=");
    assertThat(SummaryWebhook.signature("whsec_c2VjcmV0", "msg_1", "1614265330", "{\"test\": 1}"))
        .isEqualTo("v1,1Tt6f6kCmN0/oOeUKSb5SMgtigfYxJ8o5qYdsHNpr/g=");
  }

  @Test
  void failedWebhookIsRepeatedWithoutASecondMail() {
    var call = CLOUDS.leak();
    answers.addAll(List.of(500, 302));

    for (var i = 0; i < 2; i++) {
      assertThat(Lambda.failures(handler(), Clouds.event(call))).hasSize(1);
      assertThat(CLOUDS.record(call).summary().orElseThrow().state()).isEqualTo(SummaryState.SENT);
    }
    assertThat(Lambda.failures(handler(), Clouds.event(call))).isEmpty();

    assertThat(Lambda.failures(handler(), Clouds.event(call))).isEmpty();
    assertThat(received).hasSize(3).extracting(Received::id).containsOnly("msg_" + call);
    assertThat(CLOUDS.ses.mails()).hasSize(1);
  }

  @Test
  void failedMailDoesNotKeepTheWebhookWaitingNorRepeatIt() {
    var call = CLOUDS.leak();
    CLOUDS.ses.failNext(1, 503, "ServiceUnavailable");

    assertThat(Lambda.failures(handler(), Clouds.event(call))).hasSize(1);
    assertThat(received).hasSize(1);
    assertThat(Lambda.failures(handler(), Clouds.event(call))).isEmpty();

    assertThat(received).hasSize(1);
    assertThat(CLOUDS.ses.mails()).hasSize(1);
  }

  @Test
  void receiverThatIsGoneIsToldNoMore() {
    var call = CLOUDS.leak();
    answers.add(410);

    assertThat(Lambda.failures(handler(), Clouds.event(call))).isEmpty();
    Lambda.failures(handler(), Clouds.event(call));

    assertThat(received).hasSize(1);
  }
}
