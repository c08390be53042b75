package ava.shared.table;

import static ava.shared.table.CallItem.callKey;
import static ava.shared.table.CallItem.number;
import static ava.shared.table.CallItem.text;

import ava.shared.aws.ReachedDynamoDb;
import ava.shared.call.CallSid;
import ava.shared.call.FiledCall;
import ava.shared.call.FollowUp;
import ava.shared.call.FollowUp.Decision;
import ava.shared.call.FollowUp.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// What is to become of calls. A decision, its line in the call's history and its line in the audit
/// trail are one transaction. Waits for its answers; safe for use by several threads. All methods
/// throw [ava.shared.aws.OutOfReach] when the table cannot be reached.
public final class FollowUps {
  static final String DECISION = "DECISION#";
  private static final String REFUSED = "ConditionalCheckFailed";

  /// Longer than anything that may be used once is good.
  private static final Duration REMEMBERED = Duration.ofDays(30);

  private final DynamoDbClient client;
  private final String table;
  private final Clock clock;
  private final AuditTrail audit;

  public FollowUps(DynamoDbClient client, String table, Clock clock) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.clock = clock;
    this.audit = new AuditTrail(client, table, clock);
  }

  /// What came of a decision.
  public sealed interface Outcome {
    /// @param noted whether the call has another note than before
    record Done(FiledCall call, boolean noted) implements Outcome {}

    /// Somebody else decided meanwhile; this is what he decided.
    record Overtaken(FiledCall call) implements Outcome {}

    record Unknown() implements Outcome {}

    /// What was to be used with it once only was used before.
    record Spent(FiledCall call) implements Outcome {}
  }

  /// What a person wants of a call.
  ///
  /// @param note the whole note, which takes the place of the one before
  public record Wish(State state, Optional<Instant> due, String note) {}

  /// Lays a call on the pile as its summary says. Nothing that a person decided is changed.
  public void propose(CallSid callSid, Instant startedAt, FollowUp proposed) {
    var change = change(proposed, startedAt);
    var values = new TreeMap<>(change.values());
    values.put(":none", number(0));
    try {
      client.updateItem(r ->
          r.tableName(table)
              .key(callKey(callSid))
              .updateExpression(change.expression())
              .conditionExpression(
                  "attribute_not_exists(followUpVersion) OR followUpVersion = :none")
              .expressionAttributeNames(change.names())
              .expressionAttributeValues(values));
    } catch (ConditionalCheckFailedException e) {
      // a person was quicker, and knows better
      return;
    }
  }

  /// @param version of the follow-up that the person saw
  public Outcome decide(CallSid callSid, long version, Wish wish, Decision by) {
    return decide(callSid, version, wish, by, Optional.empty());
  }

  /// As [#decide(CallSid, long, Wish, Decision)], all or nothing with the use of something that may
  /// be used once.
  ///
  /// @param once its name
  public Outcome decideOnce(CallSid callSid, long version, Wish wish, Decision by, String once) {
    return decide(callSid, version, wish, by, Optional.of(once));
  }

  /// Whether something that may be used once was used.
  public boolean spent(String once) {
    return client.getItem(r -> r.tableName(table).key(link(once)).consistentRead(true)).hasItem();
  }

  private static Map<String, AttributeValue> link(String once) {
    return CallItem.key(text("LINK#" + once), text("LINK"));
  }

  private TransactWriteItem use(String once) {
    var item = link(once);
    item.put("expiresAt", number(clock.instant().plus(REMEMBERED).getEpochSecond()));
    return TransactWriteItem.builder()
        .put(
            Put.builder()
                .tableName(table)
                .item(item)
                .conditionExpression("attribute_not_exists(pk)")
                .build())
        .build();
  }

  private Outcome decide(
      CallSid callSid, long version, Wish wish, Decision by, Optional<String> once) {
    var found = find(callSid);
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    var before = found.get();
    if (before.followUp().version() != version) {
      return new Outcome.Overtaken(before);
    }
    var after = before.followUp().decided(wish.state(), wish.due(), wish.note(), by);
    var writes = new ArrayList<TransactWriteItem>();
    writes.add(TransactWriteItem.builder().update(update(before, after)).build());
    writes.add(put(history(before, after)));
    writes.add(
        put(
            audit.line(
                by.by(),
                "DECISION",
                callSid.value(),
                before.followUp().state() + " → " + after.state())));
    once.map(this::use).ifPresent(writes::add);
    try {
      client.transactWriteItems(r -> r.transactItems(writes));
      return new Outcome.Done(before.with(after), !after.note().equals(before.followUp().note()));
    } catch (TransactionCanceledException e) {
      return refused(callSid, before, e);
    }
  }

  private Outcome refused(CallSid callSid, FiledCall before, TransactionCanceledException e) {
    var reasons = e.cancellationReasons();
    if (REFUSED.equals(reasons.getLast().code()) && reasons.size() > 3) {
      return new Outcome.Spent(find(callSid).orElse(before));
    }
    return find(callSid).<Outcome>map(Outcome.Overtaken::new).orElseGet(Outcome.Unknown::new);
  }

  /// The call as it lies on the desk.
  public Optional<FiledCall> find(CallSid callSid) {
    var answer = client.getItem(r -> r.tableName(table).key(callKey(callSid)).consistentRead(true));
    return answer.hasItem() ? CallItem.filed(answer.item()) : Optional.empty();
  }

  /// What was decided about a call, oldest first, with the state that each decision left behind.
  public List<FollowUp> history(CallSid callSid) {
    var answer =
        client.query(r ->
            r.tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :decision)")
                .expressionAttributeValues(
                    new TreeMap<>(
                        Map.of(":pk", text("CALL#" + callSid), ":decision", text(DECISION)))));
    return answer.items().stream().map(FollowUpItem::of).toList();
  }

  private static Map<String, AttributeValue> history(FiledCall before, FollowUp after) {
    var callSid = before.call().callSid();
    var item =
        CallItem.key(text("CALL#" + callSid), text(DECISION + "%06d".formatted(after.version())));
    FollowUpItem.attributes(after, before.call().startedAt())
        .forEach((name, value) -> {
          if (!name.startsWith("open")) {
            value.ifPresent(known -> item.put(name, known));
          }
        });
    before.expiresAt().ifPresent(at -> item.put("expiresAt", number(at.getEpochSecond())));
    return item;
  }

  private Update update(FiledCall before, FollowUp after) {
    var change = change(after, before.call().startedAt());
    var values = new TreeMap<>(change.values());
    values.put(":seen", number(before.followUp().version()));
    var untouched = before.followUp().version() == 0;
    return Update.builder()
        .tableName(table)
        .key(callKey(before.call().callSid()))
        .updateExpression(change.expression())
        .conditionExpression(
            "attribute_exists(pk) AND ("
                + (untouched ? "attribute_not_exists(followUpVersion) OR " : "")
                + "followUpVersion = :seen)")
        .expressionAttributeNames(change.names())
        .expressionAttributeValues(values)
        .build();
  }

  private TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder()
        .put(Put.builder().tableName(table).item(item).build())
        .build();
  }

  private record Change(
      String expression, Map<String, String> names, Map<String, AttributeValue> values) {}

  private static Change change(FollowUp followUp, Instant startedAt) {
    var sets = new ArrayList<String>();
    var removes = new ArrayList<String>();
    var names = new TreeMap<String, String>();
    var values = new TreeMap<String, AttributeValue>();
    FollowUpItem.attributes(followUp, startedAt)
        .forEach((name, value) -> {
          names.put("#" + name, name);
          if (value.isPresent()) {
            sets.add("#" + name + " = :" + name);
            values.put(":" + name, value.get());
          } else {
            removes.add("#" + name);
          }
        });
    var remove = removes.isEmpty() ? "" : " REMOVE " + String.join(", ", removes);
    return new Change("SET " + String.join(", ", sets) + remove, names, values);
  }
}
