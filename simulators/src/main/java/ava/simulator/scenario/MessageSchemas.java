package ava.simulator.scenario;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The JSON Schemas of a protocol's messages, one definition for each kind. Safe for several
/// threads.
public final class MessageSchemas {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final ObjectNode definitions;
  private final String kindField;
  private final Set<String> kinds = new LinkedHashSet<>();

  private MessageSchemas(JsonNode root, String kindField) {
    this.definitions = (ObjectNode) root.get("$defs");
    this.kindField = kindField;
    root.path("oneOf").forEach(message -> kinds.add(definition(message)));
    root.path("allOf").forEach(rule -> kinds.add(definition(rule.path("then"))));
  }

  /// The messages that Twilio takes.
  public static MessageSchemas toTwilio() {
    return load("media-streams-outbound", "event");
  }

  /// The messages that Twilio sends.
  public static MessageSchemas fromTwilio() {
    return load("media-streams-inbound", "event");
  }

  /// The events that the model takes.
  public static MessageSchemas toModel() {
    return load("realtime-client-events", "type");
  }

  /// The events that the model sends.
  public static MessageSchemas fromModel() {
    return load("realtime-server-events", "type");
  }

  private static MessageSchemas load(String name, String kindField) {
    var path = "/ava/simulator/schemas/" + name + ".schema.json";
    try (var in = MessageSchemas.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("no " + path + " on the class path");
      }
      return new MessageSchemas(JSON.readTree(in), kindField);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  /// Compiles all definitions, so that the first message does not wait for it.
  public MessageSchemas prepared() {
    kinds.forEach(
        kind -> schemas.computeIfAbsent(kind, this::schema).validate(JSON.createObjectNode()));
    return this;
  }

  /// The kinds of message, such as `media`.
  public Set<String> kinds() {
    return Collections.unmodifiableSet(kinds);
  }

  /// What is wrong with a message; nothing when it is valid.
  public List<Error> problems(JsonNode message) {
    var kind = message.path(kindField).asString("");
    if (!kinds.contains(kind)) {
      throw new IllegalArgumentException("no message is called " + kind);
    }
    return problems(kind, message);
  }

  /// What is wrong with a part of a message, by the definition's name.
  public List<Error> problems(String definition, JsonNode part) {
    return schemas.computeIfAbsent(definition, this::schema).validate(part);
  }

  private Schema schema(String definition) {
    var root = JSON.createObjectNode();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("$ref", "#/$defs/" + definition);
    root.set("$defs", definitions);
    return registry.getSchema(root);
  }

  private static String definition(JsonNode reference) {
    return reference.path("$ref").asString("").replace("#/$defs/", "");
  }
}
