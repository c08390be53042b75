package ava.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.table.StreamRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a function gets to see of a stream, batch by batch: each batch as the last digits of its
/// sort keys.
class StreamDeliveryTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String NONE = "{\"batchItemFailures\":[]}";

  private Instant now = Instant.parse("2026-11-25T10:00:00Z");
  private final InstantSource clock = () -> now;

  @AutoClose private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory(clock);

  private final List<String> batches = new ArrayList<>();

  @Test
  void whatTheFunctionTakesDoesNotComeAgain() throws InterruptedException {
    deliver(turns(3), _ -> NONE);

    assertThat(batches).containsExactly("123");
  }

  @Test
  void whatItNamesAsFailedComesAgainFromThereOn() throws InterruptedException {
    deliver(turns(5), event -> batches.size() == 1 ? failure(event, 2) : NONE);

    assertThat(batches).containsExactly("12345", "345");
  }

  @Test
  void whatFailsAlwaysIsTriedThreeTimes() throws InterruptedException {
    deliver(turns(2), event -> failure(event, 0));

    assertThat(batches).containsExactly("12", "12", "12");
  }

  @Test
  void aBatchOverWhichItThrowsIsHalvedUntilTheRecordIsFound() throws InterruptedException {
    deliver(
        turns(4),
        _ -> {
          if (batches.getLast().contains("3")) {
            throw new IllegalStateException("cannot bear 3");
          }
          return NONE;
        });

    assertThat(batches).containsExactly("1234", "12", "34", "3", "3", "3", "4");
  }

  @Test
  void removalsAndItemsOfNoCallAreFilteredOut() throws InterruptedException {
    dynamoDb.createTable("calls");
    put("VIEWER#1", "VIEWER");
    put("CALL#1", "TURN#1");
    dynamoDb
        .client()
        .deleteItem(r ->
            r.tableName("calls")
                .key(
                    Map.of(
                        "pk",
                        AttributeValue.fromS("CALL#1"),
                        "sk",
                        AttributeValue.fromS("TURN#1"))));

    deliver(dynamoDb.changes("calls").after(0, 100), _ -> NONE);

    assertThat(batches).containsExactly("1");
  }

  @Test
  void aRecordThatIsTooOldIsDropped() throws InterruptedException {
    var early = turns(2);
    now = now.plusSeconds(61);
    var all = new ArrayList<>(early);
    put("CALL#1", "TURN#3");
    all.addAll(dynamoDb.changes("calls").after(early.getLast().sequence(), 100));

    deliver(all, _ -> NONE);

    assertThat(batches).containsExactly("3");
  }

  private List<StreamRecord> turns(int count) {
    dynamoDb.createTable("calls");
    IntStream.rangeClosed(1, count).forEach(i -> put("CALL#1", "TURN#" + i));
    return dynamoDb.changes("calls").after(0, 100);
  }

  private void put(String pk, String sk) {
    dynamoDb
        .client()
        .putItem(r ->
            r.tableName("calls")
                .item(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk))));
  }

  private void deliver(List<StreamRecord> records, UnaryOperator<String> function)
      throws InterruptedException {
    UnaryOperator<String> seen =
        event -> {
          batches.add(records(event).map(this::lastDigit).collect(Collectors.joining()));
          return function.apply(event);
        };
    new StreamDelivery(StreamRules.OF_THE_TEMPLATE, "arn", seen, clock, _ -> {}).deliver(records);
  }

  private String lastDigit(JsonNode record) {
    var key = record.at("/dynamodb/Keys/sk/S").asString();
    return key.substring(key.length() - 1);
  }

  private static Stream<JsonNode> records(String event) {
    return JSON.readTree(event).path("Records").valueStream();
  }

  private static String failure(String event, int index) {
    var failed = records(event).skip(index).findFirst().orElseThrow();
    return "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}"
        .formatted(failed.at("/dynamodb/SequenceNumber").asString());
  }
}
