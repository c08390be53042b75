package ava.shared.table;

import static ava.shared.table.CallItem.number;
import static ava.shared.table.CallItem.text;

import ava.shared.aws.ReachedDynamoDb;
import ava.shared.call.CallSid;
import ava.shared.call.Turn;
import ava.shared.message.CallJson;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// What is being said right now in the calls of one writer, for those who look on: one small item,
/// written over and over, from which the table's stream tells every page. Finished turns are kept
/// elsewhere. Waits for its answers; safe for use by several threads. All methods throw
/// [ava.shared.aws.OutOfReach] when the table cannot be reached.
public final class LiveTalk {
  private static final String TALK = "TALK";
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int SOME = 5;

  /// Characters of a turn: its end, which is what is being said.
  private static final int LONGEST = 400;

  /// Characters of all, which fit into an item and into a message to a page.
  private static final int MOST = 20_000;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final DynamoDbClient client;
  private final String table;
  private final Clock clock;

  public LiveTalk(DynamoDbClient client, String table, Clock clock) {
    this.client = ReachedDynamoDb.of(client);
    this.table = table;
    this.clock = clock;
  }

  /// @param underWay the turns that are not finished, with the numbers they will probably have
  public record Talk(CallSid callSid, List<Turn> underWay) {
    public Talk {
      underWay = List.copyOf(underWay);
    }
  }

  /// Whether anybody looks on.
  public boolean isWatched() {
    return !client
        .query(r ->
            Viewers.open(r.tableName(table), clock.instant()).scanIndexForward(false).limit(SOME))
        .items()
        .isEmpty();
  }

  /// Tells what is being said, in place of what the writer told before.
  public void tell(String writer, List<Talk> talks) {
    var item = CallItem.key(text(TALK), text(writer));
    item.put("talks", text(json(talks).toString()));
    item.put("expiresAt", number(clock.instant().plus(KEPT).getEpochSecond()));
    client.putItem(r -> r.tableName(table).item(item));
  }

  /// Forgets what a writer that is gone told of a call.
  void forget(CallSid callSid) {
    client
        .query(r ->
            r.tableName(table)
                .keyConditionExpression("pk = :talk")
                .expressionAttributeValues(Map.of(":talk", text(TALK))))
        .items()
        .stream()
        .filter(item -> item.getOrDefault("talks", text("")).s().contains(callSid.value()))
        .map(item -> item.getOrDefault("sk", text("")))
        .forEach(writer ->
            client.deleteItem(r -> r.tableName(table).key(CallItem.key(text(TALK), writer))));
  }

  /// `[{"callSid":"CA…","turns":[…]}]`, or empty when it is another kind of item.
  ///
  /// @throws tools.jackson.core.JacksonException when it is not as it was written
  public static Optional<JsonNode> of(Map<String, AttributeValue> item) {
    return Optional.ofNullable(item.get("pk"))
        .filter(pk -> TALK.equals(pk.s()))
        .flatMap(_ -> Optional.ofNullable(item.get("talks")))
        .map(talks -> JSON.readTree(talks.s()));
  }

  private static ArrayNode json(List<Talk> talks) {
    var all = JSON.createArrayNode();
    var length = 0;
    for (var talk : talks) {
      var node = JSON.createObjectNode().put("callSid", talk.callSid().value());
      var turns = node.putArray("turns");
      talk.underWay().forEach(turn -> turns.add(CallJson.turn(ending(turn))));
      length += node.toString().length();
      if (length <= MOST) {
        all.add(node);
      }
    }
    return all;
  }

  private static Turn ending(Turn turn) {
    var text = turn.text();
    if (text.length() <= LONGEST) {
      return turn;
    }
    var from = text.length() - LONGEST;
    var whole = Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    return new Turn(
        turn.seq(),
        turn.speaker(),
        "…" + text.substring(whole),
        turn.startedAt(),
        turn.endedAt(),
        turn.interrupted());
  }
}
