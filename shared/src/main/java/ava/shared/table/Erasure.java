package ava.shared.table;

import static ava.shared.table.CallItem.text;

import ava.shared.aws.ReachedDynamoDb;
import ava.shared.call.CallRecord;
import ava.shared.call.FiledCall;
import ava.shared.call.Recording;
import ava.shared.call.SummaryState;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Takes calls out of the table with all that belongs to them. The call's own item goes last, so
/// that what was broken off can be done again. Waits for its answers; safe for use by several
/// threads.
public final class Erasure {
  /// Behind it nothing writes to a call any more.
  private static final Duration SETTLES_WITHIN = Duration.ofDays(1);

  private static final Set<SummaryState> SETTLED =
      Set.of(SummaryState.SENT, SummaryState.LOGGED, SummaryState.SKIPPED);

  private final DynamoDbClient client;
  private final String table;
  private final LiveTalk talk;
  private final SearchEntries search;
  private final Clock clock;

  public Erasure(DynamoDbClient client, String table, Clock clock) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.talk = new LiveTalk(client, table, clock);
    this.search = new SearchEntries(client, table, clock);
    this.clock = clock;
  }

  /// How much was taken out.
  ///
  /// @param recordings pieces of recordings count as one
  /// @param elsewhere recordings that the telephone company still has
  public record Count(int calls, int turns, int recordings, int decisions, int elsewhere) {
    public static final Count NONE = new Count(0, 0, 0, 0, 0);

    public Count plus(Count other) {
      return new Count(
          calls + other.calls,
          turns + other.turns,
          recordings + other.recordings,
          decisions + other.decisions,
          elsewhere + other.elsewhere);
    }
  }

  /// Whether nothing is going to write to the call any more: one that still goes on, or whose mail
  /// is not written, would come back in part.
  public boolean settled(FiledCall filed) {
    var call = filed.call();
    var written =
        call.summary().map(CallRecord.Summary::state).filter(SETTLED::contains).isPresent();
    var old = call.startedAt().plus(SETTLES_WITHIN).isBefore(clock.instant());
    return old || (call.endedAt().isPresent() && written);
  }

  /// @param filed a call that is settled
  public Count erase(FiledCall filed) {
    var call = filed.call();
    var pk = text("CALL#" + call.callSid());
    var sorts = sorts(pk);
    sorts.stream().filter(sk -> !sk.equals(CallItem.CALL)).forEach(sk -> delete(pk, text(sk)));
    search.erase(call.callSid(), call.startedAt());
    talk.forget(call.callSid());
    delete(pk, text(CallItem.CALL));
    return new Count(
        1,
        count(sorts, CallItem.TURN),
        Math.min(1, count(sorts, "RECORDING#")),
        count(sorts, FollowUps.DECISION),
        call.recording()
                .filter(Recording::left)
                .flatMap(Recording::status)
                .filter(status -> status != Recording.Status.DELETED)
                .isPresent()
            ? 1
            : 0);
  }

  private List<String> sorts(AttributeValue pk) {
    return client
        .queryPaginator(r ->
            r.tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(new TreeMap<>(Map.of(":pk", pk)))
                .projectionExpression("pk, sk"))
        .items()
        .stream()
        .map(item -> item.getOrDefault("sk", text("")).s())
        .toList();
  }

  private static int count(List<String> sorts, String prefix) {
    return Math.toIntExact(sorts.stream().filter(sk -> sk.startsWith(prefix)).count());
  }

  private void delete(AttributeValue pk, AttributeValue sk) {
    client.deleteItem(r -> r.tableName(table).key(CallItem.key(pk, sk)));
  }
}
