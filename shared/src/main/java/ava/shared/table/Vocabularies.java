package ava.shared.table;

import static ava.shared.table.CallItem.number;
import static ava.shared.table.CallItem.text;
import static java.util.Objects.requireNonNull;

import ava.shared.aws.ReachedDynamoDb;
import ava.shared.call.SearchText;
import ava.shared.table.SearchEntries.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// All words of a month that is over, each once, in one item a month (`VOCABULARY`, `2026-10`): a
/// search reads a year of them to learn in which months it need not look. They are made by the
/// first search that reads the whole month, and are never older than what they were made of: each
/// change of the month forgets them, and they end with the first call of the month that is not kept
/// any longer, so that no word of a call that is gone is left in them. Waits for its answers; safe
/// for use by several threads.
final class Vocabularies {
  private static final AttributeValue PARTITION = text("VOCABULARY");

  /// An item may have 400 KB. A month with more words than this is read whole each time.
  private static final int MOST_BYTES = 300_000;

  /// What would be forgotten sooner is not worth its writing.
  private static final Duration WORTH_KEEPING = Duration.ofDays(1);

  private static final Duration UNTOUCHED = Duration.ofDays(Retention.MOST_DAYS + 1L);

  private final DynamoDbClient client;
  private final String table;
  private final Clock clock;

  Vocabularies(DynamoDbClient client, String table, Clock clock) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.clock = clock;
  }

  /// The vocabularies that hold, as [SearchText#vocabulary] writes them.
  Map<YearMonth, String> all() {
    var now = clock.instant().getEpochSecond();
    var all = new HashMap<YearMonth, String>();
    client
        .queryPaginator(r ->
            r.tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", PARTITION)))
        .items()
        .stream()
        .filter(item -> item.containsKey("words"))
        .filter(item -> Long.parseLong(of(item, "expiresAt").n()) > now)
        .forEach(item ->
            all.put(
                YearMonth.parse(of(item, "sk").s()),
                Packed.text(of(item, "words").b().asByteArrayUnsafe())));
    return all;
  }

  /// Names the latest change of a month; empty when there was none.
  Optional<String> state(YearMonth month) {
    var answer = client.getItem(r -> r.tableName(table).key(key(month)).consistentRead(true));
    return Optional.ofNullable(answer.item().get("changed")).map(AttributeValue::s);
  }

  /// Keeps the words of a month, unless it changed meanwhile.
  ///
  /// @param state from before the month was read
  /// @param entries all of the month's
  void keep(YearMonth month, Optional<String> state, List<Entry> entries) {
    var until = end(entries);
    var packed = Packed.of(SearchText.vocabulary(entries.stream().map(Entry::text).toList()));
    if (packed.length > MOST_BYTES || until.isBefore(clock.instant().plus(WORTH_KEEPING))) {
      return;
    }
    var values = new TreeMap<String, AttributeValue>();
    values.put(":words", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(packed)));
    values.put(":until", number(until.getEpochSecond()));
    state.ifPresent(seen -> values.put(":seen", text(seen)));
    try {
      client.updateItem(r ->
          r.tableName(table)
              .key(key(month))
              .updateExpression("SET words = :words, expiresAt = :until")
              .conditionExpression(
                  state.isPresent() ? "changed = :seen" : "attribute_not_exists(changed)")
              .expressionAttributeValues(values));
    } catch (ConditionalCheckFailedException e) {
      // the next search makes them anew
      return;
    }
  }

  private Instant end(Collection<Entry> entries) {
    return entries.stream()
        .map(Entry::expiresAt)
        .min(Instant::compareTo)
        .orElseGet(() -> clock.instant().plus(UNTOUCHED));
  }

  /// Takes a month's words away, since it changed.
  void forget(YearMonth month) {
    var until = clock.instant().plus(UNTOUCHED);
    client.updateItem(r ->
        r.tableName(table)
            .key(key(month))
            .updateExpression("SET changed = :changed, expiresAt = :until REMOVE words")
            .expressionAttributeValues(
                new TreeMap<>(
                    Map.of(
                        ":changed", text(UUID.randomUUID().toString()),
                        ":until", number(until.getEpochSecond())))));
  }

  private static Map<String, AttributeValue> key(YearMonth month) {
    return CallItem.key(PARTITION, text(month.toString()));
  }

  private static AttributeValue of(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name));
  }
}
