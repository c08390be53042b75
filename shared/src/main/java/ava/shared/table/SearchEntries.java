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
/// words packed. A search reads whole months and looks for itself; of a month that is over it reads
/// the [Vocabularies] first, so that most months need not be read. Waits for its answers; safe for
/// use by several threads. All methods throw [ava.shared.aws.OutOfReach] when the table cannot be
/// reached.
public final class SearchEntries {
  /// Three months at once, then nine: with the latest one a year and the month it began in.
  private static final int GROWTH = 3;

  private static final Logger LOG = LoggerFactory.getLogger(SearchEntries.class);

  private final DynamoDbClient client;
  private final String table;
  private final Vocabularies vocabularies;
  private final Clock clock;

  public SearchEntries(DynamoDbClient client, String table, Clock clock) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.vocabularies = new Vocabularies(client, table, clock);
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
    vocabularies.forget(month(startedAt));
  }

  /// Makes a note findable, in place of the one before; an empty one takes it away.
  public void note(CallSid callSid, Instant startedAt, String note, Instant expiresAt) {
    client.updateItem(r ->
        r.tableName(table)
            .key(key(callSid, startedAt))
            .updateExpression("SET note = :note, expiresAt = :expiry")
            .expressionAttributeValues(
                new TreeMap<>(
                    Map.of(":note", text(note), ":expiry", number(expiresAt.getEpochSecond())))));
    vocabularies.forget(month(startedAt));
  }

  /// Takes away all that can be found of a call.
  void erase(CallSid callSid, Instant startedAt) {
    client.deleteItem(r -> r.tableName(table).key(key(callSid, startedAt)));
    vocabularies.forget(month(startedAt));
  }

  /// The calls that hold all of what is asked for, latest first. Most people look for what was
  /// lately: older months are read, more of them at the same time, only while too little is found,
  /// and only those that may hold it.
  ///
  /// @param months which may be read, the one that runs first, then back
  public List<Hit> find(SearchText asked, List<YearMonth> months, int most) {
    var hits = new ArrayList<>(hits(asked, read(months.getFirst(), false)));
    if (hits.size() < most) {
      hits.addAll(findBefore(asked, months.subList(1, months.size()), most - hits.size()));
    }
    return hits.stream()
        .sorted(Comparator.comparing(Hit::startedAt).reversed())
        .limit(most)
        .toList();
  }

  private List<Hit> findBefore(SearchText asked, List<YearMonth> months, int most) {
    var known = vocabularies.all();
    var reading =
        months.stream()
            .filter(month -> !known.containsKey(month) || asked.in(known.get(month)).isPresent())
            .toList();
    var hits = new ArrayList<Hit>();
    var from = 0;
    for (var count = GROWTH; from < reading.size() && hits.size() < most; count *= GROWTH) {
      var next = reading.subList(from, Math.min(reading.size(), from + count));
      AllAtOnce.each(next, month -> findIn(asked, month, known.containsKey(month)))
          .forEach(hits::addAll);
      from += count;
    }
    return hits;
  }

  private List<Hit> findIn(SearchText asked, YearMonth month, boolean known) {
    if (known) {
      return hits(asked, read(month, false));
    }
    // what changes from here on forbids to keep the words that are read behind it
    var state = vocabularies.state(month);
    var entries = read(month, true);
    vocabularies.keep(month, state, entries);
    return hits(asked, entries);
  }

  private List<Entry> read(YearMonth month, boolean consistent) {
    var now = clock.instant();
    return client
        .queryPaginator(r ->
            r.tableName(table)
                .consistentRead(consistent)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", partition(month))))
        .items()
        .stream()
        .map(Entry::of)
        .filter(entry -> entry.expiresAt().isAfter(now))
        .toList();
  }

  private static List<Hit> hits(SearchText asked, List<Entry> entries) {
    return entries.stream().flatMap(entry -> hit(asked, entry)).toList();
  }

  /// @param place `<start>#<sid>`
  record Entry(String place, String text, Instant expiresAt) {
    private static Entry of(Map<String, AttributeValue> item) {
      var note = item.containsKey("note") ? attribute(item, "note").s() : "";
      var words =
          item.containsKey("words")
              ? Packed.text(attribute(item, "words").b().asByteArrayUnsafe())
              : "";
      var expiry = Long.parseLong(attribute(item, "expiresAt").n());
      return new Entry(
          attribute(item, "sk").s(), note + "\n" + words, Instant.ofEpochSecond(expiry));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
      return requireNonNull(item.get(name));
    }
  }

  private static Stream<Hit> hit(SearchText asked, Entry entry) {
    return asked.in(entry.text()).stream()
        .flatMap(around -> {
          var key = entry.place().split("#", 2);
          var callSid = CallSid.parse(key[1]);
          if (callSid.isEmpty()) {
            LOG.atError().log("an entry of the search names no call");
          }
          return callSid.stream().map(sid -> new Hit(sid, Instant.parse(key[0]), around));
        });
  }

  private static YearMonth month(Instant startedAt) {
    return YearMonth.from(startedAt.atZone(Timestamps.PARIS));
  }

  private static Map<String, AttributeValue> key(CallSid callSid, Instant startedAt) {
    return CallItem.key(
        partition(month(startedAt)), text(Timestamps.format(startedAt) + "#" + callSid));
  }

  private static AttributeValue partition(YearMonth month) {
    return text("SEARCH#" + month);
  }
}
