package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import ava.embedded.table.WriteIntent.WriteVerb;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `GetItem`, `PutItem`, `UpdateItem`, `DeleteItem`.
final class ItemOperations {
  private static final Set<String> GET =
      Set.of(
          "TableName", "Key", "ConsistentRead", "ProjectionExpression", "ExpressionAttributeNames");

  private final Tables tables;

  ItemOperations(Tables tables) {
    this.tables = tables;
  }

  ObjectNode get(JsonNode json, boolean stale) {
    var request = RequestPart.of(json, GET);
    var answer = JsonNodeFactory.instance.objectNode();
    var consistent = request.flag("ConsistentRead", false);
    find(request, stale && !consistent)
        .ifPresent(item -> answer.set("Item", AttributeJson.json(item)));
    return answer;
  }

  /// What a read of one item finds of it.
  private Optional<Fields> find(RequestPart request, boolean stale) {
    var key = request.fields("Key");
    var expressions = Expressions.of(request);
    var projection = expressions.projection();
    expressions.checkPlaceholders();
    var table = tables.get(request.required("TableName"));
    table.shape().checkKey(key);
    return (stale ? table.getStale(key) : table.get(key)).map(item -> picked(item, projection));
  }

  static Fields picked(Fields item, Optional<List<DocPath>> projection) {
    return projection.map(paths -> DocumentEdit.pick(item, paths)).orElse(item);
  }

  /// One read of a transaction; nothing is refused that a read of one item would take.
  Optional<Fields> find(JsonNode json) {
    return find(RequestPart.of(json, GET), false);
  }

  ObjectNode write(WriteVerb verb, JsonNode json) {
    var intent = WriteIntent.of(verb, json, tables);
    var change = intent.change();
    intent.table().commit(List.of(change), tables.now(), tables.indexLag());
    var answer = JsonNodeFactory.instance.objectNode();
    intent.attributes(change).ifPresent(told -> answer.set("Attributes", AttributeJson.json(told)));
    return answer;
  }
}
