package ava.simulator.model;

import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A sentence inside a response: one message item with one part or two, spoken or written. Belongs
/// to the loop.
final class Sentence {
  private final Answer.Session session;
  private final BiConsumer<ObjectNode, Optional<ObjectNode>> out;
  private final String responseId;
  private final boolean spoken;
  private final String text;
  private final SoundFormat mouth;
  private final String itemId;
  private final StringBuilder said = new StringBuilder();
  private final StringBuilder inPart = new StringBuilder();
  private final ArrayNode content = JsonMapper.shared().createArrayNode();
  private int index;

  /// @param out takes an event, and the item when the event completes it
  /// @param mouth what the sound is sent as
  Sentence(
      Answer.Session session,
      BiConsumer<ObjectNode, Optional<ObjectNode>> out,
      String responseId,
      boolean spoken,
      SoundFormat mouth,
      String text) {
    this.session = session;
    this.out = out;
    this.responseId = responseId;
    this.spoken = spoken;
    this.mouth = mouth;
    this.text = text;
    this.itemId = session.newId("item");
  }

  String text() {
    return text;
  }

  /// @param place of the item in the response
  void begin(int place) {
    index = place;
    send(itemEvent("added", item("in_progress")));
    beginPart();
  }

  /// Goes on in another part of the same item.
  void nextPart() {
    finishPart();
    beginPart();
  }

  private void beginPart() {
    var part = event("content_part.added");
    part.putObject("part")
        .put("type", spoken ? "audio" : "text")
        .put(spoken ? "transcript" : "text", "");
    send(part);
  }

  void say(String words, byte[] audio) {
    said.append(words);
    inPart.append(words);
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
    session.wire().sendAudio(responseId, itemId, index, content.size(), mouth.fromMuLaw(audio));
  }

  void finish(String status) {
    finishPart();
    var item = item(status);
    item.set("content", content.deepCopy());
    out.accept(itemEvent("done", item), Optional.of(item));
  }

  private void finishPart() {
    var words = inPart.toString().strip();
    var part = event("content_part.done");
    if (spoken) {
      send(event("output_audio.done"));
      send(event("output_audio_transcript.done").put("transcript", words));
      part.putObject("part").put("type", "audio").put("transcript", words);
    } else {
      send(event("output_text.done").put("text", words));
      part.putObject("part").put("type", "text").put("text", words);
    }
    send(part);
    content
        .addObject()
        .put("type", spoken ? "output_audio" : "output_text")
        .put(spoken ? "transcript" : "text", words);
    inPart.setLength(0);
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
        .put("content_index", content.size());
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
