package ava.shared.message;

import ava.shared.call.NotedMessage;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the bridge could not write of a call while the table was away: it travels in the call-ended
/// message, and whoever reads that writes it.
///
/// @param turns with the numbers that they have in the conversation
/// @param card the fields of the message card that were noted
public record Unwritten(List<Turn> turns, NotedMessage card) {
  public static final Unwritten NOTHING = new Unwritten(List.of(), NotedMessage.EMPTY);

  private static final String TURNS = "unwritten";
  private static final String CARD = "unwrittenCard";
  private static final JsonMapper JSON = JsonMapper.shared();

  /// The bytes around the parts.
  private static final int FRAME = (",\"" + TURNS + "\":[],\"" + CARD + "\":{}").length();

  public Unwritten {
    turns = List.copyOf(turns);
  }

  /// As much of this as its JSON has room for: the card, which says whom to call back, then the
  /// turns from the first on.
  ///
  /// @param bytes of UTF-8
  Unwritten within(int bytes) {
    var room = new Room(bytes - FRAME);
    var fields = new EnumMap<NotedMessage.Field, String>(NotedMessage.Field.class);
    card.fields()
        .forEach((field, value) -> {
          if (room.takes(JSON.createObjectNode().put(field.key(), value))) {
            fields.put(field, value);
          }
        });
    var fitting = turns.stream().takeWhile(turn -> room.takes(CallJson.turn(turn))).toList();
    return new Unwritten(fitting, new NotedMessage(fields));
  }

  /// What of this the other does not hold.
  public Unwritten without(Unwritten carried) {
    var fields = new EnumMap<NotedMessage.Field, String>(NotedMessage.Field.class);
    fields.putAll(card.fields());
    fields.keySet().removeAll(carried.card.fields().keySet());
    var rest = turns.stream().filter(turn -> !carried.turns.contains(turn)).toList();
    return new Unwritten(rest, new NotedMessage(fields));
  }

  /// What is left of a message's bytes.
  private static final class Room {
    private int left;

    Room(int bytes) {
      this.left = bytes;
    }

    /// Takes a part and the comma before it, when there is room.
    boolean takes(JsonNode part) {
      var bytes = part.toString().getBytes(StandardCharsets.UTF_8).length + 1;
      if (bytes > left) {
        return false;
      }
      left -= bytes;
      return true;
    }
  }

  void writeTo(ObjectNode node) {
    if (!turns.isEmpty()) {
      var array = node.putArray(TURNS);
      turns.forEach(turn -> array.add(CallJson.turn(turn)));
    }
    if (!card.isEmpty()) {
      var fields = node.putObject(CARD);
      card.fields().forEach((field, value) -> fields.put(field.key(), value));
    }
  }

  /// @throws IllegalArgumentException, or Jackson's or the calendar's exceptions, when a turn
  ///   cannot be read
  static Unwritten readFrom(JsonNode node) {
    var turns = node.path(TURNS).valueStream().map(Unwritten::turn).toList();
    var fields = new EnumMap<NotedMessage.Field, String>(NotedMessage.Field.class);
    for (var field : NotedMessage.Field.values()) {
      var value = node.path(CARD).path(field.key()).asString("");
      if (!value.isEmpty()) {
        fields.put(field, value);
      }
    }
    return new Unwritten(turns, new NotedMessage(fields));
  }

  private static Turn turn(JsonNode node) {
    return new Turn(
        node.required("seq").asInt(),
        Speaker.valueOf(node.required("speaker").asString()),
        node.required("text").asString(),
        Instant.parse(node.required("startedAt").asString()),
        Instant.parse(node.required("endedAt").asString()),
        node.path("interrupted").asBoolean(false));
  }
}
