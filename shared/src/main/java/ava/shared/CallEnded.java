package ava.shared;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The message on the queue that starts the summary of a call.
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
