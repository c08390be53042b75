package ava.shared.table;

import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.FiledCall;
import ava.shared.call.MailRefusal;
import ava.shared.call.NextStep;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.Speaker;
import ava.shared.call.SummaryState;
import ava.shared.call.Timestamps;
import ava.shared.call.Turn;
import ava.shared.call.Usage;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The table's items and the records they stand for, both ways. The attribute names are a contract
/// with every version that is deployed.
public final class CallItem {
  static final String CALL = "CALL";
  static final String TURN = "TURN#";

  private static final String CALL_PREFIX = "CALL#";

  private CallItem() {}

  static Map<String, AttributeValue> callKey(CallSid callSid) {
    return key(text(CALL_PREFIX + callSid), text(CALL));
  }

  /// A key that is written alike in every process, which [Map#of] is not.
  public static Map<String, AttributeValue> key(AttributeValue pk, AttributeValue sk) {
    var key = new LinkedHashMap<String, AttributeValue>();
    key.put("pk", pk);
    key.put("sk", sk);
    return key;
  }

  static Map<String, AttributeValue> turnItem(CallSid callSid, Turn turn, Instant expiresAt) {
    var item = key(text(CALL_PREFIX + callSid), text(turnKey(turn.seq())));
    item.put("speaker", text(turn.speaker().name()));
    item.put("text", text(turn.text()));
    item.put("startedAt", text(Timestamps.format(turn.startedAt())));
    item.put("endedAt", text(Timestamps.format(turn.endedAt())));
    item.put("interrupted", AttributeValue.fromBool(turn.interrupted()));
    item.put("expiresAt", number(expiresAt.getEpochSecond()));
    return item;
  }

  static String turnKey(int seq) {
    return TURN + "%06d".formatted(seq);
  }

  /// The turn that an item holds, or empty when it is another kind of item.
  public static Optional<Turn> turn(Map<String, AttributeValue> item) {
    var sk = string(item, "sk").orElse("");
    if (!sk.startsWith(TURN)) {
      return Optional.empty();
    }
    return Optional.of(
        new Turn(
            Integer.parseInt(sk.substring(TURN.length())),
            Speaker.valueOf(string(item, "speaker").orElseThrow()),
            string(item, "text").orElseThrow(),
            instant(item, "startedAt").orElseThrow(),
            instant(item, "endedAt").or(() -> instant(item, "startedAt")).orElseThrow(),
            Optional.ofNullable(item.get("interrupted")).map(AttributeValue::bool).orElse(false)));
  }

  /// The call whose item or turn this is, or empty when it is neither.
  public static Optional<CallSid> callSid(Map<String, AttributeValue> item) {
    return string(item, "pk")
        .filter(pk -> pk.startsWith(CALL_PREFIX))
        .flatMap(pk -> CallSid.parse(pk.substring(CALL_PREFIX.length())));
  }

  /// The call that an item holds, or empty when it is another kind of item.
  public static Optional<CallRecord> call(Map<String, AttributeValue> item) {
    if (!string(item, "sk").equals(Optional.of(CALL))) {
      return Optional.empty();
    }
    return callSid(item)
        .map(callSid ->
            new CallRecord(
                callSid,
                new PhoneNumber(string(item, "from").orElse("")),
                new PhoneNumber(string(item, "to").orElse("")),
                course(item),
                message(item),
                usage(item),
                new CallRecord.Kept(
                    disclosure(item), recording(item), summary(item), voice(item))));
  }

  private static CallRecord.Course course(Map<String, AttributeValue> item) {
    return new CallRecord.Course(
        instant(item, "startedAt")
            .or(() -> instant(item, "answeredAt"))
            .or(() -> instant(item, "endedAt"))
            .orElse(Instant.EPOCH),
        instant(item, "answeredAt"),
        instant(item, "endedAt"),
        string(item, "endReason").map(EndReason::valueOf),
        string(item, "next").map(NextStep::decode),
        list(item, "resumes", value -> Instant.parse(value.s())));
  }

