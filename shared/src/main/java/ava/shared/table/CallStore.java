package ava.shared.table;

import static ava.shared.table.CallItem.callKey;
import static ava.shared.table.CallItem.number;
import static ava.shared.table.CallItem.text;
import static ava.shared.table.CallItem.time;

import ava.shared.aws.ReachedDynamoDb;
import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.MailRefusal;
import ava.shared.call.NextStep;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.Timestamps;
import ava.shared.call.ToolUse;
import ava.shared.call.Turn;
import ava.shared.call.Usage;
import ava.shared.message.CallEnded;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Calls and their turns in DynamoDB. Every method is one request that waits for its answer: call
/// it on a thread that may wait. Safe for use by several threads. All methods throw [OutOfReach]
/// when the table cannot be reached.
public final class CallStore {
  /// Enough of a token to tell it from all others, too little to use it.
  private static final int TOKEN_DIGITS = 32;

  private static final Logger LOG = LoggerFactory.getLogger(CallStore.class);

  private final DynamoDbClient client;
  private final String table;
  private final Retention retention;
  private final Clock clock;
  private final RecordingChunks chunks;
  private final WrittenTurns written;
  private final ToolUses tools;
  private final Resumes resumes;

  /// One that keeps calls for the usual time.
  public CallStore(DynamoDbClient client, String table, Clock clock) {
    this(client, table, Retention.STANDARD, clock);
  }

