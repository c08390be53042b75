package ava.live;

import ava.shared.call.CallRecord;
import ava.shared.call.FiledCall;
import ava.shared.call.NotedMessage;
import ava.shared.call.Turn;
import ava.shared.message.CallJson;
import ava.shared.message.DeskJson;
import ava.shared.table.CallItem;
import ava.shared.table.LiveTalk;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a page is told about a new or changed item: `{"type":"turn","callSid":"CA…",…turn}` or
/// `{"type":"call",…call}`, in the fields of [CallJson] and [DeskJson], or while words are being
/// said `{"type":"words","calls":[{"callSid":"CA…","turns":[…]}]}`. API Gateway takes messages of
/// 128 KB at the most: long texts are cut so that even fully escaped ones (six bytes a character)
/// fit; a page gets the whole text when it asks for the call.
final class Announcement {
  /// API Gateway's limit for one message.
  static final int LARGEST_BYTES = 128 * 1024;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST_TURN = 20_000;
  private static final int LONGEST_FIELD = 2_000;
  private static final String CUT = "…";

  private Announcement() {}

  /// The message for an item, or empty when no page shows such items.
  ///
  /// @throws IllegalArgumentException, java.util.NoSuchElementException or
  ///   java.time.DateTimeException when the item is not as the table's contract says
  static Optional<String> of(Map<String, AttributeValue> item) {
    return CallItem.callSid(item)
        .flatMap(callSid ->
            CallItem.turn(item)
                .map(turn ->
                    CallJson.turn(cut(turn)).put("type", "turn").put("callSid", callSid.value()))
                .or(() -> CallItem.filed(item).map(Announcement::call)))
        .or(() -> LiveTalk.of(item).map(Announcement::words))
        .map(ObjectNode::toString);
  }

  private static ObjectNode words(JsonNode calls) {
    var message = JSON.createObjectNode().put("type", "words");
    message.set("calls", calls);
    return message;
  }

  private static ObjectNode call(FiledCall filed) {
    var followUp = filed.followUp();
    var told = new FiledCall(cut(filed.call()), followUp, filed.webhook(), filed.expiresAt());
    return DeskJson.call(told).put("type", "call");
  }

  private static Turn cut(Turn turn) {
    return new Turn(
        turn.seq(),
        turn.speaker(),
        cut(turn.text(), LONGEST_TURN),
        turn.startedAt(),
        turn.endedAt(),
        turn.interrupted());
  }

  private static CallRecord cut(CallRecord call) {
    var fields = new EnumMap<NotedMessage.Field, String>(NotedMessage.Field.class);
    call.message().fields().forEach((f, value) -> fields.put(f, cut(value, LONGEST_FIELD)));
    return call.with(new NotedMessage(fields))
        .with(call.recording().filter(left -> left.url().length() <= LONGEST_FIELD));
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end) + CUT;
  }
}
