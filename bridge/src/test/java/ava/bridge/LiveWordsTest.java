package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.table.TableFault;
import ava.shared.call.CallSid;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.table.LiveTalk;
import ava.shared.table.LiveTalk.Talk;
import ava.shared.table.Viewers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LiveWordsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");
  private static final CallSid CALL = new CallSid("CA" + "0".repeat(32));
  private static final String TABLE = "calls";

  @AutoClose private final EmbeddedDynamoDb tables = EmbeddedDynamoDb.inMemory();

  private final SteppedLoop loop = new SteppedLoop(NOW);
  private List<Talk> talks = List.of(said(""));
  private final LiveWords words =
      new LiveWords(
          new Exchange.Around(
              loop,
              (_, _, _, _, _) -> {
                throw new AssertionError("nothing is dialled");
              },
              loop.beside(Duration.ofMillis(20)),
              () -> "loop-1"),
          new LiveTalk(tables.client(), TABLE, loop.clock()),
          () -> talks);

  @BeforeEach
  void createTable() {
    tables.createTable(TABLE);
  }

  @Test
  void nothingIsWrittenWhileNobodyLooksOn() {
    words.begin();
    for (var second = 0; second < 60; second++) {
      talks = List.of(said("Bonjour " + second));
      loop.pass(Duration.ofSeconds(1));
    }

    assertThat(told()).isEmpty();
  }

  @Test
  void wordsAreToldAFewTimesASecondHoweverFastTheyCome() {
    watch(NOW.plusSeconds(7200));
    words.begin();
    var seen = new java.util.TreeSet<String>();
    for (var word = 0; word < 500; word++) {
      talks = List.of(said("mot " + word));
      loop.pass(Duration.ofMillis(20));
      seen.add(told());
    }

    assertThat(seen.size()).isBetween(10, 16);
    loop.pass(Duration.ofSeconds(2));
    assertThat(told()).contains("mot 499", CALL.value());
  }

  @Test
  void whatIsSaidNoMoreIsToldOnceAndThenNothing() {
    watch(NOW.plusSeconds(7200));
    words.begin();
    talks = List.of(said("Au revoir"));
    loop.pass(Duration.ofSeconds(3));
    assertThat(told()).contains("Au revoir");

    talks = List.of();
    loop.finish();

    assertThat(told()).isEqualTo("[]");
  }

  @Test
  void wordsAreTakenBackWhenNobodyLooksOnAnyMore() {
    watch(NOW.plusSeconds(10));
    words.begin();
    talks = List.of(said("Bonjour"));
    loop.pass(Duration.ofSeconds(3));
    assertThat(told()).contains("Bonjour");

    loop.pass(Duration.ofSeconds(20));

    assertThat(told()).isEqualTo("[]");
  }

  @Test
  void aTableThatIsAwayHoldsUpNothing() {
    watch(NOW.plusSeconds(7200));
    tables.faults().next(3, "Query", new TableFault.ErrorAnswer(500, "InternalServerError", false));
    words.begin();
    talks = List.of(said("Bonjour"));
    loop.pass(Duration.ofSeconds(40));

    assertThat(told()).contains("Bonjour");
  }

  private static Talk said(String text) {
    return new Talk(
        CALL,
        text.isEmpty() ? List.of() : List.of(new Turn(2, Speaker.CALLER, text, NOW, NOW, false)));
  }

  /// What is told now, as the table's stream would bring it; empty when nothing ever was.
  private String told() {
    return tables.items(TABLE).stream()
        .flatMap(item -> LiveTalk.of(item).stream())
        .map(Object::toString)
        .collect(Collectors.joining());
  }

  private void watch(Instant until) {
    tables
        .client()
        .putItem(r ->
            r.tableName(TABLE)
                .item(
                    Map.of(
                        "pk", AttributeValue.fromS("VIEWER#1"),
                        "sk", AttributeValue.fromS("VIEWER"),
                        "day", AttributeValue.fromS(Viewers.VIEWER),
                        "startedAt", AttributeValue.fromS("2026-11-25T08:59:00.000Z"),
                        "expiresAt", AttributeValue.fromN(Long.toString(until.getEpochSecond())))));
  }
}
