package ava.bridge.record;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.SteppedLoop;
import ava.bridge.record.FaultyTable.Fault;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.call.Usage;
import ava.shared.message.CallEnded;
import ava.shared.table.CallStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// Whatever befalls the table, and whenever: each word of a call stands in the table, in the
/// message or in the log.
class NoWordIsLostTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:41:12.345Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final DynamoJournal.WhoCalled WHO =
      new DynamoJournal.WhoCalled(
          new PhoneNumber("+33612345678"), new PhoneNumber("+33187654321"), NOW);
  private static final int ALWAYS = Integer.MAX_VALUE;

  private final SteppedLoop loop = new SteppedLoop(NOW);
  private final CallSid callSid = new CallSid("CA" + UUID.randomUUID().toString().replace("-", ""));
  private final CallStore calls = new CallStore(DynamoTables.working(), DynamoTables.TABLE, CLOCK);

  static Stream<Arguments> troubles() {
    return Stream.of(Fault.values())
        .flatMap(fault ->
            Stream.of(
                Arguments.of(fault, 0, 1),
                Arguments.of(fault, 1, 3),
                Arguments.of(fault, 2, 9),
                Arguments.of(fault, 4, 14),
                Arguments.of(fault, 0, 20),
                Arguments.of(fault, 6, ALWAYS),
                Arguments.of(fault, 0, ALWAYS)));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void tableAndMessageHoldTheWholeCall(Fault fault, int from, int to) {
    var queue = new Queue(true);
    var turns = conversation(9);

    call(new FaultyTable(DynamoTables.working(), fault, from, to), queue, turns);

    var heard = queue.sent().heard().orElseThrow();
    var known = new ArrayList<>(calls.turns(callSid));
    heard.unwritten().turns().stream().filter(turn -> !known.contains(turn)).forEach(known::add);
    assertThat(known).containsExactlyElementsOf(turns);
    assertThat(heard.turns()).isEqualTo(9);
    assertThat(heard.spoke()).isTrue();
    assertThat(heard.from()).isEqualTo(WHO.from());
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void tableThatIsBackHoldsEverythingAndNothingIsLost(Fault fault) {
    var turns = conversation(9);
    try (var log = new LogRecorder(DynamoJournal.class)) {
      call(new FaultyTable(DynamoTables.working(), fault, 1, 5), new Queue(true), turns);

      assertThat(log.errors()).noneMatch(line -> line.contains("not written"));
    }
    assertThat(calls.turns(callSid)).containsExactlyElementsOf(turns);
    assertThat(calls.find(callSid).orElseThrow().usage())
        .isEqualTo(new Usage(9, 0, 0, 0, 0, 0, 2.25));
  }

  @Test
  void turnsOfAProcessThatHadTheCallBeforeDoNotMakeTheCountWrong() {
    var queue = new Queue(true);
    var before = new Turn(1, Speaker.CALLER, "Allô ?", NOW, NOW, false);
    calls.append(callSid, before);

    call(new FaultyTable(DynamoTables.working(), Fault.RESET, 1, 5), queue, conversation(3));

    assertThat(calls.turns(callSid))
        .extracting(Turn::text)
        .containsExactly("Allô ?", "Mot 1.", "Mot 2.", "Mot 3.");
    assertThat(queue.sent().heard().orElseThrow().turns()).isEqualTo(4);
  }

  @Test
  void whatNeitherTableNorQueueTakesStandsInOneLine() {
    var turns = conversation(9);
    try (var log = new LogRecorder(DynamoJournal.class)) {
      call(
          new FaultyTable(DynamoTables.working(), Fault.RESET, 0, ALWAYS), new Queue(false), turns);

      assertThat(log.errors())
          .filteredOn(line -> line.contains("Mot "))
          .singleElement()
          .asString()
          .contains("call-ended message", WHO.from().value())
          .contains(turns.stream().map(Turn::text).toList());
    }
  }

  @Test
  void whatTheMessageHasNoRoomForStandsInTheLog() {
    var queue = new Queue(true);
    var turns =
        IntStream.rangeClosed(1, 6)
            .mapToObj(n -> turn(n, "Mot " + n + " " + "é".repeat(30_000)))
            .toList();
    try (var log = new LogRecorder(DynamoJournal.class)) {
      call(new FaultyTable(DynamoTables.working(), Fault.RESET, 0, ALWAYS), queue, turns);

      assertThat(queue.sent().heard().orElseThrow().unwritten().turns())
          .containsExactlyElementsOf(turns.subList(0, 4));
      assertThat(log.errors()).anyMatch(line -> line.contains("Mot 5 é"));
      assertThat(log.errors()).anyMatch(line -> line.contains("Mot 6 é"));
      assertThat(log.errors()).noneMatch(line -> line.contains("Mot 4 é"));
    }
  }

  @Test
  void cardThatWasHeldTravelsWithItsLatestFields() {
    var queue = new Queue(true);
    var journal =
        journal(new FaultyTable(DynamoTables.working(), Fault.THROTTLED, 0, ALWAYS), queue);

    journal.hold(card("Mme Petit"));
    journal.hold(card("Mme Petitjean"));
    journal.finish(Optional.of(EndReason.GOODBYE), NOW, Duration.ZERO);
    settle(journal);

    var heard = queue.sent().heard().orElseThrow();
    assertThat(heard.unwritten().card()).isEqualTo(card("Mme Petitjean"));
    assertThat(heard.spoke()).isFalse();
  }

  private static NotedMessage card(String name) {
    return new NotedMessage(Map.of(NotedMessage.Field.NAME, name));
  }

  /// Words come faster than the table takes them.
  private void call(DynamoDbClient table, SqsClient queue, List<Turn> turns) {
    var journal = journal(table, queue);
    journal.claim("1800000060.9042", () -> {});
    journal.answered("openai:marin");
    for (var turn : turns) {
      journal.save(turn);
      journal.save(new Usage(1, 0, 0, 0, 0, 0, 0.25));
      loop.pass(Duration.ofMillis(700));
    }
    journal.finish(Optional.of(EndReason.CALLER_HUNG_UP), NOW, Duration.ZERO);
    settle(journal);
  }

  private DynamoJournal journal(DynamoDbClient table, SqsClient queue) {
    var stores =
        new DynamoJournal.Stores(
            new CallStore(table, DynamoTables.TABLE, CLOCK),
            new CallEndedQueue(queue, "queue"),
            new GreetingStore(
                table, DynamoTables.TABLE, "Bonjour.", "marin", "gpt-realtime-2.1", loop.clock()),
            DynamoJournal.Stores.STANDARD_PAUSES);
    return new DynamoJournal(
        callSid,
        WHO,
        UUID.randomUUID().toString(),
        stores,
        loop,
        loop.beside(Duration.ofMillis(400)));
  }

  private void settle(DynamoJournal journal) {
    var done = new AtomicBoolean();
    journal.whenDone(() -> done.set(true));
    loop.finish();
    assertThat(done).isTrue();
  }

  private static List<Turn> conversation(int turns) {
    return IntStream.rangeClosed(1, turns).mapToObj(n -> turn(n, "Mot " + n + ".")).toList();
  }

  private static Turn turn(int seq, String text) {
    var speaker = seq % 2 == 0 ? Speaker.CALLER : Speaker.AVA;
    return new Turn(seq, speaker, text, NOW, NOW.plusSeconds(seq), false);
  }

  /// Keeps the one message that is sent, or takes none.
  private static final class Queue implements SqsClient {
    private final boolean reachable;
    private final List<CallEnded> messages = Collections.synchronizedList(new ArrayList<>());

    Queue(boolean reachable) {
      this.reachable = reachable;
    }

    CallEnded sent() {
      assertThat(messages).hasSize(1);
      return messages.getFirst();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      if (!reachable) {
        throw new UncheckedIOException(new IOException("Connection reset"));
      }
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
