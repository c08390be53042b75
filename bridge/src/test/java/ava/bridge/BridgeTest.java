package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.bridge.record.DynamoJournal;
import ava.bridge.record.GreetingStore;
import ava.bridge.record.LogRecorder;
import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.NextStep;
import ava.shared.settings.SettingsException;
import ava.shared.twilio.TwilioSignature;
import ava.shared.twilio.Twiml.Opening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeTest extends BridgesOnLocalAws {
  private static final CallSid CALL = new CallSid("CA00000000000000000000000000000009");

  private Bridge bridge;

  @BeforeEach
  void startBridge() {
    bridge = start(settings());
  }

  @AfterEach
  void stopBridge() {
    bridge.close();
  }

  @Test
  void itIsHealthyUntilItDrains() throws Exception {
    assertThat(status(bridge, "/healthz")).isEqualTo(200);
    assertThat(status(bridge, "/elsewhere")).isEqualTo(404);
    assertThat(status(bridge, "/media-stream")).isEqualTo(403);

    assertThat(bridge.drain(Duration.ofMinutes(1))).isTrue();

    assertThat(status(bridge, "/healthz")).isEqualTo(503);
  }

  @Test
  void aCallerWhomNoModelCanServeIsSentToTheVoicemail() throws Exception {
    var stream = new TwilioStream(client(), bridge);

    stream.start(CALL, Opening.NEW);

    assertThat(stream.closed()).isEqualTo(1000);
    assertThat(bridge.drain(Duration.ofMinutes(1))).isTrue();
    assertThat(bridge.activeCalls()).isZero();
    var call = calls().find(CALL);
    assertThat(call.flatMap(CallRecord::next)).contains(new NextStep.Voicemail());
    assertThat(call.flatMap(CallRecord::answeredAt)).isPresent();
  }

  @Test
  void tokenOpensOneStreamOfAllBridges() throws Exception {
    var call = new CallSid("CA00000000000000000000000000000010");
    try (var other = start(settings());
        var log = new LogRecorder(DynamoJournal.class)) {
      var first = new TwilioStream(client(), bridge);
      var token = first.start(call, Opening.NEW);
      assertThat(first.closed()).isEqualTo(1000);
      assertThat(bridge.drain(Duration.ofMinutes(1))).isTrue();
      var noted = calls().find(call);

      var again = new TwilioStream(client(), other);
      again.start(call, Opening.NEW, token);

      assertThat(again.closed()).isEqualTo(1000);
      assertThat(other.drain(Duration.ofMinutes(1))).isTrue();
      assertThat(log.warnings()).anyMatch(line -> line.contains("token was used elsewhere"));
      assertThat(calls().find(call)).isEqualTo(noted);
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
    var settings = new HashMap<>(settings());
    settings.put("AVA_MAX_CALLS", "1");
    try (var full = start(settings)) {
      var first = new TwilioStream(client(), full);
      first.start(call, Opening.NEW);
      awaited(writes);
      assertThat(handshake(full, "twilio")).as("full").isEqualTo(503);
      first.stop();
      assertThat(first.closed()).isEqualTo(1000);
      assertThat(full.activeCalls()).as("it still writes").isEqualTo(1);

      var again = new TwilioStream(client(), full);
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
      var ended = start(settings());
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
      var ended = start(settings());
      new TwilioStream(client(), ended)
          .start(new CallSid("CA00000000000000000000000000000012"), Opening.NEW);
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

  private Map<String, String> named(String twilio) {
    var settings = new HashMap<>(settings());
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
    try (var response = client().newCall(request).execute()) {
      return response.code();
    }
  }
}
