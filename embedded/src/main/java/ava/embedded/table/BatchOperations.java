package ava.embedded.table;

import ava.embedded.table.WriteIntent.WriteVerb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `BatchGetItem` and `BatchWriteItem`, which may leave a part undone.
final class BatchOperations {
  private static final int MOST_KEYS = 100;
  private static final int MOST_WRITES = 25;
  private static final Set<String> GET =
      Set.of("Keys", "ConsistentRead", "ProjectionExpression", "ExpressionAttributeNames");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Tables tables;

  BatchOperations(Tables tables) {
    this.tables = tables;
  }

  /// @param partly leaves the second half of each table's keys undone
  ObjectNode get(JsonNode json, boolean partly) {
    var items = items(json, "BatchGetItem");
    var asked = items.properties().stream().mapToInt(each -> each.getValue().path("Keys").size());
    if (asked.sum() > MOST_KEYS) {
      throw TableRefusal.validation("Too many items requested for the BatchGetItem call");
    }
    var answer = JSON.objectNode();
    var responses = answer.putObject("Responses");
    var unprocessed = answer.putObject("UnprocessedKeys");
    for (var each : items.properties()) {
      get(each.getKey(), each.getValue(), partly, responses, unprocessed);
    }
    return answer;
  }

  private void get(
      String name, JsonNode json, boolean partly, ObjectNode responses, ObjectNode unprocessed) {
    var request = RequestPart.of(json, GET);
    var expressions = Expressions.of(request);
    var projection = expressions.projection();
    expressions.checkPlaceholders();
    var table = tables.get(name);
    var keys = request.list("Keys");
    if (keys.isEmpty()) {
      throw RequestPart.constraint("keys", "Member must have length greater than or equal to 1");
    }
    var seen = new HashSet<Attribute>();
    var found = responses.putArray(name);
    var done = partly ? keys.size() / 2 : keys.size();
    for (var i = 0; i < keys.size(); i++) {
      var key = AttributeJson.fields(keys.get(i));
      table.shape().checkKey(key);
      checkNew(seen.add(key));
      if (i < done) {
        table
            .get(key)
            .map(item -> ItemOperations.picked(item, projection))
            .ifPresent(item -> found.add(AttributeJson.json(item)));
      }
    }
    if (done < keys.size()) {
      var rest = ((ObjectNode) json).deepCopy();
      rest.putArray("Keys").addAll(keys.subList(done, keys.size()));
      unprocessed.set(name, rest);
    }
  }

  /// @param partly leaves the second half of each table's writes undone
  ObjectNode write(JsonNode json, boolean partly) {
    var items = items(json, "BatchWriteItem");
    var count = items.properties().stream().mapToInt(each -> each.getValue().size()).sum();
    if (count > MOST_WRITES) {
      throw TableRefusal.validation("Too many items requested for the BatchWriteItem call");
    }
    var unprocessed = JSON.objectNode();
    var writes = new ArrayList<Runnable>();
    for (var each : items.properties()) {
      var intents = intents(each.getKey(), each.getValue());
      var changes = intents.stream().map(WriteIntent::change).toList();
      var done = partly ? changes.size() / 2 : changes.size();
      var table = tables.get(each.getKey());
      writes.add(() -> table.commit(changes.subList(0, done), tables.now(), tables.indexLag()));
      if (done < changes.size()) {
        var all = List.copyOf(each.getValue().values());
        unprocessed.putArray(each.getKey()).addAll(all.subList(done, all.size()));
      }
    }
    writes.forEach(Runnable::run);
    return JSON.objectNode().set("UnprocessedItems", unprocessed);
  }

  private List<WriteIntent> intents(String name, JsonNode requests) {
    if (!(requests instanceof ArrayNode) || requests.isEmpty()) {
      throw RequestPart.constraint(
          "requestItems", "Member must have length greater than or equal to 1");
    }
    var table = tables.get(name);
    var seen = new HashSet<Attribute>();
    var intents = new ArrayList<WriteIntent>();
    for (var json : requests.values()) {
      var request = RequestPart.of(json, Set.of("PutRequest", "DeleteRequest"));
      var put = request.object("PutRequest");
      var delete = request.object("DeleteRequest");
      if (put.isPresent() == delete.isPresent()) {
        throw TableRefusal.validation("Supplied AttributeValue has more than one request");
      }
      var intent =
          put.isPresent()
              ? WriteIntent.plain(
                  WriteVerb.PUT, table, RequestPart.of(put.get(), Set.of("Item")).fields("Item"))
              : WriteIntent.plain(
                  WriteVerb.DELETE,
                  table,
                  RequestPart.of(delete.orElseThrow(), Set.of("Key")).fields("Key"));
      checkNew(seen.add(intent.key()));
      intents.add(intent);
    }
    return intents;
  }

  private static JsonNode items(JsonNode json, String operation) {
    var items = RequestPart.of(json, Set.of("RequestItems")).object("RequestItems");
    return items
        .filter(each -> !each.isEmpty())
        .orElseThrow(() ->
            TableRefusal.validation(
                "The requestItems parameter is required for %s".formatted(operation)));
  }

  private static void checkNew(boolean isNew) {
    if (!isNew) {
      throw TableRefusal.validation("Provided list of item keys contains duplicates");
    }
  }
}
