package ava.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.json.JsonMapper;

class AnnouncementTest {
  private static final String PK = "CALL#CA0123456789abcdef0123456789abcdef";

  @Test
  void theLongestTextStillFitsIntoOneMessage() {
    var item = turn("\u0001".repeat(300_000));

    var message = Announcement.of(item).orElseThrow();

    assertThat(message.getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(Announcement.LARGEST_BYTES)
        .hasSizeGreaterThan(100_000);
  }

  @Test
  void aCutNeverSplitsACharacter() {
    var item = turn("a" + "🙂".repeat(20_000));

    var text =
        JsonMapper.shared()
            .readTree(Announcement.of(item).orElseThrow())
            .path("text")
            .stringValue("");

    assertThat(text).endsWith("🙂…").hasSize(20_000);
  }

  @Test
  void theFullestCallFitsIntoOneMessage() {
    var item = new java.util.HashMap<>(call());
    for (var field : ava.shared.call.NotedMessage.Field.values()) {
      item.put("message_" + field.key(), AttributeValue.fromS("\u0001".repeat(60_000)));
    }
    item.put("voicemailUrl", AttributeValue.fromS("h".repeat(200_000)));

    var message = Announcement.of(item).orElseThrow();

    assertThat(message.getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThan(Announcement.LARGEST_BYTES);
  }

  @Test
  void wordsThatAreBeingSaidAreToldAsTheyStand() {
    var item =
        Map.of(
            "pk", AttributeValue.fromS("TALK"),
            "sk", AttributeValue.fromS("loop-1"),
            "talks", AttributeValue.fromS("[{\"callSid\":\"CA1\",\"turns\":[]}]"));

    assertThat(Announcement.of(item))
        .contains("{\"type\":\"words\",\"calls\":[{\"callSid\":\"CA1\",\"turns\":[]}]}");
  }

  @Test
  void otherItemsAreNotAnnounced() {
    assertThat(Announcement.of(Map.of("pk", AttributeValue.fromS("GREETING#1")))).isEmpty();
    assertThat(
            Announcement.of(
                Map.of("pk", AttributeValue.fromS(PK), "sk", AttributeValue.fromS("CLAIM"))))
        .isEmpty();
  }

  private static Map<String, AttributeValue> turn(String text) {
    return Map.of(
        "pk", AttributeValue.fromS(PK),
        "sk", AttributeValue.fromS("TURN#000007"),
        "speaker", AttributeValue.fromS("CALLER"),
        "text", AttributeValue.fromS(text),
        "startedAt", AttributeValue.fromS("2026-11-22T09:40:01.000Z"));
  }

  private static Map<String, AttributeValue> call() {
    return Map.of(
        "pk", AttributeValue.fromS(PK),
        "sk", AttributeValue.fromS("CALL"),
        "from", AttributeValue.fromS("+33612345678"),
        "to", AttributeValue.fromS("+33123456789"),
        "startedAt", AttributeValue.fromS("2026-11-22T09:40:01.000Z"));
  }
}
