package ava.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.embedded.table.TableCredentials;
import ava.embedded.table.TableFault;
import ava.embedded.table.TableService;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.Crc32MismatchException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import tools.jackson.databind.json.JsonMapper;

/// The table as the SDK meets it.
@Timeout(240)
class EmbeddedDynamoDbTest {
  private static final String TABLE = "calls";

  private Instant now = Instant.parse("2026-11-25T10:00:00Z");

  @AutoClose private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory(() -> now);

  @AutoClose
  private final DynamoDbClient once =
      dynamoDb
          .clientBuilder()
          .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
          .build();

  @BeforeEach
  void createTable() {
    dynamoDb.createTable(TABLE);
  }

  @Test
  void whatIsPutIsFound() {
    put(once, "a", Map.of("n", number(1)));

    assertThat(get(once, "a")).containsEntry("n", number(1));
    assertThat(dynamoDb.items(TABLE)).hasSize(1);
  }

  @Test
  void aRefusedConditionShowsTheItemToWhomItWasPromised() {
    put(once, "a", Map.of("n", number(1)));

    assertThatThrownBy(() ->
            once.putItem(r ->
                r.tableName(TABLE)
                    .item(key("a"))
                    .conditionExpression("attribute_not_exists(pk)")
                    .returnValuesOnConditionCheckFailure(
                        ReturnValuesOnConditionCheckFailure.ALL_OLD)))
        .isInstanceOfSatisfying(
            ConditionalCheckFailedException.class,
            e -> assertThat(e.item()).containsEntry("n", number(1)));
  }

  @ParameterizedTest
  @CsvSource({"Scan", "ListTables", "DeleteTable", "ExecuteStatement"})
  void whatAvaDoesNotUseIsRefusedByName(String operation) {
    assertThatThrownBy(() -> ask(operation))
        .hasMessageContaining("not in Ava's table: " + operation);
  }

  private void ask(String operation) {
    switch (operation) {
      case "Scan" -> once.scan(r -> r.tableName(TABLE));
      case "ListTables" -> once.listTables();
      case "DeleteTable" -> once.deleteTable(r -> r.tableName(TABLE));
      default -> once.executeStatement(r -> r.statement("SELECT * FROM calls"));
    }
  }

  @Test
  void anOptionThatAvaDoesNotUseIsRefusedByName() {
    assertThatThrownBy(
            () -> once.getItem(r -> r.tableName(TABLE).key(key("a")).attributesToGet("n")))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("not in Ava's table: AttributesToGet");
  }

  @Test
  void throttlingComesThroughAsTheSdksOwnException() {
    dynamoDb.faults().next(1, "GetItem", TableFault.throttled());

    assertThatThrownBy(() -> get(once, "a")).isInstanceOf(ThrottlingException.class);
    assertThat(get(once, "a")).isEmpty();
    assertThat(dynamoDb.faults().done()).containsExactly(Map.entry("ErrorAnswer", 1));
  }

  @Test
  void aWriteWhoseAnswerIsLostIsDoneAndRepeatedByTheSdk() {
    dynamoDb.faults().next(1, "UpdateItem", TableFault.answerLost());

    dynamoDb
        .client()
        .updateItem(r ->
            r.tableName(TABLE)
                .key(key("a"))
                .updateExpression("ADD n :one")
                .expressionAttributeValues(Map.of(":one", number(1))));

    assertThat(get(once, "a")).containsEntry("n", number(2));
  }

  @Test
  void aConnectionThatBreaksBeforeTheWriteLeavesNothing() {
    dynamoDb.faults().next(1, "PutItem", new TableFault.Broken(false));

    assertThatThrownBy(() -> put(once, "a", Map.of())).isInstanceOf(SdkClientException.class);
    assertThat(get(once, "a")).isEmpty();
  }

  @Test
  void anErrorOfTheServerMayHideAWriteThatWasDone() {
    dynamoDb
        .faults()
        .next(1, "PutItem", new TableFault.ErrorAnswer(500, "InternalServerError", true));

    assertThatThrownBy(() -> put(once, "a", Map.of())).isInstanceOf(DynamoDbException.class);
    assertThat(get(once, "a")).isNotEmpty();
  }

