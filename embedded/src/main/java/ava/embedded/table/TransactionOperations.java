package ava.embedded.table;

import ava.embedded.table.WriteIntent.WriteVerb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `TransactWriteItems`, of one table, and `TransactGetItems`.
final class TransactionOperations {
  private static final int MOST_ACTIONS = 100;
  private static final Duration TOKEN_KEPT = Duration.ofMinutes(10);
  private static final Map<String, WriteVerb> VERBS =
      Map.of(
          "Put", WriteVerb.PUT,
          "Update", WriteVerb.UPDATE,
          "Delete", WriteVerb.DELETE,
          "ConditionCheck", WriteVerb.CHECK);

  private final Tables tables;
  private final ItemOperations items;
  private final SequencedMap<String, DoneBefore> tokens = new LinkedHashMap<>();

  /// A transaction that was done.
  private record DoneBefore(JsonNode request, Instant at) {}

  TransactionOperations(Tables tables, ItemOperations items) {
    this.tables = tables;
    this.items = items;
  }

  /// @param conflict another transaction is at the first of the items
  ObjectNode write(JsonNode json, boolean conflict) {
    var request = RequestPart.of(json, Set.of("TransactItems", "ClientRequestToken"));
    var intents = intents(request);
    var token = request.text("ClientRequestToken");
    if (token.isEmpty() || !isDone(token.get(), json)) {
      var changes = changes(intents, conflict);
      intents.getFirst().table().commit(changes, tables.now(), tables.indexLag());
      token.ifPresent(each -> tokens.put(each, new DoneBefore(json.deepCopy(), tables.now())));
    }
    return JsonNodeFactory.instance.objectNode();
  }

  private List<WriteIntent> intents(RequestPart request) {
    var intents = new ArrayList<WriteIntent>();
    for (var action : actions(request)) {
      RequestPart.of(action, VERBS.keySet());
      if (action.size() != 1) {
        throw TableRefusal.validation(
            "TransactItems can only contain one of Check, Put, Update or Delete");
      }
      var verb = VERBS.get(action.propertyNames().iterator().next());
      intents.add(
          WriteIntent.of(Objects.requireNonNull(verb), action.values().iterator().next(), tables));
    }
    var keys = new HashSet<Object>();
    for (var intent : intents) {
      intent.table().shape().checkNotEmpty(intent.given());
      if (!keys.add(intent.key())) {
        throw TableRefusal.validation(
            "Transaction request cannot include multiple operations on one item");
      }
    }
    if (intents.stream().map(WriteIntent::table).distinct().count() > 1) {
      throw TableRefusal.unsupported("a transaction over several tables");
    }
    return intents;
  }

  private boolean isDone(String token, JsonNode json) {
    var oldest = tables.now().minus(TOKEN_KEPT);
    tokens.values().removeIf(each -> each.at().isBefore(oldest));
    var remembered = tokens.get(token);
    if (remembered != null && !remembered.request().equals(json)) {
      throw TableRefusal.of(
          400,
          "IdempotentParameterMismatchException",
          "The request uses the same client token as a previous, but non-identical request.");
    }
    return remembered != null;
  }

  private static List<ItemChange> changes(List<WriteIntent> intents, boolean conflict) {
    var changes = new ArrayList<ItemChange>();
    var reasons = new ArrayList<Optional<TableRefusal>>();
    for (var intent : intents) {
      try {
        changes.add(intent.change());
        reasons.add(Optional.empty());
      } catch (TableRefusal e) {
        reasons.add(Optional.of(e));
      }
    }
    if (conflict) {
      reasons.set(0, Optional.of(conflict()));
    }
    if (reasons.stream().anyMatch(Optional::isPresent)) {
      throw TableRefusal.cancelled(reasons);
    }
    return changes;
  }

  static TableRefusal conflict() {
    return TableRefusal.of(
        400, "TransactionConflictException", "Transaction is ongoing for the item");
  }

  ObjectNode get(JsonNode json) {
    var answer = JsonNodeFactory.instance.objectNode();
    var responses = answer.putArray("Responses");
    for (var action : actions(RequestPart.of(json, Set.of("TransactItems")))) {
      var get = RequestPart.of(action, Set.of("Get")).object("Get");
      var found =
          items.find(
              get.orElseThrow(() -> RequestPart.constraint("get", "Member must not be null")));
      var response = responses.addObject();
      found.ifPresent(item -> response.set("Item", AttributeJson.json(item)));
    }
    return answer;
  }

  private static List<JsonNode> actions(RequestPart request) {
    var actions = request.list("TransactItems");
    if (actions.isEmpty() || actions.size() > MOST_ACTIONS) {
      throw RequestPart.constraint("transactItems", "Member must have length between 1 and 100");
    }
    return actions;
  }
}
