package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `Query`, of a table or of one of its indexes. Source: AWS, "Querying tables in DynamoDB".
final class QueryOperation {
  private static final int LARGEST_PAGE = 1024 * 1024;
  private static final Set<String> MEMBERS =
      Set.of(
          "TableName",
          "IndexName",
          "ConsistentRead",
          "KeyConditionExpression",
          "FilterExpression",
          "ProjectionExpression",
          "ExpressionAttributeNames",
          "ExpressionAttributeValues",
          "ScanIndexForward",
          "Limit",
          "ExclusiveStartKey",
          "Select");

  private final Tables tables;

  QueryOperation(Tables tables) {
    this.tables = tables;
  }

  /// A query that was read and checked.
  private record Question(
      KeptTable table,
      Optional<String> index,
      KeyShape key,
      KeyCondition asked,
      Optional<Condition> filter,
      Optional<List<DocPath>> projection,
      Page page,
      boolean countOnly) {
    /// The attributes of a key by which a next page goes on.
    List<String> pageKey() {
      return Stream.concat(key.names().stream(), table.shape().key().names().stream())
          .distinct()
          .toList();
    }
  }

  /// What of the answer is wanted at once.
  ///
  /// @param after the key behind which it goes on
  /// @param limit how many items are read at the most
  private record Page(Optional<Fields> after, boolean forward, int limit) {}

  ObjectNode query(JsonNode json) {
    return answer(question(RequestPart.of(json, MEMBERS)));
  }

  private Question question(RequestPart request) {
    if (!request.has("KeyConditionExpression")) {
      throw TableRefusal.validation(
          "Either the KeyConditions or KeyConditionExpression parameter must be specified in the"
              + " request.");
    }
    var expressions = Expressions.of(request);
    var condition = expressions.condition("KeyConditionExpression").orElseThrow();
    var filter = expressions.condition("FilterExpression");
    var projection = expressions.projection();
    expressions.checkPlaceholders();
    var limit = request.count("Limit").orElse(Integer.MAX_VALUE);
    var select = select(request, projection.isPresent());
    var table = tables.get(request.required("TableName"));
    var index = request.text("IndexName");
    var key = key(table, index, request.flag("ConsistentRead", false));
    filter.ifPresent(each -> checkFilter(each, key));
    var question =
        new Question(
            table,
            index,
            key,
            KeyCondition.of(condition, key, table.shape()),
            filter,
            projection,
            new Page(
                request.has("ExclusiveStartKey")
                    ? Optional.of(request.fields("ExclusiveStartKey"))
                    : Optional.empty(),
                request.flag("ScanIndexForward", true),
                limit),
            select.equals("COUNT"));
    question.page().after().ifPresent(start -> checkStart(question, start));
    return question;
  }

  private static String select(RequestPart request, boolean projected) {
    var select =
        request.choice(
            "Select",
            projected ? "SPECIFIC_ATTRIBUTES" : "ALL_ATTRIBUTES",
            Set.of("ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "SPECIFIC_ATTRIBUTES", "COUNT"));
    if (projected != select.equals("SPECIFIC_ATTRIBUTES")) {
      throw TableRefusal.validation(
          "Cannot specify the ProjectionExpression when choosing to get " + select);
    }
    if (select.equals("ALL_PROJECTED_ATTRIBUTES") && !request.has("IndexName")) {
      throw TableRefusal.validation(
          "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
    }
    return select;
  }

  private static KeyShape key(KeptTable table, Optional<String> index, boolean consistent) {
    if (index.isEmpty()) {
      return table.shape().key();
    }
    var key = table.shape().indexes().get(index.get());
    if (key == null) {
      throw TableRefusal.validation("The table does not have the specified index: " + index.get());
    }
    if (consistent) {
      throw TableRefusal.validation(
          "Consistent reads are not supported on global secondary indexes");
    }
    return key;
  }

  private static void checkFilter(Condition filter, KeyShape key) {
    var roots = new HashSet<String>();
    Conditions.paths(filter).forEach(path -> roots.add(path.root()));
    for (var name : key.names()) {
      if (roots.contains(name)) {
        throw TableRefusal.validation(
            "Filter Expression can only contain non-primary key attributes: Primary key attribute: "
                + name);
      }
    }
  }

  private static void checkStart(Question question, Fields start) {
    var names = question.pageKey();
    var shape = question.table().shape();
    if (!start.all().keySet().equals(Set.copyOf(names))
        || !names.stream().allMatch(name -> shape.hasType(start.get(name), name))) {
      throw TableRefusal.validation("The provided starting key is invalid");
    }
    if (!start.get(question.key().partition()).equals(Optional.of(question.asked().partition()))
        || question.asked().sort().filter(sort -> !ConditionCheck.holds(sort, start)).isPresent()) {
      throw TableRefusal.validation(
          "The provided starting key is outside query boundaries based on provided conditions");
    }
  }

  private ObjectNode answer(Question question) {
    var page = question.page();
    var shelf = question.table().shelf(question.index(), tables.now());
    var read = new ArrayList<Fields>();
    var size = 0L;
    var more = false;
    for (var item : shelf.range(question.asked().partition(), page.after(), page.forward())) {
      if (question.asked().sort().filter(sort -> !ConditionCheck.holds(sort, item)).isPresent()) {
        continue;
      }
      size += item.itemSize();
      more = read.size() == page.limit() || (size > LARGEST_PAGE && !read.isEmpty());
      if (more) {
        break;
      }
      read.add(item);
    }
    return json(question, read, more || read.size() == page.limit());
  }

  private static ObjectNode json(Question question, List<Fields> read, boolean goesOn) {
    var found =
        read.stream()
            .filter(item ->
                question.filter().map(filter -> ConditionCheck.holds(filter, item)).orElse(true))
            .toList();
    var answer = JsonNodeFactory.instance.objectNode();
    if (!question.countOnly()) {
      var items = answer.putArray("Items");
      found.forEach(item ->
          items.add(AttributeJson.json(ItemOperations.picked(item, question.projection()))));
    }
    answer.put("Count", found.size()).put("ScannedCount", read.size());
    if (goesOn && !read.isEmpty()) {
      answer.set("LastEvaluatedKey", AttributeJson.json(read.getLast().only(question.pageKey())));
    }
    return answer;
  }
}