  @Test
  void aServiceThatIsAwayAnswersNoJson() {
    dynamoDb.faults().next(1, "GetItem", new TableFault.Unavailable());

    assertThatThrownBy(() -> get(once, "a"))
        .isInstanceOfSatisfying(
            DynamoDbException.class, e -> assertThat(e.statusCode()).isEqualTo(503));
  }

  @Test
  void aWrongChecksumAndACutBodyAreNoticed() {
    dynamoDb.faults().next(1, "GetItem", new TableFault.WrongChecksum());
    dynamoDb.faults().next(1, "GetItem", new TableFault.CutShort());

    assertThatThrownBy(() -> get(once, "a")).isInstanceOf(Crc32MismatchException.class);
    assertThatThrownBy(() -> get(once, "a")).isInstanceOf(RuntimeException.class);
  }

  @Test
  void aStalledRequestEndsWhenTheCallersTimeIsOver() {
    dynamoDb.faults().next(9, "GetItem", new TableFault.NoAnswer());
    try (var hasty =
        dynamoDb
            .clientBuilder()
            .overrideConfiguration(c -> c.apiCallTimeout(Duration.ofMillis(200)))
            .build()) {
      assertThatThrownBy(() -> get(hasty, "a")).isInstanceOf(ApiCallTimeoutException.class);
    }
  }

  @Test
  void aBatchDoneByHalfSaysWhatIsLeft() {
    dynamoDb.faults().next(1, "BatchWriteItem", new TableFault.Partly());
    dynamoDb.faults().next(1, "BatchGetItem", new TableFault.Partly());
    var puts =
        IntStream.range(0, 4)
            .mapToObj(i -> WriteRequest.builder().putRequest(p -> p.item(key("" + i))).build())
            .toList();

    var left = once.batchWriteItem(r -> r.requestItems(Map.of(TABLE, puts))).unprocessedItems();
    once.batchWriteItem(r -> r.requestItems(left));
    var keys =
        KeysAndAttributes.builder()
            .keys(IntStream.range(0, 4).mapToObj(i -> key("" + i)).toList())
            .consistentRead(true)
            .build();
    var read = once.batchGetItem(r -> r.requestItems(Map.of(TABLE, keys)));

    assertThat(left.get(TABLE)).hasSize(2);
    assertThat(dynamoDb.items(TABLE)).hasSize(4);
    assertThat(dynamoDb.items(TABLE, "2")).singleElement().isEqualTo(key("2"));
    assertThat(read.responses().get(TABLE)).hasSize(2);
    assertThat(read.unprocessedKeys().values())
        .singleElement()
        .satisfies(rest -> assertThat(rest.consistentRead()).isTrue())
        .satisfies(rest -> assertThat(rest.keys()).hasSize(2));
  }

  @Test
  void aReadThatIsNotConsistentMayBeStale() {
    put(once, "a", Map.of("n", number(1)));
    put(once, "a", Map.of("n", number(2)));
    dynamoDb.faults().next(2, "GetItem", new TableFault.Stale());

    assertThat(get(once, "a")).containsEntry("n", number(1));
    assertThat(once.getItem(r -> r.tableName(TABLE).key(key("a")).consistentRead(true)).item())
        .containsEntry("n", number(2));
  }

