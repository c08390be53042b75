package ava.simulator.model;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The client's `conversation.item.*` events: does to the conversation what they ask and answers as
/// the protocol says. Belongs to the loop.
final class ItemEvents {
  private final CallerTurns.Session session;

  ItemEvents(CallerTurns.Session session) {
    this.session = session;
  }

  void create(JsonNode event) {
    var json = (ObjectNode) event.path("item").deepCopy();
    var item =
        session
            .conversation()
            .insert(json, session.newId("item"), event.path("previous_item_id").asString(""));
    switch (json.path("type").asString("")) {
      case "message" -> session.player().recalls(json.path("role").asString(""), item.text());
      case "function_call_output" -> session.player().returns(item.text());
      default -> {}
    }
    for (var type : List.of("added", "done")) {
      var echo = answer(type);
      echo.set("previous_item_id", session.conversation().before(item));
      session.wire().send(echo.set("item", item.json().deepCopy()));
    }
  }

  void retrieve(JsonNode event) {
    var id = id(event);
    var item =
        session
            .conversation()
            .find(id)
            .orElseThrow(() ->
                RefusedException.of(
                    "item_retrieve_invalid_item_id", "Item '" + id + "' not found.", "item_id"));
    session.wire().send(answer("retrieved").set("item", item.now()));
  }

  void truncate(JsonNode event) {
    var index = event.path("content_index").asInt();
    var end = event.path("audio_end_ms").asLong();
    var text = session.conversation().find(id(event)).map(KnownItems.Item::text).orElse("");
    session.conversation().truncate(id(event), index, end);
    session.player().takesBack(text, end);
    session
        .wire()
        .send(
            answer("truncated")
                .put("item_id", id(event))
                .put("content_index", index)
                .put("audio_end_ms", end));
  }

  void delete(JsonNode event) {
    var text = session.conversation().find(id(event)).map(KnownItems.Item::text).orElse("");
    session.conversation().delete(id(event));
    session.player().forgets(text);
    session.wire().send(answer("deleted").put("item_id", id(event)));
  }

  private ObjectNode answer(String type) {
    return session.wire().event("conversation.item." + type);
  }

  private static String id(JsonNode event) {
    return event.path("item_id").asString("");
  }
}
