package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.bridge.record.DynamoJournal;
import ava.bridge.record.GreetingStore;
import ava.bridge.record.LogRecorder;
import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.EmbeddedSqs;
import ava.shared.aws.Metrics;
import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.NextStep;
import ava.shared.settings.Secret;
import ava.shared.settings.SettingsException;
import ava.shared.table.CallStore;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.TwilioSignature;
import ava.shared.twilio.Twiml.Opening;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeTest {
  private static final CallSid CALL = new CallSid("CA00000000000000000000000000000009");
  private static final String URL = "wss://bridge.example.fr/media-stream";
  private static final EmbeddedDynamoDb TABLES = EmbeddedDynamoDb.inMemory();
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "aws.region", "eu-west-3",
          "aws.accessKeyId", TABLES.credentials().accessKeyId(),
          "aws.secretAccessKey", TABLES.credentials().secret());

  private static final CallStore CALLS = new CallStore(TABLES.client(), "calls", Clock.systemUTC());
  private static final EmbeddedSqs QUEUES = EmbeddedSqs.start();

  private static final Map<String, String> SETTINGS =
      Map.of(
          "PORT", "0",
          "OPENAI_API_KEY", "sk-test",
          "OPENAI_BASE_URL", "http://127.0.0.1:9/v1",
          "TWILIO_AUTH_TOKEN", "twilio",
          "STREAM_TOKEN_SECRET", "stream",
          "BRIDGE_URL", URL,
          "CALLS_TABLE", "calls",
          "CALL_ENDED_QUEUE_URL", QUEUES.endpoint() + "/queue/ended");

  private final OkHttpClient client = new OkHttpClient();
  private final Bridge bridge = started();

  private static Bridge started() {
    TABLES.createTable("calls");
    PROPERTIES.forEach(System::setProperty);
    System.setProperty("aws.endpointUrlDynamoDb", TABLES.endpoint().toString());
    System.setProperty("aws.endpointUrlSqs", QUEUES.endpoint().toString());
    return start(SETTINGS);
  }

  private static Bridge start(Map<String, String> settings) {
    return Bridge.start(
        settings, request -> request.response().setStatusCode(404).end(), Metrics.none());
  }

  @AfterEach
  void stopBridge() {
    bridge.close();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  @AfterAll
  static void stopTables() {
    PROPERTIES.keySet().forEach(System::clearProperty);
    System.clearProperty("aws.endpointUrlDynamoDb");
    System.clearProperty("aws.endpointUrlSqs");
    QUEUES.close();
    TABLES.close();
  }

  @Test
  void itIsHealthyUntilItDrains() throws Exception {
    assertThat(status("/healthz")).isEqualTo(200);
    assertThat(status("/elsewhere")).isEqualTo(404);
    assertThat(status("/media-stream")).isEqualTo(403);

    assertThat(bridge.drain(Duration.ofMinutes(1))).isTrue();

    assertThat(status("/healthz")).isEqualTo(503);
  }

  @Test
  void aCallerWhomNoModelCanServeIsSentToTheVoicemail() throws Exception {
    var stream = new Stream(bridge);

    stream.start(CALL, Opening.NEW);

    assertThat(stream.closed()).isEqualTo(1000);
    assertThat(bridge.drain(Duration.ofMinutes(1))).isTrue();
    assertThat(bridge.activeCalls()).isZero();
    var call = CALLS.find(CALL);
    assertThat(call.flatMap(CallRecord::next)).contains(new NextStep.Voicemail());
    assertThat(call.flatMap(CallRecord::answeredAt)).isPresent();
  }

  @Test
  void tokenOpensOneStreamOfAllBridges() throws Exception {
    var call = new CallSid("CA00000000000000000000000000000010");
    try (var other = start(SETTINGS);
        var log = new LogRecorder(DynamoJournal.class)) {
      var first = new Stream(bridge);
      var token = first.start(call, Opening.NEW);
      assertThat(first.closed()).isEqualTo(1000);
      assertThat(bridge.drain(Duration.ofMinutes(1))).isTrue();
      var noted = CALLS.find(call);

      var again = new Stream(other);
      again.start(call, Opening.NEW, token);

      assertThat(again.closed()).isEqualTo(1000);
      assertThat(other.drain(Duration.ofMinutes(1))).isTrue();
      assertThat(log.warnings()).anyMatch(line -> line.contains("token was used elsewhere"));
      assertThat(CALLS.find(call)).isEqualTo(noted);
    }
  }

  @Test
  void callThatComesBackFindsRoomWhileItsFormerSelfStillWrites() throws Exception {
    var call = new CallSid("CA00000000000000000000000000000011");
    var writes = new CountDownLatch(1);
    var answers = new CountDownLatch(1);
    var slow =
        server(exchange -> {
          if (exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith("UpdateItem")) {
            writes.countDown();
          }
          awaited(answers);
          answer(exchange, 200, "{}");
        });
    System.setProperty("aws.endpointUrlDynamoDb", address(slow));
    var settings = new HashMap<>(SETTINGS);
    settings.put("AVA_MAX_CALLS", "1");
    try (var full = start(settings)) {
      var first = new Stream(full);
      first.start(call, Opening.NEW);
      awaited(writes);
      assertThat(handshake(full, "twilio")).as("full").isEqualTo(503);
      first.stop();
      assertThat(first.closed()).isEqualTo(1000);
      assertThat(full.activeCalls()).as("it still writes").isEqualTo(1);

      var again = new Stream(full);
      again.start(call, Opening.RESUMED);
      answers.countDown();

      assertThat(again.closed()).as("taken, and sent to the voicemail").isEqualTo(1000);
    } finally {
      answers.countDown();
      slow.stop(0);
    }
  }

  /// @param table what becomes of the request that the bridge waits for when it is asked to end;
  ///   the client's next try is answered
  @ParameterizedTest
  @ValueSource(strings = {"answers", "fails", "breaks", "is not asked yet"})
  void bridgeThatEndsWhileItReadsItsGreetingComplainsOfNothing(String table) throws Exception {
    var complaints = new LinkedBlockingQueue<Throwable>();
    var asked = new CountDownLatch(table.equals("is not asked yet") ? 0 : 1);
    var ending = new CountDownLatch(1);
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> complaints.add(e));
    var slow =
        server(exchange -> {
          var first = ending.getCount() > 0;
          asked.countDown();
          awaited(ending);
          if (!first || !table.equals("breaks")) {
            answer(exchange, first && table.equals("fails") ? 500 : 200, "{}");
          }
          exchange.close();
        });
    System.setProperty("aws.endpointUrlDynamoDb", address(slow));
    try (var log = new LogRecorder(GreetingStore.class)) {
      var ended = start(SETTINGS);
      awaited(asked);
      var closing = Thread.startVirtualThread(ended::close);
      ending.countDown();

      assertThat(closing.join(Duration.ofMinutes(1))).isTrue();
      assertThat(complaints).isEmpty();
      assertThat(log.warnings()).isEmpty();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
      slow.stop(0);
    }
  }

  @Test
  void bridgeThatEndsWhileACallIsWrittenComplainsOfNothing() throws Exception {
    var complaints = new LinkedBlockingQueue<Throwable>();
    var writes = new CountDownLatch(1);
    var ending = new CountDownLatch(1);
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, e) -> complaints.add(e));
    var slow =
        server(exchange -> {
          if (exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith("UpdateItem")) {
            writes.countDown();
            awaited(ending);
          }
          answer(exchange, 200, "{}");
        });
    System.setProperty("aws.endpointUrlDynamoDb", address(slow));
    try {
      var ended = start(SETTINGS);
      new Stream(ended).start(new CallSid("CA00000000000000000000000000000012"), Opening.NEW);
      awaited(writes);
      var closing = Thread.startVirtualThread(ended::close);
      while (closing.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      ending.countDown();

      assertThat(closing.join(Duration.ofMinutes(1))).isTrue();
      assertThat(complaints).isEmpty();
    } finally {
      ending.countDown();
      Thread.setDefaultUncaughtExceptionHandler(before);
      slow.stop(0);
    }
  }

  @Test
  void secretsAreReadByTheirNames() throws Exception {
    var secrets =
        Map.of("arn:key", "sk-stored", "arn:twilio", "stored-token", "arn:stream", "stored-stream");
    var manager =
        server(exchange -> {
          var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          var value = secrets.get(asked.replaceAll(".*\"SecretId\":\"([^\"]*)\".*", "$1"));
          if (value == null) {
            answer(exchange, 400, "{\"__type\":\"ResourceNotFoundException\"}");
          } else {
            answer(exchange, 200, "{\"SecretString\":\"" + value + "\\n\"}");
          }
        });
    System.setProperty("aws.endpointUrlSecretsManager", address(manager));
    try (var other = start(named("arn:twilio"))) {
      assertThat(handshake(other, "stored-token")).isEqualTo(426);
      assertThat(handshake(other, "twilio")).isEqualTo(403);
      assertThatThrownBy(() -> start(named("arn:none")))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("arn:none");
    } finally {
      System.clearProperty("aws.endpointUrlSecretsManager");
      manager.stop(0);
    }
  }

  private static Map<String, String> named(String twilio) {
    var settings = new HashMap<>(SETTINGS);
    settings
        .keySet()
        .removeAll(Set.of("OPENAI_API_KEY", "TWILIO_AUTH_TOKEN", "STREAM_TOKEN_SECRET"));
    settings.put("OPENAI_API_KEY_ARN", "arn:key");
    settings.put("TWILIO_AUTH_TOKEN_ARN", twilio);
    settings.put("STREAM_TOKEN_SECRET_ARN", "arn:stream");
    return settings;
  }

  private int handshake(Bridge asked, String token) throws IOException {
    var request =
        new Request.Builder()
            .url("http://127.0.0.1:" + asked.port() + "/media-stream")
            .header("X-Twilio-Signature", TwilioSignature.sign(token, URL, List.of()))
            .build();
    try (var response = client.newCall(request).execute()) {
      return response.code();
    }
  }

  private static HttpServer server(HttpHandler handler) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Thread::startVirtualThread);
    server.createContext("/", handler);
    server.start();
    return server;
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /// Twilio's end of a stream.
  private final class Stream extends WebSocketListener {
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    Stream(Bridge to) {
      var handshake =
          new Request.Builder()
              .url("http://127.0.0.1:" + to.port() + "/media-stream")
              .header("X-Twilio-Signature", TwilioSignature.sign("twilio", URL, List.of()))
              .build();
      socket = client.newWebSocket(handshake, this);
    }

    /// Names a call; the token that was good for it.
    String start(CallSid call, Opening opening) {
      var token =
          new SignedToken(Secret.of("stream"), Clock.systemUTC())
              .issue(opening.subject(call), Duration.ofMinutes(1));
      start(call, opening, token);
      return token;
    }

    void start(CallSid call, Opening opening, String token) {
      send(
          """
          {"event":"start","start":{"callSid":"%s","customParameters":{"token":"%s","resume":"%s"}},
          "streamSid":"MZ00000000000000000000000000000009"}\
          """
              .formatted(call, token, opening == Opening.NEW ? "" : "1"));
    }

    void stop() {
      send("{\"event\":\"stop\"}");
    }

    private void send(String text) {
      assertThat(socket.send(text)).isTrue();
    }

    int closed() throws Exception {
      return closed.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void onClosing(WebSocket from, int code, String reason) {
      closed.complete(code);
      from.close(1000, null);
    }

    @Override
    public void onFailure(WebSocket from, Throwable why, @Nullable Response response) {
      closed.completeExceptionally(why);
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void loopsShareOnePortAndDrainTogether() throws Exception {
    var two = onTwoLoops();
    try {
      for (var connection = 0; connection < 4; connection++) {
        client.connectionPool().evictAll();
        assertThat(status(two, "/healthz")).isEqualTo(200);
      }

      assertThat(two.drain(Duration.ofMinutes(1))).isTrue();

      for (var connection = 0; connection < 4; connection++) {
        client.connectionPool().evictAll();
        assertThat(status(two, "/healthz")).isEqualTo(503);
      }
    } finally {
      two.close();
    }
  }

  @Test
  void connectionsGoToTheLoopsInTurn() throws Exception {
    var two = onTwoLoops();
    try {
      var loops = new HashSet<String>();
      for (var connection = 0; connection < 4; connection++) {
        client.connectionPool().evictAll();
        loops.add(body(two, "/loop"));
      }

      assertThat(loops).hasSize(2);
    } finally {
      two.close();
    }
  }

  @Test
  void loopsReadTheRecordedGreetingOnce() throws Exception {
    var reads = new AtomicInteger();
    var read = new CountDownLatch(1);
    var counting =
        server(exchange -> {
          reads.incrementAndGet();
          answer(exchange, 200, "{}");
          read.countDown();
        });
    System.setProperty("aws.endpointUrlDynamoDb", address(counting));
    try {
      var two = onTwoLoops();
      awaited(read);
      two.close();

      assertThat(reads).hasValue(1);
    } finally {
      counting.stop(0);
    }
  }

  /// What it is asked elsewhere it answers with its thread.
  private static Bridge onTwoLoops() {
    return Bridge.start(
        SETTINGS,
        request -> request.response().end(Thread.currentThread().getName()),
        _ -> Metrics.none(),
        2);
  }

  private String body(Bridge from, String path) throws IOException {
    var request = new Request.Builder().url("http://127.0.0.1:" + from.port() + path).build();
    try (var response = client.newCall(request).execute()) {
      return response.body().string();
    }
  }

  private int status(String path) throws IOException {
    return status(bridge, path);
  }

  private int status(Bridge of, String path) throws IOException {
    var request = new Request.Builder().url("http://127.0.0.1:" + of.port() + path).build();
    try (var response = client.newCall(request).execute()) {
      return response.code();
    }
  }
}
