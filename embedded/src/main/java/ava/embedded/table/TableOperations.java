package ava.embedded.table;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `CreateTable`, `DescribeTable`, `UpdateTimeToLive`, `DescribeTimeToLive`.
final class TableOperations {
  private static final String ARN = "arn:aws:dynamodb:eu-west-3:000000000000:table/";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Tables tables;
  private final Function<TableShape, TableLog> logs;

  TableOperations(Tables tables, Function<TableShape, TableLog> logs) {
    this.tables = tables;
    this.logs = logs;
  }

  ObjectNode create(JsonNode json) {
    var request =
        RequestPart.of(
            json,
            Set.of(
                "TableName",
                "BillingMode",
                "AttributeDefinitions",
                "KeySchema",
                "GlobalSecondaryIndexes",
                "StreamSpecification"));
    var name = request.required("TableName");
    if (!request.choice("BillingMode", "", Set.of("PAY_PER_REQUEST")).equals("PAY_PER_REQUEST")) {
      throw TableRefusal.unsupported("a table that is not on demand");
    }
    if (tables.find(name).isPresent()) {
      throw TableRefusal.of(400, "ResourceInUseException", "Table already exists: " + name);
    }
    var shape = shape(name, request);
    tables.add(new KeptTable(shape, logs.apply(shape)));
    return JSON.objectNode().set("TableDescription", description(shape));
  }

  private static TableShape shape(String name, RequestPart request) {
    var types = new TreeMap<String, String>();
    for (var each : request.list("AttributeDefinitions")) {
      var definition = RequestPart.of(each, Set.of("AttributeName", "AttributeType"));
      types.put(definition.required("AttributeName"), definition.required("AttributeType"));
    }
    SequencedMap<String, KeyShape> indexes = new LinkedHashMap<>();
    for (var each : request.list("GlobalSecondaryIndexes")) {
      var index = RequestPart.of(each, Set.of("IndexName", "KeySchema", "Projection"));
      var projection = index.object("Projection").orElseGet(JSON::objectNode);
      if (!projection.path("ProjectionType").asString("").equals("ALL")) {
        throw TableRefusal.unsupported("an index that does not show all of an item");
      }
      indexes.put(index.required("IndexName"), key(index));
    }
    var stream =
        request
            .object("StreamSpecification")
            .map(each -> RequestPart.of(each, Set.of("StreamEnabled", "StreamViewType")))
            .filter(each -> each.flag("StreamEnabled", false))
            .map(each -> each.required("StreamViewType"));
    return new TableShape(name, key(request), indexes, types, stream);
  }

  private static KeyShape key(RequestPart request) {
    var names = new TreeMap<String, String>();
    for (var each : request.list("KeySchema")) {
      var element = RequestPart.of(each, Set.of("AttributeName", "KeyType"));
      names.put(element.required("KeyType"), element.required("AttributeName"));
    }
    var partition =
        Optional.ofNullable(names.get("HASH"))
            .orElseThrow(() -> RequestPart.constraint("keySchema", "Member must not be null"));
    return new KeyShape(partition, Optional.ofNullable(names.get("RANGE")));
  }

  ObjectNode describe(JsonNode json) {
    return JSON.objectNode().set("Table", description(named(json).shape()));
  }

  private static ObjectNode description(TableShape shape) {
    var json =
        JSON.objectNode()
            .put("TableName", shape.name())
            .put("TableStatus", "ACTIVE")
            .put("TableArn", ARN + shape.name());
    json.putObject("BillingModeSummary").put("BillingMode", "PAY_PER_REQUEST");
    var attributes = json.putArray("AttributeDefinitions");
    shape
        .types()
        .forEach((name, type) ->
            attributes.addObject().put("AttributeName", name).put("AttributeType", type));
    describe(shape.key(), json);
    if (!shape.indexes().isEmpty()) {
      var indexes = json.putArray("GlobalSecondaryIndexes");
      shape
          .indexes()
          .forEach((name, key) -> {
            var index = indexes.addObject().put("IndexName", name).put("IndexStatus", "ACTIVE");
            describe(key, index);
            index.putObject("Projection").put("ProjectionType", "ALL");
          });
    }
    shape.stream()
        .ifPresent(images -> {
          json.putObject("StreamSpecification")
              .put("StreamEnabled", true)
              .put("StreamViewType", images);
          json.put("LatestStreamArn", streamArn(shape.name()));
        });
    return json;
  }

  private static void describe(KeyShape key, ObjectNode json) {
    var schema = json.putArray("KeySchema");
    schema.addObject().put("AttributeName", key.partition()).put("KeyType", "HASH");
    key.sort()
        .ifPresent(name -> schema.addObject().put("AttributeName", name).put("KeyType", "RANGE"));
  }

  static String streamArn(String table) {
    return ARN + table + "/stream/ava";
  }

  ObjectNode updateTimeToLive(JsonNode json) {
    var request = RequestPart.of(json, Set.of("TableName", "TimeToLiveSpecification"));
    var given =
        request
            .object("TimeToLiveSpecification")
            .orElseThrow(
                () -> RequestPart.constraint("timeToLiveSpecification", "Member must not be null"));
    var specification = RequestPart.of(given, Set.of("AttributeName", "Enabled"));
    var attribute = specification.required("AttributeName");
    tables
        .named(request.required("TableName"))
        .timeToLive(
            specification.flag("Enabled", false) ? Optional.of(attribute) : Optional.empty());
    return JSON.objectNode().set("TimeToLiveSpecification", given);
  }

  ObjectNode describeTimeToLive(JsonNode json) {
    var answer = JSON.objectNode();
    var description = answer.putObject("TimeToLiveDescription");
    var attribute = named(json).timeToLive();
    description.put("TimeToLiveStatus", attribute.isPresent() ? "ENABLED" : "DISABLED");
    attribute.ifPresent(name -> description.put("AttributeName", name));
    return answer;
  }

  private KeptTable named(JsonNode json) {
    return tables.named(RequestPart.of(json, Set.of("TableName")).required("TableName"));
  }
}
