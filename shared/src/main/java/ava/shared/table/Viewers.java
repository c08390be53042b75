package ava.shared.table;

import static ava.shared.table.CallItem.key;
import static ava.shared.table.CallItem.number;
import static ava.shared.table.CallItem.text;

import ava.shared.aws.ReachedDynamoDb;
import ava.shared.call.Timestamps;
import ava.shared.settings.Sha256;
import ava.shared.settings.Unguessable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// The pages that are open now, in the calls table: item `VIEWER#<connectionId>`, `VIEWER`; and the
/// tickets that open one more, each once and within thirty seconds: `TICKET#<sha256>`, `TICKET`.
///
/// A viewer also carries `day` = `VIEWER` and `startedAt`, so that the index `by-day` lists the
/// viewers by one query instead of a scan over all calls. No date reads `VIEWER`: a list of calls
/// never meets a viewer. The index trails the table by some milliseconds; a page therefore asks for
/// what it shows after its socket is open.
///
/// Safe for use by several threads. All methods throw [ava.shared.aws.OutOfReach] when the table
/// cannot be reached.
public final class Viewers {
  /// How long a ticket waits to be used.
  public static final Duration TICKET = Duration.ofSeconds(30);

  /// The partition of the index `by-day` in which those lie who look on. No date reads so.
  public static final String VIEWER = "VIEWER";

  private static final String PREFIX = "VIEWER#";

  private final DynamoDbClient client;
  private final String table;
  private final Clock clock;

  /// Who looks on.
  ///
  /// @param sub the user
  /// @param session his sign-in
  /// @param until nothing is sent to him from then on
  public record Viewer(String sub, String session, Instant until) {}

  public Viewers(DynamoDbClient client, String table, Clock clock) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.clock = clock;
  }

  /// A ticket with which a viewer may open one connection.
  public String ticket(Viewer viewer) {
    var ticket = Unguessable.next();
    var item = ticketKey(ticket);
    item.putAll(written(viewer));
    item.put("expiresAt", second(clock.instant().plus(TICKET)));
    client.putItem(r -> r.tableName(table).item(item));
    return ticket;
  }

  /// Takes a ticket; empty when there is none such any more.
  public Optional<Viewer> redeem(String ticket) {
    var now = Map.of(":now", second(clock.instant()));
    try {
      var taken =
          client.deleteItem(r ->
              r.tableName(table)
                  .key(ticketKey(ticket))
                  .conditionExpression("expiresAt > :now")
                  .expressionAttributeValues(now)
                  .returnValues(ReturnValue.ALL_OLD));
      return Optional.of(read(taken.attributes()));
    } catch (ConditionalCheckFailedException _) {
      return Optional.empty();
    }
  }

  public void add(String connectionId, Viewer viewer) {
    var item = viewerKey(connectionId);
    item.putAll(written(viewer));
    item.put("day", text(VIEWER));
    item.put("startedAt", text(Timestamps.format(clock.instant())));
    item.put("expiresAt", second(viewer.until()));
    client.putItem(r -> r.tableName(table).item(item));
  }

  /// Forgets a viewer; an unknown one is no error.
  public void remove(String connectionId) {
    client.deleteItem(r -> r.tableName(table).key(viewerKey(connectionId)));
  }

  /// The connection ids, longest open first.
  public List<String> all() {
    return items().map(Viewers::connectionId).toList();
  }

  /// The connections of a user.
  public List<String> of(String sub) {
    return items().filter(item -> read(item).sub().equals(sub)).map(Viewers::connectionId).toList();
  }

  /// The connections of one sign-in.
  public List<String> of(String sub, String session) {
    return items()
        .filter(item -> read(item).sub().equals(sub) && read(item).session().equals(session))
        .map(Viewers::connectionId)
        .toList();
  }

  private Stream<Map<String, AttributeValue>> items() {
    return client.queryPaginator(r -> open(r.tableName(table), clock.instant())).items().stream();
  }

  /// Asks for those who look on, longest open first.
  static QueryRequest.Builder open(QueryRequest.Builder request, Instant now) {
    return request
        .indexName("by-day")
        .keyConditionExpression("#day = :viewer")
        .filterExpression("expiresAt > :now")
        .expressionAttributeNames(Map.of("#day", "day"))
        .expressionAttributeValues(
            new TreeMap<>(Map.of(":viewer", text(VIEWER), ":now", second(now))));
  }

  private static Map<String, AttributeValue> written(Viewer viewer) {
    return Map.of(
        "sub", text(viewer.sub()),
        "session", text(viewer.session()),
        "until", text(Timestamps.format(viewer.until())));
  }

  private static Viewer read(Map<String, AttributeValue> item) {
    return new Viewer(
        CallItem.string(item, "sub").orElse(""),
        CallItem.string(item, "session").orElse(""),
        CallItem.string(item, "until").map(Instant::parse).orElse(Instant.EPOCH));
  }

  private static String connectionId(Map<String, AttributeValue> item) {
    return CallItem.string(item, "pk").orElse(PREFIX).substring(PREFIX.length());
  }

  private static Map<String, AttributeValue> viewerKey(String connectionId) {
    return key(text(PREFIX + connectionId), text(VIEWER));
  }

  private static Map<String, AttributeValue> ticketKey(String ticket) {
    return key(text("TICKET#" + Sha256.hex(ticket)), text("TICKET"));
  }

  private static AttributeValue second(Instant at) {
    return number(at.getEpochSecond());
  }
}
