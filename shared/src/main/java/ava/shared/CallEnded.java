package ava.shared;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The message on the queue that starts the summary of a call. The bridge sends it when the
/// conversation is over; Twilio's callbacks send it again, delayed, in case the bridge is gone. The
/// callbacks cannot know whether the call goes on in a new stream: who reads the message ignores it
/// when the call has not ended in the table and was resumed later than one second before
/// [#endedAt]. A call left by `TRANSFER` or `VOICEMAIL` is announced when that is over.
///
/// @param endedAt when its sender saw the end: the end of the call unless the table knows better
/// @param reason likewise
public record CallEnded(CallSid callSid, Instant endedAt, EndReason reason) {
  private static final JsonMapper JSON = JsonMapper.shared();

  public String toJson() {
    return JSON.createObjectNode()
        .put("callSid", callSid.value())
        .put("endedAt", Timestamps.format(endedAt.truncatedTo(ChronoUnit.MILLIS)))
        .put("reason", reason.name())
        .toString();
  }

  /// @throws IllegalArgumentException when the text is not such a message
  public static CallEnded fromJson(String text) {
    try {
      var node = JSON.readTree(text);
      return new CallEnded(
          new CallSid(string(node, "callSid")),
          Instant.parse(string(node, "endedAt")),
          EndReason.valueOf(string(node, "reason")));
    } catch (JacksonException | java.time.DateTimeException e) {
      throw new IllegalArgumentException("not a call-ended message", e);
    }
  }

  private static String string(JsonNode node, String field) {
    var value = node.get(field);
    if (value == null || !value.isString()) {
      throw new IllegalArgumentException("call-ended message without " + field);
    }
    return value.stringValue();
  }
}
