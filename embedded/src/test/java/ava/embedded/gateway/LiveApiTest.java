package ava.embedded.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PayloadTooLargeException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(240)
class LiveApiTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:40:00Z");
  private static final JsonMapper JSON = JsonMapper.shared();

  private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final OkHttpClient client = new OkHttpClient();
  private Vertx vertx;
  private HttpServer server;
  private LiveApi live;
  private ApiGatewayManagementApiClient management;

  @BeforeEach
  void start() throws Exception {
    live = new LiveApi("live", this::handle, Clock.fixed(NOW, ZoneOffset.UTC));
    vertx = Vertx.vertx();
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              if (!live.handle(request)) {
                request.response().setStatusCode(418).end();
              }
            })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(60, SECONDS);
    management =
        ApiGatewayManagementApiClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.actualPort() + "/live"))
            .region(Region.EU_WEST_3)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    management.close();
    client.dispatcher().executorService().shutdown();
    vertx.close().toCompletionStage().toCompletableFuture().get(60, SECONDS);
  }

  @Test
  void aConnectionLivesFromConnectToDisconnect() throws Exception {
    var socket = open("/live?ticket=good%2B1");

    assertThat(seen.take()).isEqualTo("open");
    var connect = events.take();
    var id = id(connect);
    assertThat(connect.at("/requestContext/routeKey").asString()).isEqualTo("$connect");
    assertThat(connect.at("/requestContext/eventType").asString()).isEqualTo("CONNECT");
    assertThat(connect.at("/queryStringParameters/ticket").asString()).isEqualTo("good+1");

    socket.send("{\"type\":\"ping\"}");
    var message = events.take();
    assertThat(message.at("/requestContext/routeKey").asString()).isEqualTo("$default");
    assertThat(message.path("body").asString()).isEqualTo("{\"type\":\"ping\"}");
    assertThat(id(message)).isEqualTo(id);

    socket.close(1000, null);
    var disconnect = events.take();
    assertThat(disconnect.at("/requestContext/routeKey").asString()).isEqualTo("$disconnect");
    assertThat(disconnect.at("/requestContext/disconnectStatusCode").asInt()).isEqualTo(1000);
    assertThat(id(disconnect)).isEqualTo(id);
  }

  @Test
  void aRefusedConnectionGetsTheFunctionsStatus() throws Exception {
    open("/live?ticket=bad");

    assertThat(seen.take()).isEqualTo("failed 401");
    assertThat(events).hasSize(1);
  }

  @Test
  void aFailingFunctionRefusesTheConnection() throws Exception {
    open("/live?ticket=broken");

    assertThat(seen.take()).isEqualTo("failed 502");
  }

  @Test
  void theSdkSendsDescribesAndEndsAConnection() throws Exception {
    var id = connected(open("/live?ticket=good"));

    management.postToConnection(r -> r.connectionId(id).data(SdkBytes.fromUtf8String("Ça va ?")));
    assertThat(seen.take()).isEqualTo("text Ça va ?");

    var description = management.getConnection(r -> r.connectionId(id));
    assertThat(description.connectedAt()).isEqualTo(NOW);
    assertThat(description.identity().sourceIp()).isEqualTo("127.0.0.1");
    assertThat(description.identity().userAgent()).startsWith("okhttp");

    management.deleteConnection(r -> r.connectionId(id));
    assertThat(seen.take()).isEqualTo("closing 1000");
  }

  @Test
  void aConnectionThatIsNoMoreIsGone() throws Exception {
    var socket = open("/live?ticket=good");
    var id = connected(socket);
    socket.close(1000, null);
    events.take();

    assertThatThrownBy(() -> post(id, "x")).isInstanceOf(GoneException.class);
    assertThatThrownBy(() -> post("never=", "x")).isInstanceOf(GoneException.class);
    assertThatThrownBy(() -> management.getConnection(r -> r.connectionId(id)))
        .isInstanceOf(GoneException.class);
    assertThatThrownBy(() -> management.deleteConnection(r -> r.connectionId(id)))
        .isInstanceOf(GoneException.class);
  }

  @Test
  void aMessageOfTheLargestSizePassesAndALargerOneIsRefused() throws Exception {
    var id = connected(open("/live?ticket=good"));

    post(id, "x".repeat(128 * 1024));
    assertThat(seen.take()).hasSize("text ".length() + 128 * 1024);

    assertThatThrownBy(() -> post(id, "x".repeat(128 * 1024 + 1)))
        .isInstanceOf(PayloadTooLargeException.class);
  }

  @Test
  void anUnsignedRequestIsForbidden() throws IOException {
    var request =
        new Request.Builder()
            .url("http://127.0.0.1:" + server.actualPort() + "/live/@connections/x")
            .post(RequestBody.create(new byte[0]));

    try (var response = client.newCall(request.build()).execute()) {
      assertThat(response.code()).isEqualTo(403);
    }
  }

  @Test
  void otherPathsAreLeftToOthersAndAPlainRequestIsToldToUpgrade() throws IOException {
    assertThat(status("/elsewhere")).isEqualTo(418);
    assertThat(status("/live2")).isEqualTo(418);
    assertThat(status("/live")).isEqualTo(426);
    assertThat(events).isEmpty();
  }

  @Test
  void closingEndsEveryConnection() throws Exception {
    connected(open("/live?ticket=good"));

    live.close();

    assertThat(seen.take()).isEqualTo("closing 1001");
    assertThat(events.take().at("/requestContext/routeKey").asString()).isEqualTo("$disconnect");
  }

  private void handle(
      InputStream input, OutputStream output, com.amazonaws.services.lambda.runtime.Context context)
      throws IOException {
    var event = JSON.readTree(input);
    events.add(event);
    var ticket = event.at("/queryStringParameters/ticket").asString();
    if (ticket.equals("broken")) {
      throw new IllegalStateException("broken");
    }
    var status = ticket.equals("bad") ? 401 : 200;
    output.write(("{\"statusCode\":" + status + "}").getBytes(StandardCharsets.UTF_8));
    assertThat(context.getAwsRequestId()).isNotEmpty();
  }

  private void post(String id, String text) {
    management.postToConnection(r -> r.connectionId(id).data(SdkBytes.fromUtf8String(text)));
  }

  private int status(String path) throws IOException {
    var url = "http://127.0.0.1:" + server.actualPort() + path;
    try (var response = client.newCall(new Request.Builder().url(url).build()).execute()) {
      return response.code();
    }
  }

  private static String id(JsonNode event) {
    return event.at("/requestContext/connectionId").asString();
  }

  private WebSocket open(String path) {
    var url = "ws://127.0.0.1:" + server.actualPort() + path;
    return client.newWebSocket(new Request.Builder().url(url).build(), new Listener());
  }

  /// Waits until the API knows the connection, which is a moment after the client does.
  private String connected(WebSocket socket) throws InterruptedException {
    assertThat(seen.take()).isEqualTo("open");
    var id = id(events.take());
    socket.send("here");
    assertThat(id(events.take())).isEqualTo(id);
    return id;
  }

  private final class Listener extends WebSocketListener {
    @Override
    public void onOpen(WebSocket webSocket, Response response) {
      seen.add("open");
    }

    @Override
    public void onMessage(WebSocket webSocket, String text) {
      seen.add("text " + text);
    }

    @Override
    public void onClosing(WebSocket webSocket, int code, String reason) {
      seen.add("closing " + code);
      webSocket.close(code, null);
    }

    @Override
    public void onFailure(WebSocket webSocket, Throwable t, @Nullable Response response) {
      seen.add("failed " + (response == null ? t : response.code()));
    }
  }
}
