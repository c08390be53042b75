package ava.shared;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import tools.jackson.databind.JsonNode;
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

  public Unwritten {
    turns = List.copyOf(turns);
  }

  /// As much of this, the earliest turns first, as its JSON has room for.
  ///
  /// @param bytes of UTF-8
  public Unwritten within(int bytes) {
    var fitting = new ArrayList<Turn>();
    var room = bytes;
    for (var turn : turns) {
      room -= CallJson.turn(turn).toString().getBytes(StandardCharsets.UTF_8).length + 1;
      if (room < 0) {
        break;
      }
      fitting.add(turn);
    }
    return new Unwritten(fitting, card);
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
