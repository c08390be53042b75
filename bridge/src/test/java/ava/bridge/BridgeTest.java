package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.EmbeddedSqs;
import ava.shared.CallRecord;
import ava.shared.CallSid;
import ava.shared.CallStore;
import ava.shared.Metrics;
import ava.shared.NextStep;
import ava.shared.Secret;
import ava.shared.SignedToken;
import ava.shared.TwilioSignature;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BridgeTest {
  private static final CallSid CALL = new CallSid("CA00000000000000000000000000000009");
  private static final String URL = "wss://bridge.example.fr/media-stream";
  private static final EmbeddedDynamoDb TABLES = EmbeddedDynamoDb.inMemory();
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "aws.region", "eu-west-3",
          "aws.accessKeyId", TABLES.credentials().accessKeyId(),
          "aws.secretAccessKey", TABLES.credentials().secret());

  private static final EmbeddedSqs QUEUES = EmbeddedSqs.start();

  private final OkHttpClient client = new OkHttpClient();
  private final Bridge bridge = started();

  private static Bridge started() {
    TABLES.createTable("calls");
    PROPERTIES.forEach(System::setProperty);
    System.setProperty("aws.endpointUrlDynamoDb", TABLES.endpoint().toString());
    System.setProperty("aws.endpointUrlSqs", QUEUES.endpoint().toString());
    return Bridge.start(
        Map.of(
            "PORT", "0",
            "OPENAI_API_KEY", "sk-test",
            "OPENAI_BASE_URL", "http://127.0.0.1:9/v1",
            "TWILIO_AUTH_TOKEN", "twilio",
            "STREAM_TOKEN_SECRET", "stream",
            "BRIDGE_URL", URL,
            "CALLS_TABLE", "calls",
            "CALL_ENDED_QUEUE_URL", QUEUES.endpoint() + "/queue/ended"),
        request -> request.response().setStatusCode(404).end(),
        Metrics.none());
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

    assertThat(bridge.drain(Duration.ofSeconds(5))).isTrue();

    assertThat(status("/healthz")).isEqualTo(503);
  }

  @Test
  void aCallerWhomNoModelCanServeIsSentToTheVoicemail() throws Exception {
    var closed = new CompletableFuture<Integer>();
    var handshake =
        new Request.Builder()
            .url("http://127.0.0.1:" + bridge.port() + "/media-stream")
            .header("X-Twilio-Signature", TwilioSignature.sign("twilio", URL, List.of()))
            .build();
    var token =
        new SignedToken(Secret.of("stream"), Clock.systemUTC())
            .issue(CALL.value(), Duration.ofMinutes(1));
    var stream =
        client.newWebSocket(
            handshake,
            new WebSocketListener() {
              @Override
              public void onClosing(WebSocket from, int code, String reason) {
                closed.complete(code);
                from.close(1000, null);
              }
            });

    assertThat(
            stream.send(
                """
                {"event":"start","start":{"callSid":"%s","customParameters":{"token":"%s"}},
                "streamSid":"MZ00000000000000000000000000000009"}\
                """
                    .formatted(CALL, token)))
        .isTrue();

    assertThat(closed.get(15, TimeUnit.SECONDS)).isEqualTo(1000);
    assertThat(bridge.drain(Duration.ofSeconds(15))).isTrue();
    assertThat(bridge.activeCalls()).isZero();
    var call = new CallStore(TABLES.client(), "calls", Clock.systemUTC()).find(CALL);
    assertThat(call.flatMap(CallRecord::next)).contains(new NextStep.Voicemail());
    assertThat(call.flatMap(CallRecord::answeredAt)).isPresent();
  }

  private int status(String path) throws IOException {
    var request = new Request.Builder().url("http://127.0.0.1:" + bridge.port() + path).build();
    try (var response = client.newCall(request).execute()) {
      return response.code();
    }
  }
}
