package ava.live;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import ava.shared.aws.ReachedDynamoDb;
import ava.shared.call.Timestamps;
import ava.shared.table.LiveTalk;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The dashboards that are open now, in the calls table: item `VIEWER#<connectionId>`, `VIEWER`.
///
/// The item also carries `day` = `VIEWER` and `startedAt`, so that the index `by-day` lists the
/// viewers by one query instead of a scan over all calls. No date reads `VIEWER`: a list of calls
/// never meets a viewer. The index trails the table by some milliseconds; a page therefore asks for
/// what it shows after its socket is open.
///
/// Safe for use by several threads. All methods throw [OutOfReach] when the table cannot be
/// reached.
final class Viewers {
  /// API Gateway ends a connection after two hours; what is older was left by a lost `$disconnect`.
  private static final Duration LONGEST = Duration.ofHours(2).plusMinutes(10);

  private static final String VIEWER = LiveTalk.VIEWER;
  private static final String PREFIX = "VIEWER#";

  private final DynamoDbClient client;
  private final String table;
  private final Clock clock;

  Viewers(DynamoDbClient client, String table, Clock clock) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.clock = clock;
  }

  void add(String connectionId) {
    var now = clock.instant();
    client.putItem(r ->
        r.tableName(table)
            .item(
                Map.of(
                    "pk",
                    fromS(PREFIX + connectionId),
                    "sk",
                    fromS(VIEWER),
                    "day",
                    fromS(VIEWER),
                    "startedAt",
                    fromS(Timestamps.format(now)),
                    "expiresAt",
                    epochSecond(now.plus(LONGEST).getEpochSecond()))));
  }

  /// Forgets a viewer; an unknown one is no error.
  void remove(String connectionId) {
    client.deleteItem(r ->
        r.tableName(table).key(Map.of("pk", fromS(PREFIX + connectionId), "sk", fromS(VIEWER))));
  }

  /// The connection ids, longest open first.
  List<String> all() {
    var pages =
        client.queryPaginator(r ->
            r.tableName(table)
                .indexName("by-day")
                .keyConditionExpression("#day = :viewer")
                .filterExpression("expiresAt > :now")
                .expressionAttributeNames(Map.of("#day", "day"))
                .expressionAttributeValues(
                    Map.of(
                        ":viewer",
                        fromS(VIEWER),
                        ":now",
                        epochSecond(clock.instant().getEpochSecond()))));
    return pages.items().stream()
        .map(item -> item.get("pk"))
        .map(pk -> pk.s().substring(PREFIX.length()))
        .toList();
  }

  private static AttributeValue epochSecond(long value) {
    return fromN(Long.toString(value));
  }
}
