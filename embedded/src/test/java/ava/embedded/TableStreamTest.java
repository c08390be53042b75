package ava.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(240)
class TableStreamTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private static EmbeddedDynamoDb dynamoDb;

  private final String table = "calls-" + UUID.randomUUID();
  private final BlockingQueue<JsonNode> records = new LinkedBlockingQueue<>();

  @BeforeAll
  static void startDynamoDb() {
    dynamoDb = EmbeddedDynamoDb.inMemory();
  }

  @AfterAll
  static void stopDynamoDb() {
    dynamoDb.close();
  }

  @BeforeEach
  void createTable() {
    dynamoDb.createTable(table);
  }

  @Test
  void aWrittenItemComesWithItsImageInTypedJson() throws InterruptedException {
    put("BEFORE", Map.of());
    try (var _ = TableStream.follow(dynamoDb, table, this::take)) {
      put(
          "TURN#000001",
          Map.of(
              "text", AttributeValue.fromS("Ça va ?"),
              "n", AttributeValue.fromN("12"),
              "b", AttributeValue.fromBool(false),
              "z", AttributeValue.fromNul(true),
              "raw", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1, 2})),
              "set", AttributeValue.fromSs(List.of("x")),
              "l", AttributeValue.fromL(List.of(AttributeValue.fromS("a"))),
              "m", AttributeValue.fromM(Map.of("k", AttributeValue.fromN("1")))));

      var record = next();

      assertThat(record.path("eventName").asString()).isEqualTo("INSERT");
      assertThat(record.path("eventSource").asString()).isEqualTo("aws:dynamodb");
      assertThat(record.path("eventID").asString()).isNotEmpty();
      var change = record.path("dynamodb");
      assertThat(change.path("SequenceNumber").asString()).isNotEmpty();
      assertThat(change.path("NewImage"))
          .isEqualTo(
              JSON.readTree(
                  """
                  {"pk":{"S":"CALL#1"},"sk":{"S":"TURN#000001"},"text":{"S":"Ça va ?"},
                   "n":{"N":"12"},"b":{"BOOL":false},"z":{"NULL":true},"raw":{"B":"AQI="},
                   "set":{"SS":["x"]},"l":{"L":[{"S":"a"}]},"m":{"M":{"k":{"N":"1"}}}}
                  """));
    }
  }

  @Test
  void changesComeInOrderAndRemovalsNotAtAll() throws InterruptedException {
    try (var _ = TableStream.follow(dynamoDb, table, this::take)) {
      put("CALL", Map.of());
      put("CALL", Map.of("day", AttributeValue.fromS("2026-11-22")));
      dynamoDb
          .client()
          .deleteItem(r ->
              r.tableName(table)
                  .key(
                      Map.of(
                          "pk", AttributeValue.fromS("CALL#1"),
                          "sk", AttributeValue.fromS("CALL"))));
      put("CALL", Map.of("day", AttributeValue.fromS("2026-11-23")));

      assertThat(List.of(next(), next(), next()))
          .extracting(record -> record.path("eventName").asString())
          .containsExactly("INSERT", "MODIFY", "INSERT");
    }
  }

  @Test
  void manyItemsAllCome() throws InterruptedException {
    try (var _ = TableStream.follow(dynamoDb, table, this::take)) {
      IntStream.range(0, 250).forEach(i -> put("TURN#%06d".formatted(i), Map.of()));

      var seen = new ArrayList<String>();
      while (seen.size() < 250) {
        seen.add(next().path("dynamodb").path("Keys").toString());
      }

      assertThat(seen).doesNotHaveDuplicates().isSorted();
    }
  }

  @Test
  void nothingComesAfterClosing() {
    var stream = TableStream.follow(dynamoDb, table, this::take);

    stream.close();
    stream.close();
    put("CALL", Map.of());

    assertThat(records).isEmpty();
  }

  private String take(String batch) {
    records.addAll(JSON.readTree(batch).path("Records").values());
    return "";
  }

  private JsonNode next() throws InterruptedException {
    var record = records.poll(60, TimeUnit.SECONDS);
    assertThat(record).isNotNull();
    return record;
  }

  private void put(String sk, Map<String, AttributeValue> attributes) {
    var item = new java.util.HashMap<>(attributes);
    item.put("pk", AttributeValue.fromS("CALL#1"));
    item.put("sk", AttributeValue.fromS(sk));
    dynamoDb.client().putItem(r -> r.tableName(table).item(item));
  }
}
