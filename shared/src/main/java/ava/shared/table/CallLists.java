package ava.shared.table;

import static ava.shared.table.CallItem.text;

import ava.shared.aws.ReachedDynamoDb;
import ava.shared.call.CallSid;
import ava.shared.call.FiledCall;
import ava.shared.call.PhoneNumber;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// Lists of calls, page by page: those that await something, those of a day, those of a caller.
/// Each page is one query of an index. Waits for its answers; safe for use by several threads.
public final class CallLists {
  private static final int MOST_OF_A_CALLER = 20;

  private final DynamoDbClient client;
  private final String table;
  private final Clock clock;

  public CallLists(DynamoDbClient client, String table, Clock clock) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.clock = clock;
  }

  /// @param next where the next page begins, empty behind the last
  public record Page(List<FiledCall> calls, Optional<String> next) {}

  /// Where an index holds a list.
  ///
  /// @param name the index
  /// @param key the partition's attribute
  /// @param sort the attribute that orders it
  private record Shelf(String name, String key, String sort) {}

  private static final Shelf OPEN = new Shelf("open", "openPk", "openSk");
  private static final Shelf BY_DAY = new Shelf("by-day", "day", "startedAt");
  private static final Shelf BY_CALLER = new Shelf("by-caller", "caller", "startedAt");

  /// The calls that are to be called back: urgent ones first, then by what is due, then by age.
  ///
  /// @param after from an earlier page, empty for the first
  public Page open(int most, Optional<String> after) {
    return page(OPEN, FollowUpItem.OPEN, true, most, after);
  }

  /// The calls that began on a day in Paris, latest first.
  ///
  /// @param after from an earlier page, empty for the first
  public Page onDay(LocalDate day, int most, Optional<String> after) {
    return page(BY_DAY, day.toString(), false, most, after);
  }

  /// The latest calls of a number, latest first; none of a number that is withheld.
  public List<FiledCall> of(PhoneNumber caller) {
    return caller.dialable()
        ? page(BY_CALLER, caller.value(), false, MOST_OF_A_CALLER, Optional.empty()).calls()
        : List.of();
  }

  private Page page(Shelf shelf, String key, boolean forward, int most, Optional<String> after) {
    var request =
        QueryRequest.builder()
            .tableName(table)
            .indexName(shelf.name())
            .keyConditionExpression("#key = :key")
            .expressionAttributeNames(Map.of("#key", shelf.key()))
            .expressionAttributeValues(Map.of(":key", text(key)))
            .scanIndexForward(forward)
            .limit(most);
    after.map(cursor -> start(cursor, shelf, key)).ifPresent(request::exclusiveStartKey);
    var answer = client.query(request.build());
    var now = clock.instant();
    var calls = new ArrayList<FiledCall>();
    answer
        .items()
        .forEach(
            item -> CallItem.filed(item).filter(call -> !call.expired(now)).ifPresent(calls::add));
    return new Page(
        calls,
        answer.hasLastEvaluatedKey() && !answer.lastEvaluatedKey().isEmpty()
            ? Optional.of(cursor(answer.lastEvaluatedKey(), shelf))
            : Optional.empty());
  }

  /// A cursor holds the place within its list, and the list is named by whoever asks, so that it
  /// leads nowhere else.
  private static String cursor(Map<String, AttributeValue> last, Shelf shelf) {
    var callSid = CallItem.callSid(last).orElseThrow();
    var place = Optional.ofNullable(last.get(shelf.sort())).orElseThrow().s();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((callSid + place).getBytes(StandardCharsets.UTF_8));
  }

  /// @throws IllegalArgumentException when it is no cursor
  private static Map<String, AttributeValue> start(String cursor, Shelf shelf, String key) {
    var place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    if (place.length() <= CallSid.LENGTH || place.length() > 200) {
      throw new IllegalArgumentException("no cursor");
    }
    var callSid =
        CallSid.parse(place.substring(0, CallSid.LENGTH))
            .orElseThrow(() -> new IllegalArgumentException("no cursor"));
    var start = new TreeMap<>(CallItem.callKey(callSid));
    start.put(shelf.key(), text(key));
    start.put(shelf.sort(), text(place.substring(CallSid.LENGTH)));
    return start;
  }
}
