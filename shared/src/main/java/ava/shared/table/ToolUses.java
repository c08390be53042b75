package ava.shared.table;

import static ava.shared.table.CallItem.number;
import static ava.shared.table.CallItem.text;
import static ava.shared.table.CallItem.time;

import ava.shared.call.CallSid;
import ava.shared.call.Timestamps;
import ava.shared.call.ToolUse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What Ava used of her tools, beside the call: an item each. Safe for use by several threads.
final class ToolUses {
  private static final String TOOL = "TOOL#";

  private final DynamoDbClient client;
  private final String table;

  ToolUses(DynamoDbClient client, String table) {
    this.client = client;
    this.table = table;
  }

  void note(CallSid callSid, ToolUse use, Instant expiresAt) {
    var item =
        CallItem.key(pk(callSid), text(TOOL + Timestamps.format(use.at()) + "#" + use.name()));
    item.put("tool", text(use.name()));
    item.put("usedAt", time(use.at()));
    item.put("expiresAt", number(expiresAt.getEpochSecond()));
    client.putItem(r -> r.tableName(table).item(item));
  }

  List<ToolUse> of(CallSid callSid) {
    var pages =
        client.queryPaginator(r ->
            r.tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :tool)")
                .expressionAttributeValues(
                    new TreeMap<>(Map.of(":pk", pk(callSid), ":tool", text(TOOL)))));
    return pages.items().stream().flatMap(ToolUses::read).toList();
  }

  private static Stream<ToolUse> read(Map<String, AttributeValue> item) {
    var at = Optional.ofNullable(item.get("usedAt")).map(AttributeValue::s).map(Instant::parse);
    return Optional.ofNullable(item.get("tool")).map(AttributeValue::s).stream()
        .flatMap(name -> at.stream().map(then -> new ToolUse(name, then)));
  }

  private static AttributeValue pk(CallSid callSid) {
    return text("CALL#" + callSid);
  }
}
