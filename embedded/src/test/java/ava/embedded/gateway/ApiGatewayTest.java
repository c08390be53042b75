package ava.embedded.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiGatewayTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T09:40:00Z"), ZoneOffset.UTC);
  private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");
  private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

  private final BlockingQueue<APIGatewayV2HTTPEvent> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
  private final OkHttpClient client = new OkHttpClient();
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    var gateway =
        new ApiGateway(
            List.of(
                Route.of(
                    "GET /api/calls/{callSid}", typed((event, _) -> answer(event, "variable"))),
                Route.of("GET /api/calls/today", typed((event, _) -> answer(event, "fixed"))),
                Route.of("POST /twiml", typed((event, _) -> answer(event, "posted"))),
                Route.of("ANY /any", typed((event, _) -> answer(event, "any"))),
                Route.of("GET /bytes", typed((_, _) -> bytes())),
                Route.of("GET /nothing", typed((_, _) -> new APIGatewayV2HTTPResponse())),
                Route.of(
                    "GET /broken",
                    (_, _, _) -> {
                      throw new IllegalStateException("secret detail");
                    })),
            CLOCK);
    vertx = Vertx.vertx();
    server =
        vertx
            .createHttpServer()
            .requestHandler(gateway::handle)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(60, SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    client.connectionPool().evictAll();
    vertx.close().toCompletionStage().toCompletableFuture().get(60, SECONDS);
  }

  @Test
  void aFormComesAsTheRealGatewayHandsItOver() throws Exception {
    var request =
        request("/twiml?a=1&a=2&b=%C3%A9")
            .post(RequestBody.create("From=%2B33612345678".getBytes(StandardCharsets.UTF_8), FORM))
            .addHeader("X-Twilio-Signature", "sig")
            .addHeader("X-Many", "one")
            .addHeader("X-Many", "two")
            .addHeader("Cookie", "k=v; l=w");

    try (var response = send(request)) {
      assertThat(response.code()).isEqualTo(200);
      assertThat(response.header("X-Answer")).isEqualTo("yes");
      assertThat(response.body().string()).isEqualTo("posted");
    }
    var event = events.take();
    assertThat(event.getVersion()).isEqualTo("2.0");
    assertThat(event.getRouteKey()).isEqualTo("POST /twiml");
    assertThat(event.getRawPath()).isEqualTo("/twiml");
    assertThat(event.getRawQueryString()).isEqualTo("a=1&a=2&b=%C3%A9");
    assertThat(event.getQueryStringParameters())
        .containsOnly(Map.entry("a", "1,2"), Map.entry("b", "é"));
    assertThat(event.getHeaders())
        .containsEntry("x-twilio-signature", "sig")
        .containsEntry("x-many", "one,two")
        .doesNotContainKey("cookie");
    assertThat(event.getCookies()).containsExactly("k=v", "l=w");
    assertThat(event.getIsBase64Encoded()).isTrue();
    assertThat(new String(Base64.getDecoder().decode(event.getBody()), StandardCharsets.UTF_8))
        .isEqualTo("From=%2B33612345678");
    var http = event.getRequestContext().getHttp();
    assertThat(http.getMethod()).isEqualTo("POST");
    assertThat(http.getPath()).isEqualTo("/twiml");
    assertThat(http.getSourceIp()).isEqualTo("127.0.0.1");
    assertThat(event.getRequestContext().getTime()).isEqualTo("22/Nov/2026:09:40:00 +0000");
  }

  @Test
  void aJsonBodyComesAsText() throws Exception {
    var body = RequestBody.create("{\"é\":1}", JSON);

    send(request("/twiml").post(body)).close();

    var event = events.take();
    assertThat(event.getIsBase64Encoded()).isFalse();
    assertThat(event.getBody()).isEqualTo("{\"é\":1}");
  }

  @Test
  void handlersRunOnVirtualThreads() throws Exception {
    send(request("/any")).close();

    assertThat(threads.take().isVirtual()).isTrue();
  }

  @Test
  void theMostExactRouteWins() throws Exception {
    assertThat(text("/api/calls/today")).isEqualTo("fixed");
    assertThat(text("/api/calls/CA%2F1")).isEqualTo("{\"message\":\"Not Found\"}");
    assertThat(text("/api/calls/CA1")).isEqualTo("variable");

    events.take();
    assertThat(events.take().getPathParameters()).containsExactly(Map.entry("callSid", "CA1"));
  }

  @Test
  void whatHasNoRouteIsNotFound() throws IOException {
    assertAnswer("/", 404, "{\"message\":\"Not Found\"}");
    assertAnswer("/twiml", 404, "{\"message\":\"Not Found\"}");
    assertAnswer("/api/calls/", 404, "{\"message\":\"Not Found\"}");
    assertThat(events).isEmpty();
  }

  @Test
  void aFailingHandlerSaysNothingOfItself() throws IOException {
    assertAnswer("/broken", 500, "{\"message\":\"Internal Server Error\"}");
    assertAnswer("/nothing", 500, "{\"message\":\"Internal Server Error\"}");
  }

  @Test
  void anEncodedBodyIsDecoded() throws IOException {
    try (var response = send(request("/bytes"))) {
      assertThat(response.header("Content-Type")).isEqualTo("audio/basic");
      assertThat(response.body().bytes()).containsExactly(0, 255, 1);
    }
  }

  @Test
  void aBodyOverTheLimitIsRefused() throws IOException {
    var atLimit = RequestBody.create(new byte[10 * 1024 * 1024], FORM);
    var over = RequestBody.create(new byte[10 * 1024 * 1024 + 1], FORM);

    try (var response = send(request("/twiml").post(atLimit))) {
      assertThat(response.code()).isEqualTo(200);
    }
    try (var response = send(request("/twiml").post(over))) {
      assertThat(response.code()).isEqualTo(413);
    }
    assertThat(events).hasSize(1);
  }

  /// As AWS's runtime calls a function that takes its classes of events.
  private static RequestStreamHandler typed(
      RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> handler) {
    var loader = ApiGatewayTest.class.getClassLoader();
    PojoSerializer<APIGatewayV2HTTPEvent> events =
        LambdaEventSerializers.serializerFor(APIGatewayV2HTTPEvent.class, loader);
    PojoSerializer<APIGatewayV2HTTPResponse> answers =
        LambdaEventSerializers.serializerFor(APIGatewayV2HTTPResponse.class, loader);
    return (input, output, context) ->
        answers.toJson(handler.handleRequest(events.fromJson(input), context), output);
  }

  private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, String body) {
    threads.add(Thread.currentThread());
    events.add(event);
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(200)
        .withHeaders(Map.of("X-Answer", "yes", "Content-Type", "text/plain"))
        .withBody(body)
        .build();
  }

  private static APIGatewayV2HTTPResponse bytes() {
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(200)
        .withHeaders(Map.of("content-type", "audio/basic"))
        .withBody("AP8B")
        .withIsBase64Encoded(true)
        .build();
  }

  private void assertAnswer(String path, int status, String body) throws IOException {
    try (var response = send(request(path))) {
      assertThat(response.code()).as(path).isEqualTo(status);
      assertThat(response.body().string()).isEqualTo(body);
    }
  }

  private String text(String path) throws IOException {
    try (var response = send(request(path))) {
      return response.body().string();
    }
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url("http://127.0.0.1:" + server.actualPort() + path);
  }

  private Response send(Request.Builder request) throws IOException {
    return client.newCall(request.build()).execute();
  }
}
