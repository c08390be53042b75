package ava.bridge.record;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.SteppedLoop;
import ava.embedded.EmbeddedSqs;
import ava.shared.call.CallRecord.Disclosure;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.call.Usage;
import ava.shared.message.CallEnded;
import ava.shared.message.Unwritten;
import ava.shared.table.CallStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class DynamoJournalTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:41:12.345Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final DynamoJournal.WhoCalled WHO =
      new DynamoJournal.WhoCalled(
          new PhoneNumber("+33612345678"), new PhoneNumber("+33187654321"), NOW);
  private static final String TOKEN = "1800000060.9042db147451749ddfbcb565097aecbc";
  private static final Turn TURN =
      new Turn(1, Speaker.AVA, "Le cabinet, bonjour.", NOW, NOW.plusSeconds(2), false);

  private static final EmbeddedSqs QUEUES = EmbeddedSqs.start();
  private static final SqsClient SQS =
      SqsClient.builder()
          .endpointOverride(QUEUES.endpoint())
          .region(Region.EU_WEST_3)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .httpClient(UrlConnectionHttpClient.create())
          .build();

  private final SteppedLoop loop = new SteppedLoop(NOW);
  private final CallSid callSid = new CallSid("CA" + UUID.randomUUID().toString().replace("-", ""));
  private final String queueUrl = SQS.createQueue(r -> r.queueName(callSid.value())).queueUrl();
  private final CallStore calls = new CallStore(DynamoTables.working(), DynamoTables.TABLE, CLOCK);

  @AfterAll
  static void stopQueues() {
    SQS.close();
    QUEUES.close();
  }

  @Test
  void aWholeCallStandsInTheTable() {
    var journal = journal(DynamoTables.working());

    journal.answered("openai:marin");
    journal.save(TURN);
    journal.save(new Disclosure("intelligence artificielle", NOW, "g1:3"));
    journal.save(new Usage(1, 2, 3, 4, 5, 6, 0.5));
    journal.save(new Usage(1, 2, 3, 4, 5, 6, 0.25));
    journal.finish(Optional.of(EndReason.GOODBYE), NOW, Duration.ZERO);
    settle(journal);

    var call = calls.find(callSid).orElseThrow();
    assertThat(call.answeredAt()).contains(NOW);
    assertThat(call.from()).isEqualTo(WHO.from());
    assertThat(call.endReason()).contains(EndReason.GOODBYE);
    assertThat(call.endedAt()).contains(NOW);
    assertThat(call.usage()).isEqualTo(new Usage(2, 4, 6, 8, 10, 12, 0.75));
    assertThat(call.disclosure().map(Disclosure::mark)).contains("g1:3");
    assertThat(calls.turns(callSid)).containsExactly(TURN);
    assertThat(messages()).containsExactly(ended(EndReason.GOODBYE, 1, false, Unwritten.NOTHING));
  }

  @Test
  void journalWhoseTokenIsUsedElsewhereDisturbsNothing() {
    var winner = journal(DynamoTables.working());
    var loser = journal(DynamoTables.working());
    var taken = new AtomicInteger();
    var saved = new AtomicInteger();
    winner.claim(TOKEN, () -> {});
    winner.answered("openai:marin");
    winner.save(TURN);
    winner.leave(new NextStep.HangUp(), saved::incrementAndGet);
    loop.run();
    assertThat(saved).hasValue(1);
    var left = new AtomicInteger();

    try (var log = new LogRecorder(DynamoJournal.class)) {
      loser.claim(TOKEN, taken::incrementAndGet);
      loser.answered("openai:marin");
      loser.save(new Turn(2, Speaker.CALLER, "Rien.", NOW, NOW, false));
      loser.save(new Usage(1, 2, 3, 4, 5, 6, 0.5));
      loser.save(new Disclosure("rien", NOW, "g1:1"));
      loser.hold(new NotedMessage(Map.of(NotedMessage.Field.NAME, "Personne")));
      loser.keepGreeting("f39/");
      loser.leave(new NextStep.Resume(), left::incrementAndGet);
      loop.run();
      assertThat(left).hasValue(1);
      loser.finish(Optional.of(EndReason.CALLER_HUNG_UP), NOW, Duration.ZERO);
      settle(loser);

      assertThat(log.errors()).isEmpty();
    }
    winner.finish(Optional.of(EndReason.GOODBYE), NOW, Duration.ZERO);
    settle(winner);
    assertThat(taken).as("the loser is told").hasValue(1);
    var call = calls.find(callSid).orElseThrow();
    assertThat(call.next()).contains(new NextStep.HangUp());
    assertThat(call.endReason()).contains(EndReason.GOODBYE);
    assertThat(call.message().isEmpty()).isTrue();
    assertThat(call.disclosure()).isEmpty();
    assertThat(call.usage()).isEqualTo(Usage.NONE);
    assertThat(calls.turns(callSid)).containsExactly(TURN);
    assertThat(messages()).containsExactly(ended(EndReason.GOODBYE, 1, false, Unwritten.NOTHING));
  }

  @Test
  void tableThatIsAwayStopsNoCall() {
    var taken = new AtomicInteger();
    var journal = journal(DynamoTables.unreachable());

    journal.claim(TOKEN, taken::incrementAndGet);
    journal.save(TURN);
    journal.finish(Optional.of(EndReason.CALLER_HUNG_UP), NOW, Duration.ZERO);
    settle(journal);

    assertThat(taken).hasValue(0);
    assertThat(messages())
        .extracting(message -> message.heard().orElseThrow().unwritten().turns())
        .containsExactly(List.of(TURN));
  }

  @Test
  void aTurnThatIsWrittenTwiceStandsThereOnce() {
    var journal = journal(DynamoTables.working());

    journal.save(TURN);
    journal.save(TURN);
    journal.finish(Optional.empty(), NOW, Duration.ZERO);
    settle(journal);

    assertThat(calls.turns(callSid)).containsExactly(TURN);
  }

  @Test
  void turnsWhosePlacesAreTakenComeBehindThoseThatTookThem() {
    var other = new Turn(TURN.seq(), Speaker.CALLER, "Allô ?", NOW, NOW, false);
    var next = new Turn(TURN.seq() + 1, Speaker.CALLER, "Oui.", NOW, NOW, false);
    calls.append(callSid, other);
    var journal = journal(DynamoTables.working());

    journal.save(TURN);
    journal.save(next);
    journal.finish(Optional.empty(), NOW, Duration.ZERO);
    settle(journal);

    assertThat(calls.turns(callSid))
        .containsExactly(other, TURN.numbered(TURN.seq() + 1), next.numbered(TURN.seq() + 2));
  }

  @Test
  void theNextStepIsKnownToStandInTheTable() {
    var journal = journal(DynamoTables.working());
    var saved = new AtomicBoolean();

    journal.leave(new NextStep.Resume(), () -> saved.set(true));
    assertThat(saved).isFalse();
    loop.run();

    assertThat(saved).isTrue();
    assertThat(calls.find(callSid).flatMap(call -> call.next())).contains(new NextStep.Resume());
    journal.finish(Optional.empty(), NOW, Duration.ZERO);
    settle(journal);
    assertThat(messages()).isEmpty();
    assertThat(calls.find(callSid).flatMap(call -> call.endReason())).isEmpty();
  }

  @Test
  void aCallThatGoesOnElsewhereIsAnnouncedLaterAndNotEnded() {
    var journal = journal(DynamoTables.working());

    journal.finish(Optional.of(EndReason.TRANSFER), NOW, Duration.ofSeconds(60));
    settle(journal);

    assertThat(calls.find(callSid)).isEmpty();
    var delayed = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
    assertThat(
            SQS.getQueueAttributes(r -> r.queueUrl(queueUrl).attributeNames(delayed)).attributes())
        .containsEntry(delayed, "1");
  }

  @Test
  void whatTheTableDoesNotTakeTravelsInTheMessage() {
    var words = new Turn(2, Speaker.CALLER, "Rappelez-moi.", NOW, NOW.plusSeconds(1), false);
    var card = new NotedMessage(Map.of(NotedMessage.Field.NAME, "Mme Petit"));
    try (var log = new LogRecorder(DynamoJournal.class)) {
      var journal = journal(DynamoTables.unreachable());

      journal.answered("openai:marin");
      journal.save(TURN);
      journal.hold(card);
      journal.save(words);
      journal.finish(Optional.of(EndReason.CALLER_HUNG_UP), NOW, Duration.ZERO);
      settle(journal);

      assertThat(log.errors()).isEmpty();
    }
    assertThat(messages())
        .containsExactly(
            ended(EndReason.CALLER_HUNG_UP, 2, true, new Unwritten(List.of(TURN, words), card)));
  }

  @Test
  void tableThatIsBackBeforeTheEndTakesWhatWasHeld() {
    var faults = new Troubled(DynamoTables.working(), 2);
    var words = new Turn(2, Speaker.CALLER, "Rappelez-moi.", NOW, NOW.plusSeconds(1), false);
    var journal = journal(faults);

    journal.save(TURN);
    journal.save(words);
    journal.finish(Optional.of(EndReason.CALLER_HUNG_UP), NOW, Duration.ZERO);
    settle(journal);

    assertThat(calls.turns(callSid)).containsExactly(TURN, words);
    assertThat(messages())
        .containsExactly(ended(EndReason.CALLER_HUNG_UP, 2, true, Unwritten.NOTHING));
  }

  @Test
  void whatFindsNoWayOutGoesWholeIntoTheLog() {
    try (var log = new LogRecorder(DynamoJournal.class)) {
      var journal = journal(DynamoTables.unreachable(), List.of(), queueUrl + "-gone");

      journal.save(TURN);
      journal.finish(Optional.of(EndReason.CALLER_HUNG_UP), NOW, Duration.ZERO);
      settle(journal);

      assertThat(log.errors())
          .anySatisfy(line ->
              assertThat(line).contains(callSid.value(), "not written", "Le cabinet, bonjour."));
    }
  }

  @Test
  void callThatGoesOnElsewhereLogsWhatTheTableDidNotTake() {
    try (var log = new LogRecorder(DynamoJournal.class)) {
      var journal = journal(DynamoTables.unreachable());

      journal.save(TURN);
      journal.finish(Optional.empty(), NOW, Duration.ZERO);
      settle(journal);

      assertThat(log.errors()).singleElement().asString().contains("Le cabinet, bonjour.");
    }
  }

  @Test
  void leavingDoesNotWaitForATableThatIsAway() {
    var pauses = List.of(Duration.ofSeconds(4));
    var journal = journal(DynamoTables.unreachable(), pauses);
    var saved = new AtomicInteger();

    journal.leave(new NextStep.HangUp(), saved::incrementAndGet);

    loop.pass(Duration.ofMillis(1_999));
    assertThat(saved).hasValue(0);
    loop.pass(Duration.ofMillis(1));
    assertThat(saved).hasValue(1);
    journal.finish(Optional.empty(), NOW, Duration.ZERO);
    settle(journal);
    assertThat(saved).hasValue(1);
  }

  private List<CallEnded> messages() {
    return SQS.receiveMessage(r -> r.queueUrl(queueUrl).maxNumberOfMessages(10)).messages().stream()
        .map(message -> CallEnded.fromJson(message.body()))
        .toList();
  }

  private DynamoJournal journal(DynamoDbClient client) {
    return journal(client, List.of(Duration.ofMillis(5)));
  }

  private DynamoJournal journal(DynamoDbClient client, List<Duration> pauses) {
    return journal(client, pauses, queueUrl);
  }

  private CallEnded ended(EndReason reason, int turns, boolean spoke, Unwritten unwritten) {
    var heard = new CallEnded.Heard(WHO.from(), WHO.to(), NOW, turns, spoke, unwritten);
    return new CallEnded(callSid, NOW, reason, heard);
  }

  private DynamoJournal journal(DynamoDbClient client, List<Duration> pauses, String queueUrl) {
    var stores =
        new DynamoJournal.Stores(
            new CallStore(client, DynamoTables.TABLE, CLOCK),
            new CallEndedQueue(SQS, queueUrl),
            new GreetingStore(
                client, DynamoTables.TABLE, "Bonjour.", "marin", "gpt-realtime-2.1", loop.clock()),
            pauses);
    return new DynamoJournal(
        callSid, WHO, UUID.randomUUID().toString(), stores, loop, loop.beside());
  }

  /// A table whose first writes of turns fail.
  private static final class Troubled implements DynamoDbClient {
    private final DynamoDbClient table;
    private int failures;

    Troubled(DynamoDbClient table, int failures) {
      this.table = table;
      this.failures = failures;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
      if (failures-- > 0) {
        throw new UncheckedIOException(new IOException("Connection reset"));
      }
      return table.putItem(request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
      return table.updateItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
      return table.query(request);
    }

    @Override
    public String serviceName() {
      return table.serviceName();
    }

    @Override
    public void close() {
      failures = 0;
    }
  }

  private void settle(DynamoJournal journal) {
    var done = new AtomicBoolean();
    journal.whenDone(() -> done.set(true));
    loop.finish();
    assertThat(done).isTrue();
  }
}
