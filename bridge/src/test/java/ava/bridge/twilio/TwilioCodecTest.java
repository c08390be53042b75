package ava.bridge.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.Schemas;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioCodecTest {
  private static final String STREAM = "MZ00000000000000000000000000000001";

  static final Map<Class<?>, String> FIXTURES =
      Map.of(
          FromTwilio.Connected.class,
          """
          {"event":"connected","protocol":"Call","version":"1.0.0"}\
          """,
          FromTwilio.Start.class,
          """
          {"event":"start","sequenceNumber":"1","start":{"accountSid":"AC1","streamSid":"%s",\
          "callSid":"CA1","tracks":["inbound"],"mediaFormat":{"encoding":"audio/x-mulaw",\
          "sampleRate":8000,"channels":1},"customParameters":{"token":"t"}},"streamSid":"%s"}\
          """
              .formatted(STREAM, STREAM),
          FromTwilio.Media.class,
          """
          {"event":"media","sequenceNumber":"926","media":{"track":"inbound","chunk":"925",\
          "timestamp":"18553","payload":"fn5+"},"streamSid":"MZ1"}\
          """,
          FromTwilio.Dtmf.class,
          """
          {"event":"dtmf","streamSid":"MZ1","sequenceNumber":"927",\
          "dtmf":{"track":"inbound_track","digit":"#"}}\
          """,
          FromTwilio.Mark.class,
          """
          {"event":"mark","sequenceNumber":"928","streamSid":"MZ1","mark":{"name":"g3:12"}}\
          """,
          FromTwilio.Stop.class,
          """
          {"event":"stop","sequenceNumber":"929","stop":{"callSid":"CA1"},"streamSid":"MZ1"}\
          """,
          FromTwilio.Unknown.class,
          """
          {"event":"cleared","streamSid":"MZ1"}\
          """);

  @Test
  void everyMessageHasAFixtureThatBecomesIt() {
    var messages = Arrays.asList(FromTwilio.class.getPermittedSubclasses());

    assertThat(FIXTURES).containsOnlyKeys(messages);
    FIXTURES.forEach(
        (type, text) -> assertThat(TwilioCodec.decode(text)).as(text).isInstanceOf(type));
  }

  @Test
  void fieldsKeepTheirValues() {
    assertThat(TwilioCodec.decode(fixture(FromTwilio.Media.class)))
        .isEqualTo(new FromTwilio.Media(new FromTwilio.Media.Audio("inbound", "18553", "fn5+")));
    assertThat(TwilioCodec.decode(fixture(FromTwilio.Start.class)))
        .isEqualTo(
            new FromTwilio.Start(
                STREAM, new FromTwilio.Start.Details("CA1", Map.of("token", "t"))));
    assertThat(TwilioCodec.decode(fixture(FromTwilio.Unknown.class)))
        .isEqualTo(new FromTwilio.Unknown("cleared"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "null",
        "[]",
        "{}",
        "{\"event\":5}",
        "{\"event\":\"media\"}",
        "{\"event\":\"media\",\"media\":{}}",
        "{\"event\":\"media\",\"media\":5}",
        "{\"event\":\"start\",\"streamSid\":\"MZ1\",\"start\":{}}",
        "{\"event\":\"mark\",\"mark\":{\"name\":null}}"
      })
  void whatIsNoMessageIsUnknown(String text) {
    assertThat(TwilioCodec.decode(text)).isInstanceOf(FromTwilio.Unknown.class);
  }

  @Test
  void everyMessageToTwilioIsValidAgainstTheSchema() {
    var schema = Schemas.toTwilio();
    var messages =
        List.of(
            new ToTwilio.Media(STREAM, new ToTwilio.Media.Audio("fn5+")),
            new ToTwilio.Mark(STREAM, new ToTwilio.Mark.Name("g3:12")),
            new ToTwilio.Clear(STREAM));

    assertThat(messages.stream().map(Object::getClass))
        .containsExactlyInAnyOrder(ToTwilio.class.getPermittedSubclasses());
    messages.forEach(message -> schema.assertValid(TwilioCodec.encode(message)));
  }

  private static String fixture(Class<?> type) {
    var text = FIXTURES.get(type);
    assertThat(text).isNotNull();
    return String.valueOf(text);
  }
}
