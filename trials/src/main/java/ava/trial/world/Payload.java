package ava.trial.world;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a request or its answer carries, in the form in which it came: the other one is made only
/// for who wants it, since text that nobody reads costs more than what the table does.
public sealed interface Payload {
  String text();

  /// @throws tools.jackson.core.JacksonException when it is none
  JsonNode json();

  /// As it stands on the wire.
  record Text(String text) implements Payload {
    @Override
    public JsonNode json() {
      return JsonMapper.shared().readTree(text);
    }
  }

  /// What never was on a wire.
  record Tree(JsonNode json) implements Payload {
    @Override
    public String text() {
      return json.toString();
    }
  }
}