  /// As [#call], with what is to become of it.
  public static Optional<FiledCall> filed(Map<String, AttributeValue> item) {
    return call(item)
        .map(call ->
            new FiledCall(
                call,
                FollowUpItem.of(item),
                string(item, "webhookState"),
                Optional.ofNullable(item.get("expiresAt"))
                    .map(at -> Instant.ofEpochSecond(Long.parseLong(at.n())))));
  }

  private static NotedMessage message(Map<String, AttributeValue> item) {
    var noted = new EnumMap<NotedMessage.Field, String>(NotedMessage.Field.class);
    for (var field : NotedMessage.Field.values()) {
      string(item, messageAttribute(field)).ifPresent(value -> noted.put(field, value));
    }
    return new NotedMessage(noted);
  }

  static String messageAttribute(NotedMessage.Field field) {
    return "message_" + field.key();
  }

  private static Usage usage(Map<String, AttributeValue> item) {
    return new Usage(
        whole(item, "inputTextTokens"),
        whole(item, "inputAudioTokens"),
        whole(item, "cachedTextTokens"),
        whole(item, "cachedAudioTokens"),
        whole(item, "outputTextTokens"),
        whole(item, "outputAudioTokens"),
        real(item, "costUsd"),
        new Usage.Speech(real(item, "speechUsd"), whole(item, "speechCharacters")));
  }

  private static Optional<CallRecord.Voice> voice(Map<String, AttributeValue> item) {
    return string(item, "voice")
        .map(name -> new CallRecord.Voice(name, item.containsKey("voiceFailed")));
  }

  private static Optional<CallRecord.Disclosure> disclosure(Map<String, AttributeValue> item) {
    return string(item, "disclosureText")
        .map(said ->
            new CallRecord.Disclosure(
                said,
                instant(item, "disclosureHeardAt").orElse(Instant.EPOCH),
                string(item, "disclosureMark").orElse("")));
  }

  private static Optional<CallRecord.Summary> summary(Map<String, AttributeValue> item) {
    return string(item, "summaryState")
        .map(state ->
            new CallRecord.Summary(
                SummaryState.valueOf(state),
                string(item, "summary").orElse(""),
                string(item, "messageId"),
                refusals(item)));
  }

  private static List<MailRefusal> refusals(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get("mailRefused")).stream()
        .flatMap(set -> set.ss().stream())
        .sorted()
        .map(MailRefusal::decode)
        .toList();
  }

  private static Optional<Recording> recording(Map<String, AttributeValue> item) {
    var url = string(item, "voicemailUrl").orElse("");
    var sid = string(item, "recordingSid").orElse("");
    var status = string(item, "recordingStatus").flatMap(Recording.Status::parse);
    var kept = string(item, "recordingKept");
    return url.isEmpty() && sid.isEmpty() && status.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Recording(
                url, sid, string(item, "recordingAccount").orElse(""), status, kept.isPresent()));
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue time(Instant value) {
    return text(Timestamps.format(value));
  }

  static AttributeValue number(Number value) {
    return AttributeValue.fromN(value.toString());
  }

  static Optional<String> string(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
  }

  private static Optional<Instant> instant(Map<String, AttributeValue> item, String name) {
    return string(item, name).map(Instant::parse);
  }

  private static double real(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(v -> Double.parseDouble(v.n())).orElse(0.0);
  }

  private static long whole(Map<String, AttributeValue> item, String name) {
    return Optional.ofNullable(item.get(name)).map(v -> Long.parseLong(v.n())).orElse(0L);
  }

  private static <T> List<T> list(
      Map<String, AttributeValue> item, String name, Function<AttributeValue, T> reader) {
    return Optional.ofNullable(item.get(name))
        .map(value -> value.l().stream().map(reader).toList())
        .orElse(List.of());
  }
}
