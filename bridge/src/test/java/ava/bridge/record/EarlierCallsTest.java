package ava.bridge.record;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.SteppedLoop;
import ava.bridge.record.EarlierCalls.Earlier;
import ava.shared.call.CallSid;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.table.CallStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

class EarlierCallsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:41:12.345Z");
  private static final Duration PATIENCE = Duration.ofMillis(1_500);
  private static final PhoneNumber FROM = new PhoneNumber("+33612345678");
  private static final Turn TURN = new Turn(1, Speaker.CALLER, "Allô ?", NOW, NOW, false);
  private static final NotedMessage CARD =
      new NotedMessage(Map.of(NotedMessage.Field.NAME, "Mme Petit"));

  private final SteppedLoop loop = new SteppedLoop(NOW);
  private final CallSid callSid = new CallSid("CA" + UUID.randomUUID().toString().replace("-", ""));
  private final List<Earlier> answers = new ArrayList<>();

  @Test
  void whatWasSaidAndNotedIsRead() {
    var calls = calls(DynamoTables.working());
    calls.answered(callSid, FROM, FROM, NOW.minusSeconds(60));
    calls.append(callSid, TURN);
    calls.note(callSid, CARD);

    read(calls, Duration.ofMillis(20), Optional.empty());
    loop.finish();

    assertThat(answers)
        .singleElement()
        .satisfies(earlier -> {
          assertThat(earlier.startedAt()).contains(NOW.minusSeconds(60));
          assertThat(earlier.resumption().turns()).containsExactly(TURN);
          assertThat(earlier.resumption().noted()).isEqualTo(CARD);
        });
  }

  @Test
  void wordsThatThisProcessStillWritesAreWaitedFor() {
    var calls = calls(DynamoTables.working());
    var before = journal(calls);
    before.save(TURN);
    before.finish(Optional.empty(), NOW, Duration.ZERO);

    read(calls, Duration.ZERO, Optional.of(before));
    loop.finish();

    assertThat(answers)
        .singleElement()
        .satisfies(earlier -> assertThat(earlier.resumption().turns()).containsExactly(TURN));
  }

  @Test
  void slowTableIsNotWaitedForLongerThanPatienceLasts() {
    var calls = calls(DynamoTables.working());
    calls.append(callSid, TURN);

    read(calls, PATIENCE.plusMillis(1), Optional.empty());

    loop.pass(PATIENCE.minusMillis(1));
    assertThat(answers).isEmpty();
    loop.pass(Duration.ofMillis(1));
    assertUnknown();
    loop.finish();
    assertThat(answers).hasSize(1);
  }

  @Test
  void journalThatTakesLongerThanPatienceIsNotWaitedForAndNothingIsRead() {
    var before = journal(calls(DynamoTables.working()));
    read(calls(DynamoTables.working()), Duration.ZERO, Optional.of(before));

    loop.pass(PATIENCE);
    assertUnknown();
    before.finish(Optional.empty(), NOW, Duration.ZERO);
    loop.finish();
    assertThat(answers).hasSize(1);
  }

  @Test
  void withoutTheTableTheCallGoesOnWithoutItsMemory() {
    try (var log = new LogRecorder(EarlierCalls.class)) {
      read(calls(DynamoTables.unreachable()), Duration.ZERO, Optional.empty());
      loop.run();

      assertUnknown();
      assertThat(loop.isIdle()).isTrue();
      assertThat(log.errors()).singleElement().asString().contains(callSid.value());
    }
  }

  private void assertUnknown() {
    assertThat(answers)
        .singleElement()
        .satisfies(earlier -> {
          assertThat(earlier.startedAt()).isEmpty();
          assertThat(earlier.resumption().turns()).isEmpty();
          assertThat(earlier.resumption().transferFailed()).isTrue();
        });
  }

  private void read(CallStore calls, Duration each, Optional<DynamoJournal> before) {
    new EarlierCalls(calls, loop, loop.beside(each), PATIENCE)
        .read(callSid, true, before, answers::add);
  }

  private DynamoJournal journal(CallStore calls) {
    var client = DynamoTables.working();
    var stores =
        new DynamoJournal.Stores(
            calls,
            new CallEndedQueue(new NoQueue(), "queue"),
            new GreetingStore(
                client, DynamoTables.TABLE, "Bonjour.", "marin", "gpt-realtime-2.1", loop.clock()),
            List.of());
    var who = new DynamoJournal.WhoCalled(FROM, FROM, NOW);
    return new DynamoJournal(
        callSid, who, "before", stores, loop, loop.beside(Duration.ofMillis(100)));
  }

  private CallStore calls(DynamoDbClient client) {
    return new CallStore(client, DynamoTables.TABLE, loop.clock());
  }

  /// A call that goes on elsewhere announces nothing.
  private static final class NoQueue implements SqsClient {
    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {
      throw new UnsupportedOperationException("nobody closes it");
    }
  }
}
