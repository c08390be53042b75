package ava.simulator.model;

import ava.simulator.scenario.ToolCall;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The events of a function call inside a response.
record ResponseCall(
    BiConsumer<ObjectNode, Optional<ObjectNode>> out,
    Wire wire,
    String itemId,
    String callId,
    String responseId,
    int index,
    boolean withStatus) {
  void send(ToolCall call) {
    out.accept(itemEvent("added", item(call, "in_progress", "")), Optional.empty());
    out.accept(arguments("delta").put("delta", call.arguments()), Optional.empty());
    var done = arguments("done").put("name", call.name()).put("arguments", call.arguments());
    out.accept(done, Optional.empty());
    var item = item(call, "completed", call.arguments());
    out.accept(itemEvent("done", item), Optional.of(item));
  }

  private ObjectNode arguments(String type) {
    return wire.event("response.function_call_arguments." + type)
        .put("response_id", responseId)
        .put("item_id", itemId)
        .put("output_index", index)
        .put("call_id", callId);
  }

  private ObjectNode itemEvent(String type, ObjectNode item) {
    var event = wire.event("response.output_item." + type);
    event.put("response_id", responseId).put("output_index", index).set("item", item);
    return event;
  }

  private ObjectNode item(ToolCall call, String status, String arguments) {
    var item =
        JsonMapper.shared()
            .createObjectNode()
            .put("id", itemId)
            .put("object", "realtime.item")
            .put("type", "function_call")
            .put("name", call.name())
            .put("call_id", callId)
            .put("arguments", arguments);
    return withStatus ? item.put("status", status) : item;
  }
}
