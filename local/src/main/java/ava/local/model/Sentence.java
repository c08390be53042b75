package ava.local.model;

import java.util.Base64;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A sentence inside a response: one message item with one part, spoken or written. Belongs to the
/// event loop.
final class Sentence {
  private final Answer.Session session;
  private final BiConsumer<ObjectNode, Optional<ObjectNode>> out;
  private final String responseId;
  private final int index;
  private final boolean spoken;
  private final String text;
  private final String itemId;
  private final StringBuilder said = new StringBuilder();

  /// @param out takes an event, and the item when the event completes it
  /// @param index its place in the response's output
  Sentence(
      Answer.Session session,
      BiConsumer<ObjectNode, Optional<ObjectNode>> out,
      String responseId,
      int index,
      boolean spoken,
      String text) {
    this.session = session;
    this.out = out;
    this.responseId = responseId;
    this.index = index;
    this.spoken = spoken;
    this.text = text;
    this.itemId = session.newId("item");
  }

  String text() {
    return text;
  }

  void begin() {
    send(itemEvent("added", item("in_progress")));
    var part = event("content_part.added");
    part.putObject("part")
        .put("type", spoken ? "audio" : "text")
        .put(spoken ? "transcript" : "text", "");
    send(part);
  }

  void say(String words, byte[] audio) {
    said.append(words);
    if (!words.isEmpty()) {
      var type = spoken ? "output_audio_transcript.delta" : "output_text.delta";
      send(event(type).put("delta", words));
    }
    if (audio.length > 0) {
      delta(audio);
    }
    session
        .conversation()
        .find(itemId)
        .ifPresent(item -> {
          item.text(said.toString().strip());
          if (audio.length > 0) {
            item.spoke(audio.length);
          }
        });
  }

  void delta(byte[] audio) {
    send(event("output_audio.delta").put("delta", Base64.getEncoder().encodeToString(audio)));
  }

  void finish(String status) {
    var words = said.toString().strip();
    var part = event("content_part.done");
    var item = item(status);
    var content = ((ArrayNode) item.get("content")).addObject();
    if (spoken) {
      send(event("output_audio.done"));
      send(event("output_audio_transcript.done").put("transcript", words));
      part.putObject("part").put("type", "audio").put("transcript", words);
      content.put("type", "output_audio").put("transcript", words);
    } else {
      send(event("output_text.done").put("text", words));
      part.putObject("part").put("type", "text").put("text", words);
      content.put("type", "output_text").put("text", words);
    }
    send(part);
    out.accept(itemEvent("done", item), Optional.of(item));
  }

  private void send(ObjectNode event) {
    out.accept(event, Optional.empty());
  }

  private ObjectNode event(String type) {
    return session
        .wire()
        .event("response." + type)
        .put("response_id", responseId)
        .put("item_id", itemId)
        .put("output_index", index)
        .put("content_index", 0);
  }

  private ObjectNode itemEvent(String type, ObjectNode item) {
    return session
        .wire()
        .event("response.output_item." + type)
        .put("response_id", responseId)
        .put("output_index", index)
        .set("item", item);
  }

  private ObjectNode item(String status) {
    var item = JsonMapper.shared().createObjectNode();
    item.put("id", itemId)
        .put("object", "realtime.item")
        .put("type", "message")
        .put("status", status)
        .put("role", "assistant");
    item.putArray("content");
    return item;
  }
}
