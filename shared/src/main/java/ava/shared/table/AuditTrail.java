package ava.shared.table;

import static ava.shared.table.CallItem.number;
import static ava.shared.table.CallItem.text;

import ava.shared.aws.ReachedDynamoDb;
import ava.shared.call.Timestamps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Who looked at calls or changed them. A line names a call and never holds words or numbers. Lines
/// lie by month and are kept for a year. Safe for use by several threads.
public final class AuditTrail {
  /// How long a line is kept.
  public static final Duration KEPT = Duration.ofDays(365);

  private static final int MOST_LINES = 200;

  private final DynamoDbClient client;
  private final String table;
  private final Clock clock;

  public AuditTrail(DynamoDbClient client, String table, Clock clock) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.clock = clock;
  }

  /// @param by who
  /// @param what such as `READ`
  /// @param subject the call's id, or another that names nobody
  /// @param detail such as the states before and after; may be empty
  public record Line(Instant at, String by, String what, String subject, String detail) {}

  /// Writes that something is about to be done or shown.
  public void write(String by, String what, String subject, String detail) {
    var item = line(by, what, subject, detail);
    client.putItem(r -> r.tableName(table).item(item));
  }

  Map<String, AttributeValue> line(String by, String what, String subject, String detail) {
    var now = clock.instant();
    var item =
        CallItem.key(
            month(YearMonth.from(now.atZone(Timestamps.PARIS))),
            text(Timestamps.format(now) + "#" + UUID.randomUUID()));
    item.put("who", text(by));
    item.put("what", text(what));
    item.put("subject", text(subject));
    item.put("detail", text(detail));
    item.put("expiresAt", number(now.plus(KEPT).getEpochSecond()));
    return item;
  }

  /// The latest lines of a month, latest first.
  public List<Line> of(YearMonth month) {
    return client
        .query(r ->
            r.tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(new TreeMap<>(Map.of(":pk", month(month))))
                .scanIndexForward(false)
                .limit(MOST_LINES))
        .items()
        .stream()
        .map(AuditTrail::read)
        .toList();
  }

  private static Line read(Map<String, AttributeValue> item) {
    return new Line(
        Instant.parse(string(item, "sk").substring(0, "2026-11-22T09:41:12.345Z".length())),
        string(item, "who"),
        string(item, "what"),
        string(item, "subject"),
        string(item, "detail"));
  }

  private static String string(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s).orElse("");
  }

  private static AttributeValue month(YearMonth month) {
    return text("AUDIT#" + month);
  }
}
