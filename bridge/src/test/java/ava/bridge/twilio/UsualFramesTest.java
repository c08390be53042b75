package ava.bridge.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.Mutations;
import ava.bridge.TextMutations;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// The scanner for the usual frame and the mapper agree on everything.
class UsualFramesTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  static Stream<String> messages() {
    return TwilioCodecTest.FIXTURES.values().stream();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void bothRoadsAgreeOnEveryMessageWithEachPropertyChanged(String text) {
    assertAgree(text);
    var frame = JSON.readTree(text);
    Mutations.paths(frame).stream()
        .flatMap(path -> Mutations.of(frame, path))
        .forEach(changed -> assertAgree(changed.toString()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void bothRoadsAgreeOnEveryMessageWithEachCharacterChanged(String text) {
    TextMutations.of(text).forEach(UsualFramesTest::assertAgree);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":\"media\",\"event\":\"mark\",\"media\":{\"payload\":\"AAAA\"}}",
        "{\"event\":\"media\",\"media\":{\"payload\":\"AAAA\"},\"media\":{\"payload\":\"BBBB\"}}",
        "{\"event\":\"media\",\"media\":{\"payload\":\"AAAA\",\"payload\":\"BBBB\"}}",
        "{\"event\":\"media\",\"media\":{\"payload\":\"AAAA\",\"payload\":null}}",
        "{\"event\":\"media\",\"media\":{\"track\":\"a\",\"track\":\"b\",\"payload\":\"AAAA\"}}",
        "{\"event\":\"media\",\"media\":{\"payload\":\"AA\\u0041A\"}}",
        "{\"event\":\"media\",\"media\":{\"payload\":\"AA\\/A\"}}",
        "{\"event\":\"media\",\"media\":{\"timestamp\":12,\"payload\":\"AAAA\"}}",
        "{\"event\":\"media\",\"media\":{\"payload\":12}}",
        "{\"event\":\"media\",\"media\":\"AAAA\"}",
        "{\"event\":\"media\",\"media\":7}",
        "{\"event\":\"media\",\"x\":01,\"media\":{\"payload\":\"AAAA\"}}",
        "{\"event\":\"media\",\"x\":1e3,\"media\":{\"payload\":\"AAAA\"}}",
        "{\"event\":\"media\",\"x\":-1,\"media\":{\"payload\":\"AAAA\"}}",
        "{\"event\":\"media\",\"x\":[{}],\"media\":{\"payload\":\"AAAA\"}}",
        "{\"event\":\"media\",\"media\":{\"payload\":\"AAAA\"}} {}",
        "{\"event\":\"media\",\"media\":{\"payload\":\"AAAA\"}}  ",
        "{\"event\":\"media\", \"media\" : { \"payload\" : \"AAAA\" } }",
        "{\"event\":\"media\",,\"media\":{\"payload\":\"AAAA\"}}",
        "{\"event\":\"media\",\"media\":{\"payload\":\"AAAA\",}}",
        "{\"event\":\"media\",\"media\":{}}",
        "{\"event\":\"media\",}",
        "{\"event\":\"media\",\"\":\"\",\"media\":{\"payload\":\"\"}}",
        "{\"event\":\"mark\",\"event\":\"media\",\"mark\":{\"name\":\"g1:1\"}}",
        "{\"event\":\"mark\",\"mark\":{\"name\":\"g1:1\"},\"mark\":{\"name\":\"g1:2\"}}",
        "{\"event\":\"mark\",\"mark\":{\"name\":\"g1:1\",\"name\":\"g1:2\"}}",
        "{\"event\":\"mark\",\"mark\":{\"name\":\"g1:1\",\"name\":null}}",
        "{\"event\":\"mark\",\"mark\":{\"name\":null}}",
        "{\"event\":\"mark\",\"mark\":{\"name\":12}}",
        "{\"event\":\"mark\",\"mark\":{\"name\":\"g\\u0031\"}}",
        "{\"event\":\"mark\",\"mark\":{\"x\":{},\"name\":\"g1:1\"}}",
        "{\"event\":\"mark\",\"mark\":{}}",
        "{\"event\":\"mark\",\"mark\":\"g1:1\"}",
        "{\"event\":\"mark\"}",
        "{\"event\":\"mark\",\"x\":[1],\"mark\":{\"name\":\"g1:1\"}}",
        "{\"event\":\"mark\",\"mark\":{\"name\":\"\"}}",
        "{\"event\":\"mark\",\"mark\":{\"name\":\"g1:1\"}} x"
      })
  void bothRoadsAgreeOnWhatIsOdd(String text) {
    assertAgree(text);
  }

  @Test
  void bothRoadsWriteAlike() {
    for (var audio : List.of("", "fn5+", "a\"b", "a\\b", "é", "\n", "\u2028", "a/b==")) {
      for (var stream : List.of("MZ1", "M\"Z", "")) {
        var media = new ToTwilio.Media(stream, new ToTwilio.Media.Audio(audio));

        var mark = new ToTwilio.Mark(stream, new ToTwilio.Mark.Name(audio));

        assertThat(TwilioCodec.encode(media)).isEqualTo(TwilioCodec.write(media));
        assertThat(TwilioCodec.encode(mark)).isEqualTo(TwilioCodec.write(mark));
      }
    }
  }

  private static void assertAgree(String text) {
    assertThat(TwilioCodec.decode(text)).as(text).isEqualTo(TwilioCodec.map(text));
  }
}
