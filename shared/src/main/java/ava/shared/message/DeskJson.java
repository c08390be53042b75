package ava.shared.message;

import ava.shared.call.CallRecord;
import ava.shared.call.FiledCall;
import ava.shared.call.FollowUp;
import ava.shared.call.Timestamps;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Calls as the owner's desk shows them: [CallJson#call], with what is to become of them
/// (`followUp`) and what a row says of them (`brief`).
public final class DeskJson {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LONGEST = 300;

  private DeskJson() {}

  public static ObjectNode call(FiledCall filed) {
    var node = CallJson.call(filed.call());
    node.set("followUp", followUp(filed.followUp()));
    node.set("brief", brief(filed.call()));
    filed.webhook().ifPresent(state -> node.put("webhookState", state));
    filed.expiresAt().ifPresent(at -> node.put("expiresAt", Timestamps.format(at)));
    return node;
  }

  /// `{"state":"TO_CALL_BACK","urgent":true,"due":"…","note":"","version":3,"by":"…","at":"…"}`
  public static ObjectNode followUp(FollowUp followUp) {
    var node =
        JSON.createObjectNode()
            .put("state", followUp.state().name())
            .put("urgent", followUp.urgent())
            .put("note", followUp.note())
            .put("version", followUp.version());
    followUp.due().ifPresent(due -> node.put("due", Timestamps.format(due)));
    followUp
        .latest()
        .ifPresent(latest -> node.put("by", latest.by()).put("at", Timestamps.format(latest.at())));
    return node;
  }

  /// The summary of a call as it is stored, or one that only has the text when it is no JSON.
  public static Optional<JsonNode> summary(CallRecord call) {
    return call.summary()
        .map(CallRecord.Summary::json)
        .filter(json -> !json.isBlank())
        .map(DeskJson::parsed);
  }

  private static JsonNode parsed(String json) {
    try {
      var node = JSON.readTree(json);
      return node.isObject() ? node : JSON.createObjectNode().put("text", json);
    } catch (JacksonException _) {
      return JSON.createObjectNode().put("text", json);
    }
  }

  private static ObjectNode brief(CallRecord call) {
    var summary = summary(call).orElseGet(JsonNodeFactory.instance::objectNode);
    var who = summary.path("who");
    var message = JSON.createObjectNode();
    call.message().fields().forEach((field, value) -> message.put(field.key(), value));
    var brief = JSON.createObjectNode();
    put(brief, "name", who.path("name"), message.path("name"));
    put(brief, "company", who.path("company"), message.path("company"));
    put(brief, "phone", who.path("phone"), message.path("phone"));
    put(brief, "reason", summary.path("reason"), message.path("reason"));
    put(brief, "callback", summary.at("/callback/when"), message.path("callback"));
    put(brief, "category", summary.path("category"));
    put(brief, "text", summary.path("text"));
    return brief;
  }

  private static void put(ObjectNode brief, String name, JsonNode... known) {
    List.of(known).stream()
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .filter(text -> !text.isBlank())
        .findFirst()
        .ifPresent(text ->
            brief.put(name, text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text));
  }
}
