package ava.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.Checks;
import ava.simulator.scenario.MessageSchemas;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Whatever is read quickly is what careful reading finds.
class UsualMessagesTest {
  private static final String SID = "MZ00000000000000000000000000000009";
  private static final MessageSchemas SCHEMAS = MessageSchemas.toTwilio();
  private static final String[] PIECES = {
    "\"", "\\", "\"}}", "},", "{", ",", "AAAA", "=", "é", "\",\"name\":\"", "\n", "\"track\":\"a\","
  };

  @Test
  void audioAndMarksAreReadQuickly() {
    assertThat(UsualMessages.read(media("AAEC"), SID))
        .get()
        .isInstanceOfSatisfying(
            BridgeMessage.Media.class, media -> assertThat(media.audio()).containsExactly(0, 1, 2));
    assertThat(UsualMessages.read(mark("réponse 1"), SID))
        .contains(new BridgeMessage.Mark("réponse 1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"clear\",\"streamSid\":\"SID\"}",
        "{\"event\":\"media\",\"streamSid\":\"SID\",\"media\":{\"payload\":\"\"}}",
        "{\"event\":\"media\",\"streamSid\":\"SID\",\"media\":{\"payload\":\"AAA\"}}",
        "{\"event\":\"media\",\"streamSid\":\"MZ00000000000000000000000000000001\",\"media\":{\"payload\":\"AAAA\"}}",
        "{\"event\":\"mark\",\"streamSid\":\"SID\",\"mark\":{\"name\":\"a\\\"b\"}}",
        "{\"event\":\"mark\",\"streamSid\":\"SID\",\"mark\":{\"name\":\"\"}}",
        "{\"event\":\"mark\",\"streamSid\":\"SID\",\"mark\":{\"name\":\"a\",\"b\":\"\"}}",
        "{ \"event\":\"mark\",\"streamSid\":\"SID\",\"mark\":{\"name\":\"a\"}}"
      })
  void anythingElseIsReadWithCare(String message) {
    assertThat(UsualMessages.read(message.replace("SID", SID), SID)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Checks.class)
  void orderOfTheFieldsMakesNoDifference(Checks checks) {
    var read =
        new BridgeMessage.Reader(checks)
            .read(
                "{\"mark\":{\"name\":\"a\"},\"streamSid\":\"" + SID + "\",\"event\":\"mark\"}",
                SID);

    assertThat(read).isEqualTo(new BridgeMessage.Mark("a"));
  }

  @Test
  void brokenBase64IsWrongEvenWithoutSchemas() {
    var read = new BridgeMessage.Reader(Checks.MEANING).read(media("not base64"), SID);

    assertThat(read).isInstanceOf(BridgeMessage.Wrong.class);
  }

  @Test
  void quickReadingNeverDiffersFromCarefulReading() {
    var random = new Random(7);
    var quick = 0;
    for (var round = 0; round < 20_000; round++) {
      var text = mutated(random);
      var read = UsualMessages.read(text, SID);
      if (read.isPresent()) {
        quick++;
        var message = JsonMapper.shared().readTree(text);
        assertThat(SCHEMAS.problems(message)).as(text).isEmpty();
        assertThat(message.path("streamSid").asString()).isEqualTo(SID);
        switch (read.get()) {
          case BridgeMessage.Media media ->
              assertThat(Base64.getDecoder().decode(message.at("/media/payload").asString("")))
                  .isEqualTo(media.audio());
          case BridgeMessage.Mark(var name) ->
              assertThat(message.at("/mark/name").asString()).isEqualTo(name);
          case BridgeMessage.Clear _, BridgeMessage.Wrong _ ->
              throw new AssertionError("read quickly: " + text);
        }
      }
    }
    assertThat(quick).isPositive();
  }

  private static String mutated(Random random) {
    var bytes = new byte[random.nextInt(9)];
    random.nextBytes(bytes);
    var payload = Base64.getEncoder().encodeToString(bytes);
    var text =
        new StringBuilder(random.nextBoolean() ? media(payload) : mark("m" + random.nextInt(9)));
    for (var change = random.nextInt(3); change > 0; change--) {
      var at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 1 -> text.deleteCharAt(at);
        default -> text.setCharAt(at, "\"}{AZ=,:\\e".charAt(random.nextInt(10)));
      }
    }
    return text.toString();
  }

  private static String media(String payload) {
    return "{\"event\":\"media\",\"streamSid\":\""
        + SID
        + "\",\"media\":{\"payload\":\""
        + payload
        + "\"}}";
  }

  private static String mark(String name) {
    return "{\"event\":\"mark\",\"streamSid\":\""
        + SID
        + "\",\"mark\":{\"name\":\""
        + name
        + "\"}}";
  }
}
