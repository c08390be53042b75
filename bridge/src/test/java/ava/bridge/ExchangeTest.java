package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ava.bridge.Exchange.Around;
import ava.bridge.twilio.StreamDoor.Handshake;
import ava.embedded.EmbeddedDynamoDb;
import ava.shared.aws.Metrics;
import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.loop.Dialer.Dialled;
import ava.shared.message.CallEnded;
import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import ava.shared.table.CallStore;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.TwilioSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// A bridge's whole inside on the test's thread, in virtual time.
class ExchangeTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:41:12Z");
  private static final String URL = "wss://bridge.example.fr/media-stream";
  private static final String SIGNATURE = TwilioSignature.sign("twilio", URL, List.of());
  private static final EmbeddedDynamoDb TABLES = EmbeddedDynamoDb.inMemory();
  private static final AtomicInteger TABLE = new AtomicInteger();

  private final SteppedLoop loop = new SteppedLoop(NOW);
  private final List<SteppedSocket> sessions = new ArrayList<>();
  private final List<String> toCaller = new ArrayList<>();
  private final List<String> toModel = new ArrayList<>();
  private final AtomicInteger opened = new AtomicInteger();
  private final Queue queue = new Queue();
  private final String table = "calls-" + TABLE.incrementAndGet();
  private Duration tableAnswers = Duration.ofMillis(5);
  private final Exchange exchange = exchange();

  @AfterAll
  static void stopTables() {
    TABLES.close();
  }

  @ParameterizedTest
  @CsvSource({
    "good, WebSocket, 101",
    "good, websocket, 101",
    "good, h2c, 426",
    "good, , 426",
    "bm90IG91cnM=, websocket, 403",
    ", websocket, 403",
    ", , 403"
  })
  void handshakeIsAnsweredByWhatItsHeadersSay(String signature, String upgrade, int status) {
    var signed = "good".equals(signature) ? SIGNATURE : signature;

    assertThat(
            exchange
                .door()
                .answer(new Handshake(Optional.ofNullable(signed), Optional.ofNullable(upgrade))))
        .isEqualTo(status);
  }

  @Test
  void exchangeThatDrainsOpensNoStream() {
    exchange.drain(() -> {});

    assertThat(exchange.door().answer(knock())).isEqualTo(503);
    assertThat(exchange.draining()).isTrue();
  }

  @Test
  void wholeCallHappensInVirtualTimeAndLeavesNothing() {
    exchange.open(() -> {});
    loop.pass(Duration.ofSeconds(1));
    assertThat(sessions).as("the warm one").hasSize(1);

    var caller = call(1);
    loop.pass(Duration.ofSeconds(1));
    assertThat(exchange.active()).isEqualTo(1);
    assertThat(sessions).as("the next warm one").hasSize(2);
    assertThat(toModel).anyMatch(message -> message.contains("response.create"));

    caller.say("{\"event\":\"stop\"}");
    loop.pass(Duration.ofMinutes(1));
    assertThat(exchange.active()).isZero();
    assertThat(caller.closes()).containsExactly(1000);
    var call = new CallStore(TABLES.client(), table, loop.clock()).find(sid(1));
    assertThat(call.flatMap(CallRecord::answeredAt)).contains(NOW.plusSeconds(1));
    assertThat(queue.messages)
        .extracting(CallEnded::callSid, CallEnded::reason)
        .containsExactly(tuple(sid(1), EndReason.CALLER_HUNG_UP));
    assertNothingIsLeft();
  }

  @Test
  void nobodyIsTakenBeforeTheRecordedGreetingIsRead() {
    exchange.open(opened::incrementAndGet);
    assertThat(opened).hasValue(0);

    loop.pass(tableAnswers);
    assertThat(opened).hasValue(1);

    loop.pass(Duration.ofMinutes(1));
    assertThat(opened).as("once").hasValue(1);
  }

  @Test
  void aTableThatDoesNotAnswerKeepsNobodyOutForLong() {
    tableAnswers = Duration.ofSeconds(30);
    exchange.open(opened::incrementAndGet);

    loop.pass(Duration.ofMillis(999));
    assertThat(opened).hasValue(0);
    loop.pass(Duration.ofMillis(1));
    assertThat(opened).hasValue(1);

    loop.pass(Duration.ofMinutes(1));
    assertThat(opened).as("once").hasValue(1);
  }

  @Test
  void anExchangeThatIsClosedBeforeItOpensDoesNotOpen() {
    exchange.open(opened::incrementAndGet);
    exchange.close();
    loop.finish();

    assertThat(opened).hasValue(0);
  }

  @Test
  void anotherLoopOfTheProcessWaitsForNoTable() {
    tableAnswers = Duration.ofSeconds(30);
    exchange.onAnotherLoop(around()).open(opened::incrementAndGet);
    loop.pass(Duration.ZERO);

    assertThat(opened).hasValue(1);
  }

  @Test
  void callsThatAreHereAreHandedOverWhenItDrains() {
    exchange.open(() -> {});
    var callers = List.of(call(1), call(2), call(3));
    loop.pass(Duration.ofSeconds(2));

    var gone = new AtomicBoolean();
    exchange.drain(() -> gone.set(true));
    assertThat(gone).isFalse();
    loop.pass(Duration.ofMinutes(2));

    assertThat(gone).isTrue();
    assertThat(callers).allMatch(caller -> !caller.isOpen());
    assertNothingIsLeft();
  }

  @Test
  void streamWithoutAStartIsClosed() {
    var caller = connected();
    loop.pass(Duration.ofSeconds(5));

    assertThat(caller.closes()).containsExactly(1008);
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() {
    exchange.close();
    loop.run();
    assertThat(sessions).allMatch(session -> !session.isOpen());
    assertThat(loop.isIdle()).isTrue();
  }

  private static Handshake knock() {
    return new Handshake(Optional.of(SIGNATURE), Optional.of("websocket"));
  }

  private SteppedSocket connected() {
    assertThat(exchange.door().answer(knock())).isEqualTo(101);
    var socket = new SteppedSocket(loop, toCaller::add);
    socket.heardBy(exchange.door().open(socket));
    return socket;
  }

  private SteppedSocket call(int number) {
    var socket = connected();
    var token =
        new SignedToken(Secret.of("stream"), loop.clock())
            .issue(sid(number).value(), Duration.ofMinutes(1));
    socket.say(
        """
        {"event":"start","start":{"callSid":"%s","customParameters":{"token":"%s",
        "from":"+33612345678","to":"+33187654321"}},"streamSid":"MZ%032d"}\
        """
            .formatted(sid(number), token, number));
    return socket;
  }

  private static CallSid sid(int number) {
    return new CallSid("CA%032d".formatted(number));
  }

  private Exchange exchange() {
    TABLES.createTable(table);
    var environment =
        Map.of(
            "OPENAI_API_KEY", "sk-test",
            "TWILIO_AUTH_TOKEN", "twilio",
            "STREAM_TOKEN_SECRET", "stream",
            "BRIDGE_URL", URL,
            "CALLS_TABLE", table,
            "CALL_ENDED_QUEUE_URL", "https://sqs.eu-west-3.amazonaws.com/1/ended");
    var config =
        BridgeConfig.from(
            new Settings(
                environment,
                name -> {
                  throw new IllegalArgumentException("no secret " + name);
                }));
    var clients = new AwsClients(TABLES.client(), queue);
    return new Exchange(config, clients, Metrics.none(), around());
  }

  private Around around() {
    return new Around(
        loop,
        (to, headers, within, ear, then) -> {
          var session = new SteppedSocket(loop, toModel::add);
          session.heardBy(ear);
          sessions.add(session);
          loop.after(
              Duration.ofMillis(60),
              () -> {
                then.accept(new Dialled.Open(session));
                session.say("{\"type\":\"session.created\"}");
                session.say("{\"type\":\"session.updated\"}");
              });
        },
        task -> loop.beside(tableAnswers).run(task),
        () -> "name");
  }

  private static final class Queue implements SqsClient {
    private final List<CallEnded> messages = new ArrayList<>();

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      messages.add(CallEnded.fromJson(request.messageBody()));
      return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {
      messages.clear();
    }
  }
}
