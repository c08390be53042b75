package ava.shared;

import static ava.shared.CallItem.callKey;
import static ava.shared.CallItem.number;
import static ava.shared.CallItem.text;
import static ava.shared.CallItem.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/// Calls and their turns in DynamoDB. Every method is one request that waits for its answer: call
/// it on a thread that may wait. Safe for use by several threads. All methods throw [OutOfReach]
/// when the table cannot be reached.
public final class CallStore {
  /// The zone whose midnight begins a day of calls.
  public static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  /// How long a call is kept.
  public static final Duration RETENTION = Duration.ofDays(30);

  private static final Logger LOG = LoggerFactory.getLogger(CallStore.class);

  private final DynamoDbClient client;
  private final String table;
  private final Clock clock;

  public CallStore(DynamoDbClient client, String table, Clock clock) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.clock = clock;
  }

  /// Notes that a call rings. Repeating it changes nothing.
  public void ringing(CallSid callSid, PhoneNumber from, PhoneNumber to, Instant at) {
    update(callSid, firstSeen(from, to, at));
  }

  /// Notes that the bridge took the call; works when the ringing was never noted.
  public void answered(CallSid callSid, PhoneNumber from, PhoneNumber to, Instant at) {
    var change = firstSeen(from, to, at);
    change.setOnce("answeredAt", time(at));
    update(callSid, change);
  }

  public Optional<CallRecord> find(CallSid callSid) {
    var answer = client.getItem(r -> r.tableName(table).key(callKey(callSid)).consistentRead(true));
    return answer.hasItem() ? CallItem.call(answer.item()) : Optional.empty();
  }

  /// The turns written so far, in the order of the conversation.
  public List<Turn> turns(CallSid callSid) {
    var pages =
        client.queryPaginator(r ->
            r.tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :turn)")
                .expressionAttributeValues(
                    Map.of(":pk", callKey(callSid).get("pk"), ":turn", text(CallItem.TURN))));
    return pages.items().stream().flatMap(item -> CallItem.turn(item).stream()).toList();
  }

  /// Writes a turn once.
  ///
  /// @return false when a turn of that number is already written; it is left as it is
  public boolean append(CallSid callSid, Turn turn) {
    try {
      client.putItem(r ->
          r.tableName(table)
              .item(CallItem.turnItem(callSid, turn, expiry()))
              .conditionExpression("attribute_not_exists(pk)"));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /// Writes the card's fields over what was noted before; fields it lacks stay.
  public void note(CallSid callSid, NotedMessage message) {
    if (message.isEmpty()) {
      return;
    }
    var change = new Change();
    message.fields().forEach((f, v) -> change.set(CallItem.messageAttribute(f), text(v)));
    update(callSid, change);
  }

  /// Writes what Twilio must do once the bridge lets go of the stream.
  public void leave(CallSid callSid, NextStep next) {
    update(callSid, new Change().set("next", text(next.encoded())));
  }

  /// Notes that the call goes on in a new stream, and forgets the next step that led there.
  ///
  /// @return all resumes of the call, this one last
  public List<Instant> resumed(CallSid callSid, Instant at) {
    return resumed(callSid, at, UUID.randomUUID().toString());
  }

  /// As [#resumed(CallSid, Instant)], but a request that was already counted counts no more.
  ///
  /// @param request what names the request, the same when it is repeated
  public List<Instant> resumed(CallSid callSid, Instant at, String request) {
    try {
      var answer =
          client.updateItem(r ->
              r.tableName(table)
                  .key(callKey(callSid))
                  .updateExpression(
                      "SET resumes = list_append(if_not_exists(resumes, :none), :at),"
                          + " resumeRequest = :request,"
                          + " expiresAt = if_not_exists(expiresAt, :expiry)"
                          + " REMOVE #next")
                  .conditionExpression(
                      "attribute_not_exists(resumeRequest) OR resumeRequest <> :request")
                  .expressionAttributeNames(Map.of("#next", "next"))
                  .expressionAttributeValues(
                      Map.of(
                          ":none",
                          AttributeValue.fromL(List.of()),
                          ":at",
                          AttributeValue.fromL(List.of(time(at))),
                          ":request",
                          text(request),
                          ":expiry",
                          number(expiry().getEpochSecond())))
                  .returnValues(ReturnValue.ALL_NEW));
      return CallItem.call(answer.attributes()).orElseThrow().resumes();
    } catch (ConditionalCheckFailedException e) {
      return find(callSid).orElseThrow().resumes();
    }
  }

  /// Notes the end of a call. The first reason stays: the bridge, which knows it best, comes first
  /// unless it died.
  public void ended(CallSid callSid, Instant at, EndReason reason) {
    update(
        callSid,
        new Change().setOnce("endedAt", time(at)).setOnce("endReason", text(reason.name())));
  }

  /// Keeps the proof that the caller was told that Ava is an AI.
  public void disclosed(CallSid callSid, CallRecord.Disclosure proof) {
    update(
        callSid,
        new Change()
            .setOnce("disclosureText", text(proof.text()))
            .setOnce("disclosureHeardAt", time(proof.heardAt()))
            .setOnce("disclosureMark", text(proof.mark())));
  }

  public void voicemail(CallSid callSid, String recordingUrl) {
    update(callSid, new Change().set("voicemailUrl", text(recordingUrl)));
  }

  /// Adds to what the call used of the model, once: a repeated request, whose first try was done
  /// and its answer lost, adds nothing.
  ///
  /// @param writer who counts: one stream of the call, named alike in all its requests
  /// @param number greater with each of the writer's requests
  public void used(CallSid callSid, Usage usage, String writer, long number) {
    var change = new Change();
    change.add("inputTextTokens", number(usage.inputTextTokens()));
    change.add("inputAudioTokens", number(usage.inputAudioTokens()));
    change.add("cachedTextTokens", number(usage.cachedTextTokens()));
    change.add("cachedAudioTokens", number(usage.cachedAudioTokens()));
    change.add("outputTextTokens", number(usage.outputTextTokens()));
    change.add("outputAudioTokens", number(usage.outputAudioTokens()));
    change.add("costUsd", number(usage.costUsd()));
    change.countOnce("counted-" + writer, number(number));
    try {
      update(callSid, change);
    } catch (ConditionalCheckFailedException e) {
      LOG.atDebug().addKeyValue("callSid", callSid.value()).log("usage was counted already");
    }
  }

  /// The calls that began on a day in Paris, latest first.
  ///
  /// @param most how many at the most
  public List<CallRecord> onDay(LocalDate day, int most) {
    var answer =
        client.query(r ->
            r.tableName(table)
                .indexName("by-day")
                .keyConditionExpression("#day = :day")
                .expressionAttributeNames(Map.of("#day", "day"))
                .expressionAttributeValues(Map.of(":day", text(day.toString())))
                .scanIndexForward(false)
                .limit(most));
    return answer.items().stream().flatMap(item -> CallItem.call(item).stream()).toList();
  }

  private Change firstSeen(PhoneNumber from, PhoneNumber to, Instant at) {
    return new Change()
        .setOnce("from", text(from.value()))
        .setOnce("to", text(to.value()))
        .setOnce("startedAt", time(at))
        .setOnce("day", text(at.atZone(PARIS).toLocalDate().toString()));
  }

  private Instant expiry() {
    return clock.instant().plus(RETENTION);
  }

  private void update(CallSid callSid, Change change) {
    change.setOnce("expiresAt", number(expiry().getEpochSecond()));
    client.updateItem(r ->
        r.tableName(table)
            .key(callKey(callSid))
            .updateExpression(change.expression())
            .conditionExpression(change.condition)
            .expressionAttributeNames(change.names)
            .expressionAttributeValues(change.values));
  }

  /// Builds an update expression. Names are always placeholders, since many of ours are reserved.
  private static final class Change {
    private final List<String> sets = new ArrayList<>();
    private final List<String> adds = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private @Nullable String condition;

    /// Makes the change hold only while the number that is kept there is smaller.
    void countOnce(String name, AttributeValue number) {
      names.put("#counted", name);
      values.put(":counted", number);
      sets.add("#counted = :counted");
      condition = "attribute_not_exists(#counted) OR #counted < :counted";
    }

    Change set(String name, AttributeValue value) {
      sets.add("#" + placeholder(name, value) + " = :" + name);
      return this;
    }

    Change setOnce(String name, AttributeValue value) {
      var place = placeholder(name, value);
      sets.add("#" + place + " = if_not_exists(#" + place + ", :" + place + ")");
      return this;
    }

    void add(String name, AttributeValue value) {
      var place = placeholder(name, value);
      adds.add("#" + place + " :" + place);
    }

    private String placeholder(String name, AttributeValue value) {
      names.put("#" + name, name);
      values.put(":" + name, value);
      return name;
    }

    String expression() {
      return List.of(clause("SET ", sets), clause("ADD ", adds)).stream()
          .filter(clause -> !clause.isEmpty())
          .collect(Collectors.joining(" "));
    }

    private static String clause(String verb, List<String> parts) {
      return parts.isEmpty() ? "" : verb + String.join(", ", parts);
    }
  }
}
