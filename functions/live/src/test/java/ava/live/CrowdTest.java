package ava.live;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedDynamoDb;
import ava.shared.table.Viewers;
import ava.shared.table.Viewers.Viewer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Two hundred pages look on while twenty calls go on.
class CrowdTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
  private static final int VIEWERS = 200;
  private static final int CALLS = 20;
  private static final int TURNS = 25;
  private static final int BATCH = 50;

  @AutoClose private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();

  @Test
  void everyTurnReachesEveryViewerOnceAndInOrder() {
    dynamoDb.createTable("calls");
    var viewers = new Viewers(dynamoDb.client(), "calls", Clock.fixed(NOW, ZoneOffset.UTC));
    var owner = new Viewer("u-1", "s-1", NOW.plusSeconds(300));
    IntStream.range(0, VIEWERS).forEach(number -> viewers.add("v" + number, owner));
    var line = new FakeLine(Set.of(), Set.of());
    var broadcast = new Broadcast(viewers, line);

    batches().forEach(broadcast::publish);

    for (var viewer = 0; viewer < VIEWERS; viewer++) {
      var heard = new TreeMap<String, List<Integer>>();
      line.received("v" + viewer).stream()
          .map(JSON::readTree)
          .forEach(turn ->
              heard
                  .computeIfAbsent(turn.path("callSid").asString(), _ -> new ArrayList<>())
                  .add(turn.path("seq").asInt()));
      assertThat(heard).as("viewer " + viewer).hasSize(CALLS);
      assertThat(heard.values())
          .as("viewer " + viewer)
          .allSatisfy(turns ->
              assertThat(turns).isEqualTo(IntStream.rangeClosed(1, TURNS).boxed().toList()));
    }
  }

  /// The table's stream: calls in a drawn order, the turns of each in their own.
  private static List<JsonNode> batches() {
    var chance = new Random(20);
    var next = new int[CALLS];
    var batches = new ArrayList<JsonNode>();
    ArrayNode batch = JSON.createArrayNode();
    for (var left = CALLS * TURNS; left > 0; left--) {
      var call = chance.nextInt(CALLS);
      while (next[call] == TURNS) {
        call = (call + 1) % CALLS;
      }
      batch.add(record(call, ++next[call]));
      if (batch.size() == BATCH || left == 1) {
        batches.add(batch);
        batch = JSON.createArrayNode();
      }
    }
    return batches;
  }

  private static JsonNode record(int call, int seq) {
    var image =
        Map.of(
            "pk",
            "CALL#CA%032d".formatted(call),
            "sk",
            "TURN#%06d".formatted(seq),
            "speaker",
            seq % 2 == 1 ? "AVA" : "CALLER",
            "text",
            "tour " + seq,
            "startedAt",
            "2026-11-25T09:00:00.000Z");
    var record = JSON.createObjectNode();
    var fields = record.putObject("dynamodb").putObject("NewImage");
    image.forEach((name, value) -> fields.putObject(name).put("S", value));
    return record;
  }
}
