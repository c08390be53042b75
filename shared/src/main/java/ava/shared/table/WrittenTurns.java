package ava.shared.table;

import static ava.shared.table.CallItem.callKey;
import static ava.shared.table.CallItem.text;

import ava.shared.call.CallSid;
import ava.shared.call.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// The turns of a call, beside it: an item each. Safe for use by several threads.
final class WrittenTurns {
  private final DynamoDbClient client;
  private final String table;

  WrittenTurns(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  List<Turn> after(CallSid callSid, int seq) {
    var pages =
        client.queryPaginator(r ->
            r.tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                .expressionAttributeValues(
                    new TreeMap<>(
                        Map.of(
                            ":pk", callKey(callSid).get("pk"),
                            ":first", text(CallItem.turnKey(seq + 1)),
                            ":last", text(CallItem.turnKey(Turn.VOICEMAIL))))));
    return pages.items().stream().flatMap(item -> CallItem.turn(item).stream()).toList();
  }

  /// @return false when a turn of that number is already written
  boolean append(CallSid callSid, Turn turn, Instant expiresAt) {
    try {
      client.putItem(r ->
          r.tableName(table)
              .item(CallItem.turnItem(callSid, turn, expiresAt))
              .conditionExpression("attribute_not_exists(pk)"));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }
}
