package ava.simulator.model;

import ava.simulator.scenario.Clip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The items of a session in their order, and what the model knows by them. Not for several
/// threads.
final class KnownItems {
  private static final int LONGEST_ID = 32;

  /// An item that is in the conversation.
  static final class Item {
    private final String id;
    private final ObjectNode json;
    private final String kind;
    private String text;
    private long audioBytes;
    private boolean spoken;
    private boolean cut;

    private Item(ObjectNode json, String text) {
      this.id = json.path("id").asString("");
      this.json = json;
      this.kind =
          json.path("type").asString("").equals("message")
              ? json.path("role").asString("")
              : json.path("type").asString("");
      this.text = text;
    }

    String id() {
      return id;
    }

    ObjectNode json() {
      return json;
    }

    String text() {
      return text;
    }

    void text(String words) {
      text = words;
    }

    /// What a caller was understood to say.
    void transcribed(String words) {
      if (json.at("/content/0") instanceof ObjectNode part) {
        part.put("transcript", words);
      }
    }

    /// The item as it is now.
    ObjectNode now() {
      var now = json.deepCopy();
      if (spoken && (cut || now.path("status").asString("").equals("in_progress"))) {
        var said = now.putArray("content").addObject().put("type", "output_audio");
        if (!cut) {
          said.put("transcript", text);
        }
      }
      return now;
    }

    private int parts() {
      return Math.max(1, json.path("content").size());
    }

    /// Counts audio that the model made for it.
    void spoke(int bytes) {
      spoken = true;
      audioBytes += bytes;
    }
  }

  private final List<Item> items = new ArrayList<>();

  /// The id of the last item; empty at the start.
  Optional<String> last() {
    return items.isEmpty() ? Optional.empty() : Optional.of(items.getLast().id);
  }

  Item append(ObjectNode json, String text) {
    var item = new Item(json, text);
    items.add(item);
    return item;
  }

  /// Takes an item that the client created.
  ///
  /// @param after the item before it, `root` for the first place, empty for the last
  Item insert(ObjectNode json, String newId, String after) {
    check(json);
    if (!json.has("id")) {
      json.put("id", newId);
    }
    json.put("object", "realtime.item").put("status", "completed");
    var place = place(after);
    var item = new Item(json, words(json));
    items.add(place, item);
    return item;
  }

  /// The id of the item before this one, JSON null for the first.
  JsonNode before(Item item) {
    var index = items.indexOf(item);
    var nodes = JsonMapper.shared().getNodeFactory();
    return index <= 0 ? nodes.nullNode() : nodes.stringNode(items.get(index - 1).id);
  }

  Optional<Item> find(String id) {
    return items.stream().filter(item -> item.id.equals(id)).findFirst();
  }

  void delete(String id) {
    var item =
        find(id)
            .orElseThrow(() ->
                RefusedException.of(
                    "item_delete_invalid_item_id",
                    "Error deleting item: the item with id '" + id + "' does not exist.",
                    "item_id"));
    items.remove(item);
  }

  /// Forgets what of an answer was not heard.
  void truncate(String id, int contentIndex, long audioEndMs) {
    var item =
        find(id)
            .orElseThrow(() ->
                RefusedException.of(
                    "item_truncate_invalid_item_id",
                    "Item with id '" + id + "' not found.",
                    "item_id"));
    if (!item.kind.equals("assistant") || !item.spoken) {
      throw RefusedException.of(
          "unsupported_content_type",
          "Only model output audio messages can be truncated",
          "item_id");
    }
    if (contentIndex < 0 || contentIndex >= item.parts()) {
      throw RefusedException.of(
          "invalid_value", "The item has no such content part.", "content_index");
    }
    var audioMs = item.audioBytes / Clip.BYTES_PER_MS;
    if (audioEndMs < 0 || audioEndMs > audioMs) {
      throw RefusedException.withoutCode(
          "Audio content of " + audioMs + "ms is already shorter than " + audioEndMs + "ms");
    }
    var words = item.text.isEmpty() ? new String[0] : item.text.split(" ");
    var kept = audioMs == 0 ? 0 : Math.round((float) words.length * audioEndMs / audioMs);
    item.text = String.join(" ", List.of(words).subList(0, Math.min(kept, words.length)));
    item.audioBytes = audioEndMs * Clip.BYTES_PER_MS;
    item.cut = true;
  }

  /// What the model knows, in order.
  List<Remembered> remembered() {
    return items.stream()
        .map(item -> new Remembered(item.id, item.kind, item.text, item.cut))
        .toList();
  }

  /// How much text the model reads.
  int letters() {
    return items.stream().mapToInt(item -> item.text.length()).sum();
  }

  private void check(ObjectNode json) {
    var id = json.path("id").asString("");
    if (id.length() > LONGEST_ID) {
      throw RefusedException.of(
          "string_above_max_length",
          "Invalid 'item.id': string too long. Expected a string with maximum length 32.",
          "item.id");
    }
    if (!id.isEmpty() && find(id).isPresent()) {
      throw RefusedException.of(
          "item_create_duplicate_item_id", "Item '" + id + "' already exists.", "item.id");
    }
    switch (json.path("type").asString("")) {
      case "message" -> checkMessage(json);
      case "function_call" -> {
        if (!json.has("call_id")) {
          throw RefusedException.of(
              "missing_required_parameter",
              "Missing required parameter: 'item.call_id'.",
              "item.call_id");
        }
      }
      case "function_call_output" -> checkOutput(json);
      default -> throw RefusedException.of("invalid_value", "This server has no MCP.", "item.type");
    }
  }

  private void checkMessage(ObjectNode json) {
    var wanted = json.path("role").asString("").equals("assistant") ? "output_text" : "input_";
    if (json.path("content").isEmpty()) {
      throw RefusedException.of("invalid_value", "A message has content.", "item.content");
    }
    for (var part : json.path("content")) {
      var type = part.path("type").asString("");
      if (!type.startsWith(wanted)) {
        throw RefusedException.of(
            "invalid_value",
            "Invalid value: '" + type + "'. Value must be '" + wanted + "'.",
            "item.content[0].type");
      }
      if (type.endsWith("_text") && !part.has("text")) {
        throw RefusedException.of(
            "missing_required_parameter",
            "Missing required parameter: 'item.content[0].text'.",
            "item.content[0].text");
      }
    }
  }

  private void checkOutput(ObjectNode json) {
    var callId = json.path("call_id").asString("");
    var known =
        items.stream()
            .anyMatch(item ->
                item.kind.equals("function_call")
                    && item.json.path("call_id").asString("").equals(callId));
    if (!known) {
      throw RefusedException.of(
          "invalid_tool_call_id",
          "Tool call ID '" + callId + "' not found in conversation.",
          "item.call_id");
    }
  }

  private int place(String after) {
    if (after.isEmpty()) {
      return items.size();
    }
    if (after.equals("root")) {
      return 0;
    }
    var before =
        find(after)
            .orElseThrow(() ->
                RefusedException.of(
                    "item_create_invalid_previous_item_id",
                    "Previous item with id '" + after + "' not found in conversation.",
                    "previous_item_id"));
    return items.indexOf(before) + 1;
  }

  private static String words(JsonNode json) {
    return switch (json.path("type").asString("")) {
      case "function_call" -> json.path("name").asString("") + json.path("arguments").asString("");
      case "function_call_output" -> json.path("output").asString("");
      default -> {
        var words = new StringBuilder();
        json.path("content").forEach(part -> words.append(part.path("text").asString("")));
        yield words.toString();
      }
    };
  }
}
