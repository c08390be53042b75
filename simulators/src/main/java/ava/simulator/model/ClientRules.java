package ava.simulator.model;

import ava.simulator.scenario.Checks;
import ava.simulator.scenario.MessageSchemas;
import com.networknt.schema.Error;
import java.util.Comparator;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The shape that client events must have: the JSON Schema of the protocol. Safe for several
/// threads.
final class ClientRules {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final MessageSchemas schemas = Prepared.SCHEMAS;
  private final boolean whole;

  /// Compiled once: that takes a second.
  private static final class Prepared {
    private static final MessageSchemas SCHEMAS = MessageSchemas.toModel().prepared();
  }

  ClientRules(Checks checks) {
    this.whole = checks == Checks.SCHEMA;
  }

  /// @throws RefusedException when it is not a JSON object
  JsonNode read(String text) {
    try {
      var event = JSON.readTree(text);
      if (event.isObject()) {
        return event;
      }
    } catch (JacksonException e) {
      throw RefusedException.of("invalid_json", "Not JSON: " + e.getOriginalMessage());
    }
    throw RefusedException.of("invalid_json", "An event is a JSON object.");
  }

  /// @throws RefusedException when the event's shape is wrong; then the whole event counts as
  ///   unsent
  void check(JsonNode event) {
    var type = event.path("type").asString("");
    if (!schemas.kinds().contains(type)) {
      throw RefusedException.of("invalid_value", "Invalid value: '" + type + "'.", "type");
    }
    var problems = whole ? schemas.problems(event) : List.<Error>of();
    if (!problems.isEmpty()) {
      var inside = inside(type, event);
      refuse(inside.isEmpty() ? "" : within(type), inside.isEmpty() ? problems : inside);
    }
  }

  /// The problems of the form that was meant, where the schema allows several.
  private List<Error> inside(String type, JsonNode event) {
    return switch (type) {
      case "session.update" -> session(event.path("session"));
      case "conversation.item.create" -> item(event.path("item"));
      default -> List.of();
    };
  }

  private static String within(String type) {
    return type.equals("session.update") ? "session." : "item.";
  }

  private List<Error> session(JsonNode session) {
    return session.isObject() && !session.path("type").asString("").equals("transcription")
        ? schemas.problems("RealtimeSessionCreateRequestGA", session)
        : List.of();
  }

  private List<Error> item(JsonNode item) {
    var definition =
        switch (item.path("type").asString("") + "/" + item.path("role").asString("")) {
          case "message/system" -> "RealtimeConversationItemMessageSystem";
          case "message/user" -> "RealtimeConversationItemMessageUser";
          case "message/assistant" -> "RealtimeConversationItemMessageAssistant";
          case "function_call/" -> "RealtimeConversationItemFunctionCall";
          case "function_call_output/" -> "RealtimeConversationItemFunctionCallOutput";
          default -> "";
        };
    return definition.isEmpty() ? List.of() : schemas.problems(definition, item);
  }

  private static void refuse(String root, List<Error> problems) {
    var worst = problems.stream().min(Comparator.comparingInt(ClientRules::rank)).orElseThrow();
    var place =
        worst.getInstanceLocation().toString().replaceFirst("^[/$.]+", "").replace('/', '.');
    var property = worst.getProperty() == null ? "" : worst.getProperty();
    var inside = place.isEmpty() || property.isEmpty() ? place + property : place + "." + property;
    var param = root + inside;
    throw switch (worst.getKeyword()) {
      case "additionalProperties" ->
          RefusedException.of("unknown_parameter", "Unknown parameter: '" + param + "'.", param);
      case "required" ->
          RefusedException.of(
              "missing_required_parameter", "Missing required parameter: '" + param + "'.", param);
      default -> RefusedException.of("invalid_value", worst.getMessage(), param);
    };
  }

  private static int rank(Error problem) {
    return switch (problem.getKeyword()) {
      case "additionalProperties" -> 0;
      case "required" -> 1;
      default -> 2;
    };
  }
}
