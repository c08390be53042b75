package ava.embedded.table;

import ava.embedded.table.Attribute.Fields;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// One write that was asked for, its expressions read, not yet done.
///
/// @param given the item of a put, else the key
/// @param tellOld a refused condition shows the item
/// @param answer which attributes shall come back, `NONE` or one of DynamoDB's words
record WriteIntent(
    WriteVerb verb,
    KeptTable table,
    Fields given,
    Optional<Condition> condition,
    Optional<UpdatePlan> update,
    boolean tellOld,
    String answer) {
  private static final Set<String> SHARED =
      Set.of(
          "TableName",
          "ConditionExpression",
          "ExpressionAttributeNames",
          "ExpressionAttributeValues",
          "ReturnValuesOnConditionCheckFailure");
  private static final Set<String> ANY_ANSWER =
      Set.of("ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW");

  /// What is asked.
  enum WriteVerb {
    PUT,
    UPDATE,
    DELETE,
    CHECK;

    private Set<String> members() {
      return switch (this) {
        case PUT -> with(Set.of("Item", "ReturnValues"));
        case UPDATE -> with(Set.of("Key", "UpdateExpression", "ReturnValues"));
        case DELETE -> with(Set.of("Key", "ReturnValues"));
        case CHECK -> with(Set.of("Key"));
      };
    }

    private static Set<String> with(Set<String> others) {
      var all = new TreeSet<>(SHARED);
      all.addAll(others);
      return all;
    }

    private Set<String> answers() {
      return this == UPDATE ? ANY_ANSWER : Set.of("ALL_OLD");
    }
  }

  /// @throws TableRefusal when something is wrong that shows without the item
  static WriteIntent of(WriteVerb verb, JsonNode json, Tables tables) {
    var request = RequestPart.of(json, verb.members());
    var given = request.fields(verb == WriteVerb.PUT ? "Item" : "Key");
    var expressions = Expressions.of(request);
    var condition = expressions.condition("ConditionExpression");
    var update = expressions.update();
    expressions.checkPlaceholders();
    if (verb == WriteVerb.CHECK && condition.isEmpty()) {
      throw RequestPart.constraint("conditionExpression", "Member must not be null");
    }
    var tellOld =
        request
            .choice("ReturnValuesOnConditionCheckFailure", "NONE", Set.of("ALL_OLD"))
            .equals("ALL_OLD");
    var answer = request.choice("ReturnValues", "NONE", verb.answers());
    var table = tables.get(request.required("TableName"));
    return new WriteIntent(verb, table, given, condition, update, tellOld, answer);
  }

  /// A put or a delete of a batch, which has no condition.
  static WriteIntent plain(WriteVerb verb, KeptTable table, Fields given) {
    return new WriteIntent(verb, table, given, Optional.empty(), Optional.empty(), false, "NONE");
  }

  /// The key of what is written, which [#change] checks.
  Fields key() {
    return given.only(table.shape().key().names());
  }

  /// Works out what the write would do to the table as it is.
  ///
  /// @throws TableRefusal when it cannot be done, the condition's refusal among them
  ItemChange change() {
    checkGiven();
    var key = key();
    var before = table.get(key);
    if (condition.isPresent()
        && !ConditionCheck.holds(condition.get(), before.orElse(Fields.NONE))) {
      throw TableRefusal.condition(tellOld ? before : Optional.empty());
    }
    return switch (verb) {
      case PUT -> new ItemChange(key, before, Optional.of(given));
      case UPDATE -> new ItemChange(key, before, Optional.of(updated(key, before)));
      case DELETE -> new ItemChange(key, before, Optional.empty());
      case CHECK -> new ItemChange(key, before, before);
    };
  }

  private void checkGiven() {
    var shape = table.shape();
    if (verb == WriteVerb.PUT) {
      shape.checkItem(given, "Item size has exceeded the maximum allowed size");
      return;
    }
    shape.checkKey(given);
    for (var path : update.map(UpdatePlan::paths).orElse(List.of())) {
      if (shape.key().names().contains(path.root())) {
        throw TableRefusal.validation(
            "One or more parameter values were invalid: Cannot update attribute %s. This attribute"
                    .formatted(path.root())
                + " is part of the key");
      }
    }
  }

  private Fields updated(Fields key, Optional<Fields> before) {
    var old = before.orElse(Fields.NONE);
    var all = new TreeMap<>(update.map(plan -> UpdateRun.apply(plan, old)).orElse(old).all());
    all.putAll(key.all());
    var after = new Fields(all);
    table.shape().checkItem(after, "Item size to update has exceeded the maximum allowed size");
    return after;
  }

  /// The attributes that the caller asked to get back.
  Optional<Fields> attributes(ItemChange change) {
    var paths = update.map(UpdatePlan::paths).orElse(List.of());
    var told =
        switch (answer) {
          case "ALL_OLD" -> change.before();
          case "ALL_NEW" -> change.after();
          case "UPDATED_OLD" -> change.before().map(item -> DocumentEdit.pick(item, paths));
          case "UPDATED_NEW" -> change.after().map(item -> DocumentEdit.pick(item, paths));
          default -> Optional.<Fields>empty();
        };
    return told.filter(item -> !item.all().isEmpty());
  }
}
