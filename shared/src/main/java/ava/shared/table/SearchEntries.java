package ava.shared.table;

import static ava.shared.table.CallItem.number;
import static ava.shared.table.CallItem.text;
import static java.util.Objects.requireNonNull;

import ava.shared.aws.ReachedDynamoDb;
import ava.shared.call.CallSid;
import ava.shared.call.SearchText;
import ava.shared.call.Timestamps;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What can be searched for: for each call one small item of the month it began in, with all of its
/// words folded and packed. A search reads whole months, all at once, and looks for itself: a year
/// of forty calls a day is some ten megabytes, which is read for a fiftieth of a cent. Waits for
/// its answers; safe for use by several threads. All methods throw [ava.shared.aws.OutOfReach] when
/// the table cannot be reached.
public final class SearchEntries {
  /// One month, three, nine: a year and the month it began in are three rounds.
  private static final int GROWTH = 3;

  private static final Logger LOG = LoggerFactory.getLogger(SearchEntries.class);

  private final DynamoDbClient client;
  private final String table;
  private final Clock clock;

  public SearchEntries(DynamoDbClient client, String table, Clock clock) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.clock = clock;
  }

  /// Where a call was found.
  ///
  /// @param around the words about the first place
  public record Hit(CallSid callSid, Instant startedAt, String around) {}

  /// Makes a call's words findable, in place of those before. A note stays findable.
  public void put(CallSid callSid, Instant startedAt, Collection<String> words, Instant expiresAt) {
    var packed = SdkBytes.fromByteArray(Packed.of(String.join("\n", words)));
    client.updateItem(r ->
        r.tableName(table)
            .key(key(callSid, startedAt))
            .updateExpression("SET words = :words, expiresAt = :expiry")
            .expressionAttributeValues(
                new TreeMap<>(
                    Map.of(
                        ":words", AttributeValue.fromB(packed),
                        ":expiry", number(expiresAt.getEpochSecond())))));
  }

  /// Makes a note findable, in place of the one before.
  public void note(CallSid callSid, Instant startedAt, String note, Instant expiresAt) {
    client.updateItem(r ->
        r.tableName(table)
            .key(key(callSid, startedAt))
            .updateExpression("SET note = :note, expiresAt = :expiry")
            .expressionAttributeValues(
                new TreeMap<>(
                    Map.of(":note", text(note), ":expiry", number(expiresAt.getEpochSecond())))));
  }

  /// The calls that hold all of what is asked for, latest first. Most people look for what was
  /// lately: older months are read, more of them at the same time, only while too little is found.
  ///
  /// @param months which may be read, latest first
  public List<Hit> find(SearchText asked, List<YearMonth> months, int most) {
    var hits = new ArrayList<Hit>();
    var from = 0;
    for (var count = 1; from < months.size() && hits.size() < most; count *= GROWTH) {
      var next = months.subList(from, Math.min(months.size(), from + count));
      AllAtOnce.each(next, month -> find(asked, month)).forEach(hits::addAll);
      from += count;
    }
    return hits.stream()
        .sorted(Comparator.comparing(Hit::startedAt).reversed())
        .limit(most)
        .toList();
  }

  private List<Hit> find(SearchText asked, YearMonth month) {
    var now = clock.instant().getEpochSecond();
    return client
        .queryPaginator(r ->
            r.tableName(table)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", partition(month))))
        .items()
        .stream()
        .filter(item -> Long.parseLong(of(item, "expiresAt").n()) > now)
        .flatMap(item -> hit(asked, item))
        .toList();
  }

  private static Stream<Hit> hit(SearchText asked, Map<String, AttributeValue> item) {
    var note = item.containsKey("note") ? of(item, "note").s() : "";
    var words = item.containsKey("words") ? Packed.text(of(item, "words").b().asByteArray()) : "";
    return asked.in(note + "\n" + words).stream()
        .flatMap(around -> {
          var key = of(item, "sk").s().split("#", 2);
          var callSid = CallSid.parse(key[1]);
          if (callSid.isEmpty()) {
            LOG.atError().log("an entry of the search names no call");
          }
          return callSid.stream().map(sid -> new Hit(sid, Instant.parse(key[0]), around));
        });
  }

  private static AttributeValue of(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name));
  }

  static Map<String, AttributeValue> key(CallSid callSid, Instant startedAt) {
    return CallItem.key(
        partition(YearMonth.from(startedAt.atZone(Timestamps.PARIS))),
        text(Timestamps.format(startedAt) + "#" + callSid));
  }

  private static AttributeValue partition(YearMonth month) {
    return text("SEARCH#" + month);
  }
}