  public CallStore(DynamoDbClient client, String table, Retention retention, Clock clock) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.retention = retention;
    this.clock = clock;
    this.chunks = new RecordingChunks(this.client, table);
    this.written = new WrittenTurns(this.client, table);
    this.tools = new ToolUses(this.client, table);
    this.resumes = new Resumes(this.client, table);
  }

  /// Notes that a call rings. Repeating it changes nothing.
  public void ringing(CallSid callSid, PhoneNumber from, PhoneNumber to, Instant at) {
    update(callSid, firstSeen(from, to, at));
  }

  /// Notes that the bridge took the call; works when the ringing was never noted.
  public void answered(CallSid callSid, PhoneNumber from, PhoneNumber to, Instant at) {
    answered(callSid, from, to, at, "");
  }

  /// As the other, with whose voice Ava has.
  ///
  /// @param voice provider and name; empty when nobody knows
  public void answered(
      CallSid callSid, PhoneNumber from, PhoneNumber to, Instant at, String voice) {
    var change = firstSeen(from, to, at);
    change.setOnce("answeredAt", time(at));
    change.setKnown("voice", voice);
    update(callSid, change);
  }

  /// Uses the token of a stream, which is good for one stream wherever it arrives.
  ///
  /// @param claimant who uses it, named alike when the request is repeated
  /// @return false when another has used it
  public boolean claim(CallSid callSid, String token, String claimant) {
    var end = token.substring(Math.max(0, token.length() - TOKEN_DIGITS));
    return updatedIf(callSid, new CallChange().take("token-" + end, text(claimant)));
  }

  public Optional<CallRecord> find(CallSid callSid) {
    var answer = client.getItem(r -> r.tableName(table).key(callKey(callSid)).consistentRead(true));
    return answer.hasItem() ? CallItem.call(answer.item()) : Optional.empty();
  }

  /// The turns written so far, in the order of the conversation.
  public List<Turn> turns(CallSid callSid) {
    return turnsAfter(callSid, 0);
  }

  /// The turns behind the one of that number.
  public List<Turn> turnsAfter(CallSid callSid, int seq) {
    return written.after(callSid, seq);
  }

  /// Writes a turn once.
  ///
  /// @return false when a turn of that number is already written; it is left as it is
  public boolean append(CallSid callSid, Turn turn) {
    return written.append(callSid, turn, expiry());
  }

  /// Notes that Ava used a tool. Repeating it changes nothing.
  public void used(CallSid callSid, ToolUse use) {
    tools.note(callSid, use, expiry());
  }

  /// The tools that Ava used, the first one first.
  public List<ToolUse> tools(CallSid callSid) {
    return tools.of(callSid);
  }

  /// Writes the card's fields over what was noted before; fields it lacks stay.
  public void note(CallSid callSid, NotedMessage message) {
    if (message.isEmpty()) {
      return;
    }
    var change = new CallChange();
    message.fields().forEach((f, v) -> change.set(CallItem.messageAttribute(f), text(v)));
    update(callSid, change);
  }

  /// Writes what Twilio must do once the bridge lets go of the stream.
  public void leave(CallSid callSid, NextStep next) {
    update(callSid, new CallChange().set("next", text(next.encoded())));
  }

  /// Notes that somebody took the transfer that the call waits for.
  ///
  /// @return false when the call waits for none any more
  public boolean transferred(CallSid callSid) {
    return updatedIf(
        callSid,
        new CallChange()
            .set("next", text(new NextStep.Transferred().encoded()))
            .onlyIfBeginsWith("next", text("TRANSFER")));
  }

  /// Notes that the call goes on in a new stream, and forgets the next step that led there.
  ///
  /// @param request what names the request, the same when it is repeated: it is counted once
  /// @return all resumes of the call, this one last
  public List<Instant> resumed(CallSid callSid, Instant at, String request) {
    return resumes
        .note(callSid, at, request, expiry())
        .orElseGet(() -> find(callSid).orElseThrow().resumes());
  }

  /// Notes the end of a call. The first reason stays: the bridge, which knows it best, comes first
  /// unless it died.
  public void ended(CallSid callSid, Instant at, EndReason reason) {
    update(
        callSid,
        new CallChange().setOnce("endedAt", time(at)).setOnce("endReason", text(reason.name())));
  }

  /// Notes what the bridge says that it heard: who called and when, how many turns there are, and
  /// whether the caller spoke. A smaller count than the known one changes nothing.
  public void heard(CallSid callSid, CallEnded.Heard heard) {
    var change = firstSeen(heard.from(), heard.to(), heard.startedAt());
    change.setOnce("answeredAt", time(heard.startedAt()));
    if (heard.spoke()) {
      change.set("callerSpoke", AttributeValue.fromBool(true));
    }
    update(callSid, change);
    if (!updatedIf(callSid, new CallChange().countOnce("heardTurns", number(heard.turns())))) {
      LOG.atDebug().addKeyValue("callSid", callSid.value()).log("turns were counted already");
    }
  }

  /// Notes that Twilio no longer has the recording, which is kept here.
  public void recordingDeleted(CallSid callSid) {
    update(callSid, new CallChange().set("recordingStatus", text(Recording.Status.DELETED.word())));
  }

  /// Marks a call in which Ava's voice failed and the model had to stand in.
  public void voiceFailed(CallSid callSid) {
    update(callSid, new CallChange().set("voiceFailed", AttributeValue.fromBool(true)));
  }

  /// Keeps the proof that the caller was told that Ava is an AI.
  public void disclosed(CallSid callSid, CallRecord.Disclosure proof) {
    update(
        callSid,
        new CallChange()
            .setOnce("disclosureText", text(proof.text()))
            .setOnce("disclosureHeardAt", time(proof.heardAt()))
            .setOnce("disclosureMark", text(proof.mark())));
  }

  /// Notes what Twilio tells of the voicemail's recording, be it the first that is known of the
  /// call. Parts it does not tell stay as they are, and so does that a recording is there.
  public void recorded(CallSid callSid, Recording recording) {
    var change = begun(clock.instant());
    change.setKnown(recording);
    update(callSid, change);
  }

  /// Keeps the voicemail's audio for as long as the call: whole, or not at all.
  public void keep(CallSid callSid, Recording.Audio audio) {
    chunks.keep(callSid, audio, expiry());
    update(callSid, new CallChange().set("recordingKept", text(audio.type())));
  }

  /// The audio of the voicemail, once it is kept.
  public Optional<Recording.Audio> recording(CallSid callSid) {
    return chunks.find(callSid);
  }

  /// Notes that somebody did not get the mail; the same news told again changes nothing.
  public void refused(CallSid callSid, MailRefusal refusal) {
    var change = new CallChange();
    change.add("mailRefused", AttributeValue.fromSs(List.of(refusal.encoded())));
    update(callSid, change);
  }

  /// Adds to what the call used of the model, once: a repeated request, whose first try was done
  /// and its answer lost, adds nothing.
  ///
  /// @param writer who counts: one stream of the call, named alike in all its requests
  /// @param number greater with each of the writer's requests
  public void used(CallSid callSid, Usage usage, String writer, long number) {
    var change = new CallChange();
    change.add(usage);
    change.countOnce("counted-" + writer, number(number));
    if (!updatedIf(callSid, change)) {
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

  private CallChange firstSeen(PhoneNumber from, PhoneNumber to, Instant at) {
    var change = begun(at).setOnce("from", text(from.value())).setOnce("to", text(to.value()));
    return from.dialable() ? change.setOnce("caller", text(from.value())) : change;
  }

  private static CallChange begun(Instant at) {
    return new CallChange()
        .setOnce("startedAt", time(at))
        .setOnce("day", text(at.atZone(Timestamps.PARIS).toLocalDate().toString()));
  }

  private Instant expiry() {
    return retention.until(clock.instant());
  }

  /// @return false when the change's condition does not hold
  private boolean updatedIf(CallSid callSid, CallChange change) {
    try {
      update(callSid, change);
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  private void update(CallSid callSid, CallChange change) {
    change.setOnce("expiresAt", number(expiry().getEpochSecond()));
    client.updateItem(r ->
        r.tableName(table)
            .key(callKey(callSid))
            .updateExpression(change.expression())
            .conditionExpression(change.condition)
            .expressionAttributeNames(change.names)
            .expressionAttributeValues(change.values));
  }
}