  @Test
  void aTransactionThatMeetsAnotherSaysSo() {
    dynamoDb.faults().next(1, "TransactWriteItems", new TableFault.Conflict());

    var put = TransactWriteItem.builder().put(p -> p.tableName(TABLE).item(key("a"))).build();

    assertThatThrownBy(() -> once.transactWriteItems(r -> r.transactItems(put)))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            e ->
                assertThat(e.cancellationReasons().getFirst().code())
                    .isEqualTo("TransactionConflict"));
    assertThat(dynamoDb.items(TABLE)).isEmpty();
  }

  @Test
  void anItemWhoseTimeIsOverIsTakenAwayAnHourLaterAtMost() {
    put(once, "old", Map.of("expiresAt", number(now.getEpochSecond() + 10)));
    put(once, "new", Map.of("expiresAt", number(now.getEpochSecond() + 10_000)));
    put(once, "ancient", Map.of("expiresAt", number(1_000)));

    now = now.plusSeconds(3_000);
    assertThat(get(once, "old")).isNotEmpty();
    now = now.plusSeconds(601);
    assertThat(get(once, "old")).isEmpty();

    assertThat(dynamoDb.items(TABLE)).hasSize(2);
    var removal = dynamoDb.changes(TABLE).after(3, 10).getFirst().json("arn");
    assertThat(removal.path("eventName").asString()).isEqualTo("REMOVE");
    assertThat(removal.at("/userIdentity/principalId").asString())
        .isEqualTo("dynamodb.amazonaws.com");
  }

  @Test
  void anIndexMaySeeAWriteLater() {
    try (var late = TableService.inMemory(() -> now, Duration.ofSeconds(1))) {
      var json = JsonMapper.shared();
      var fine = new TableFault.Fine();
      late.answer(
          "CreateTable",
          json.readTree(EmbeddedDynamoDb.class.getResourceAsStream("calls-table.json"))
              .asObject()
              .put("TableName", TABLE),
          fine);
      late.answer(
          "PutItem",
          json.readTree(
              """
              {"TableName":"calls","Item":{"pk":{"S":"a"},"sk":{"S":"CALL"},
               "day":{"S":"d"},"startedAt":{"S":"t"}}}
              """),
          fine);
      var query =
          json.readTree(
              """
              {"TableName":"calls","IndexName":"by-day","KeyConditionExpression":"#d = :d",
               "ExpressionAttributeNames":{"#d":"day"},
               "ExpressionAttributeValues":{":d":{"S":"d"}}}
              """);

      assertThat(late.answer("Query", query, fine).path("Count").asInt()).isZero();
      now = now.plusSeconds(1);
      assertThat(late.answer("Query", query, fine).path("Count").asInt()).isOne();
    }
  }

  @Test
  void nothingListensUntilAnEndpointIsAskedForAndThenOnLoopbackAlone() throws IOException {
    var endpoint = dynamoDb.endpoint();

    assertThat(endpoint.getHost()).isEqualTo("127.0.0.1");
    assertThat(dynamoDb.endpoint()).isEqualTo(endpoint);
    var others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress())
            .filter(Inet4Address.class::isInstance)
            .toList();
    for (InetAddress other : others) {
      try (var socket = new Socket()) {
        assertThatThrownBy(
                () -> socket.connect(new InetSocketAddress(other, endpoint.getPort()), 1_000))
            .isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void anotherClientReachesItWithTheRunsOwnKeyOnly() {
    put(once, "a", Map.of("n", number(1)));

    try (var friend = client(dynamoDb.credentials());
        var stranger = client(TableCredentials.random())) {
      assertThat(get(friend, "a")).containsEntry("n", number(1));
      assertThatThrownBy(() -> get(stranger, "a"))
          .isInstanceOfSatisfying(
              DynamoDbException.class,
              e ->
                  assertThat(e.awsErrorDetails().errorCode())
                      .isEqualTo("UnrecognizedClientException"));
    }
  }

  @Test
  void aBrowserIsRefused() throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(dynamoDb.endpoint())
              .header("Origin", "https://example.com")
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      var other = URI.create("http://localhost:" + dynamoDb.endpoint().getPort());
      var byName =
          HttpRequest.newBuilder(other).POST(HttpRequest.BodyPublishers.ofString("{}")).build();

      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
      assertThat(http.send(byName, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void anAnswerLostOnLoopbackIsAnErrorOfTheConnection() {
    dynamoDb.faults().next(1, "PutItem", TableFault.answerLost());
    try (var friend = client(dynamoDb.credentials())) {
      assertThatThrownBy(() -> put(friend, "a", Map.of())).isInstanceOf(SdkClientException.class);
      assertThat(get(friend, "a")).isNotEmpty();
    }
  }

  private DynamoDbClient client(TableCredentials credentials) {
    return DynamoDbClient.builder()
        .endpointOverride(dynamoDb.endpoint())
        .region(Region.EU_WEST_3)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secret())))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  private static void put(DynamoDbClient client, String pk, Map<String, AttributeValue> more) {
    var item = new HashMap<>(key(pk));
    item.putAll(more);
    client.putItem(r -> r.tableName(TABLE).item(item));
  }

  private static Map<String, AttributeValue> get(DynamoDbClient client, String pk) {
    return client.getItem(r -> r.tableName(TABLE).key(key(pk))).item();
  }

  private static Map<String, AttributeValue> key(String pk) {
    return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS("CALL"));
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
