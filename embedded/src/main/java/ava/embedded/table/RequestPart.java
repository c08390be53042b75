package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A request, or an object within one, whose members must all be known.
final class RequestPart {
  private final JsonNode json;

  private RequestPart(JsonNode json) {
    this.json = json;
  }

  /// @throws TableRefusal when there is a member with another name
  static RequestPart of(JsonNode json, Set<String> known) {
    if (!json.isObject()) {
      throw TableRefusal.serialization("Start of structure or map found where not expected.");
    }
    for (var name : json.propertyNames()) {
      if (!known.contains(name) && !json.path(name).isNull()) {
        throw TableRefusal.unsupported(name);
      }
    }
    return new RequestPart(json);
  }

  private Optional<JsonNode> member(String name) {
    return Optional.ofNullable(json.get(name)).filter(node -> !node.isNull());
  }

  boolean has(String name) {
    return member(name).isPresent();
  }

  Optional<JsonNode> object(String name) {
    var node = member(name);
    if (node.isPresent() && !node.get().isObject()) {
      throw TableRefusal.serialization("Start of structure or map found where not expected.");
    }
    return node;
  }

  /// @return the members of a list; none when it is not there
  List<JsonNode> list(String name) {
    var node = member(name);
    if (node.isPresent() && !node.get().isArray()) {
      throw TableRefusal.serialization("Start of list found where not expected");
    }
    return node.map(each -> List.copyOf(each.values())).orElse(List.of());
  }

  Optional<String> text(String name) {
    return member(name).map(RequestPart::text);
  }

  boolean flag(String name, boolean otherwise) {
    var node = member(name);
    if (node.isPresent() && !node.get().isBoolean()) {
      throw TableRefusal.serialization("Unexpected token received from parser");
    }
    return node.map(JsonNode::asBoolean).orElse(otherwise);
  }

  Optional<Integer> count(String name) {
    var node = member(name);
    if (node.isPresent() && !node.get().isIntegralNumber()) {
      throw TableRefusal.serialization("STRING_VALUE cannot be converted to Integer");
    }
    if (node.isPresent() && node.get().asInt() < 1) {
      throw constraint(name, "Member must have value greater than or equal to 1");
    }
    return node.map(JsonNode::asInt);
  }

  /// An item or a key.
  Fields fields(String name) {
    return AttributeJson.fields(
        member(name).orElseThrow(() -> constraint(name, "Member must not be null")));
  }

  String required(String name) {
    return text(name).orElseThrow(() -> constraint(name, "Member must not be null"));
  }

  /// One of some words.
  ///
  /// @param otherwise what stands for nothing
  String choice(String name, String otherwise, Set<String> choices) {
    var chosen = text(name).orElse(otherwise);
    if (!chosen.equals(otherwise) && !choices.contains(chosen)) {
      throw TableRefusal.validation(
          "1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: one of %s"
              .formatted(chosen, name, choices.stream().sorted().toList()));
    }
    return chosen;
  }

  static String text(JsonNode node) {
    if (!node.isString()) {
      throw TableRefusal.serialization(node.getNodeType() + "_VALUE cannot be converted to String");
    }
    return node.asString();
  }

  /// A member that is missing or out of bounds.
  static TableRefusal constraint(String name, String rule) {
    return TableRefusal.validation(
        "1 validation error detected: Value at '%s' failed to satisfy constraint: %s"
            .formatted(name, rule));
  }
}
