package ava.bridge.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.Mutations;
import ava.bridge.Schemas;
import ava.bridge.TextMutations;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The scanner for the usual piece of audio and the mapper agree on everything.
class UsualAudioTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String BEGIN = "{\"type\":\"response.output_audio.delta\",";
  private static final String USUAL =
      BEGIN
          + "\"event_id\":\"e16\",\"response_id\":\"resp_1\",\"item_id\":\"item_A1\","
          + "\"output_index\":0,\"content_index\":0,\"delta\":\"//7+/w==\"}";

  static Stream<JsonNode> events() {
    return Schemas.realtimeExamples().stream()
        .map(JSON::readTree)
        .filter(line -> line.get("direction").stringValue().equals("server"))
        .map(line -> line.get("event"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void bothRoadsAgreeOnEveryEventWithEachPropertyChanged(JsonNode event) {
    assertAgree(event.toString());
    Mutations.paths(event).stream()
        .flatMap(path -> Mutations.of(event, path))
        .forEach(changed -> assertAgree(changed.toString()));
  }

  @Test
  void bothRoadsAgreeOnTheUsualOneWithEachCharacterChanged() {
    assertThat(ModelCodec.decode(USUAL))
        .isEqualTo(new ServerEvent.AudioDelta("resp_1", "item_A1", 0, "//7+/w=="));
    TextMutations.of(USUAL).forEach(UsualAudioTest::assertAgree);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"response_id\":\"r\",\"item_id\":\"i\",\"content_index\":0,\"delta\":\"AAAA\",\"delta\":\"BBBB\"}",
        "\"response_id\":\"r\",\"item_id\":\"i\",\"content_index\":1,\"content_index\":2,\"delta\":\"AAAA\"}",
        "\"response_id\":\"r\",\"item_id\":\"i\",\"item_id\":\"j\",\"content_index\":1,\"delta\":\"AAAA\"}",
        "\"response_id\":\"r\",\"item_id\":\"i\",\"content_index\":\"1\",\"delta\":\"AAAA\"}",
        "\"response_id\":\"r\",\"item_id\":\"i\",\"content_index\":1.0,\"delta\":\"AAAA\"}",
        "\"response_id\":\"r\",\"item_id\":\"i\",\"content_index\":999999999,\"delta\":\"AAAA\"}",
        "\"response_id\":\"r\",\"item_id\":\"i\",\"content_index\":2147483648,\"delta\":\"AAAA\"}",
        "\"response_id\":\"r\",\"item_id\":\"i\",\"content_index\":00,\"delta\":\"AAAA\"}",
        "\"response_id\":\"r\",\"item_id\":\"i\",\"content_index\":-0,\"delta\":\"AAAA\"}",
        "\"response_id\":\"r\",\"item_id\":\"i\",\"content_index\":null,\"delta\":\"AAAA\"}",
        "\"response_id\":\"r\",\"item_id\":\"i\",\"delta\":\"AAAA\"}",
        "\"type\":\"error\",\"response_id\":\"r\",\"item_id\":\"i\",\"content_index\":1,\"delta\":\"AAAA\"}",
        "\"obfuscation\":\"xyz\",\"response_id\":\"r\",\"item_id\":\"i\",\"content_index\":1,\"delta\":\"AAAA\"}",
        "}"
      })
  void bothRoadsAgreeOnWhatIsOdd(String rest) {
    assertAgree(BEGIN + rest);
  }

  @Test
  void bothRoadsWriteAlike() {
    for (var audio : List.of("", "fn5+", "a\"b", "a\\b", "é", "\n", "\u2028", "a/b==")) {
      var append = new ClientEvent.AppendAudio("audio-1", audio);

      assertThat(ModelCodec.encode(append)).isEqualTo(ModelCodec.write(append));
    }
  }

  private static void assertAgree(String text) {
    assertThat(ModelCodec.decode(text)).as(text).isEqualTo(ModelCodec.map(text));
  }

  /// Twilio ends a stream for it.
  @ParameterizedTest
  @ValueSource(strings = {"A", "AAAAA", "AA=A", "=AAA", "AAA-", "AAA\u00e9", "A\\u0041A-", "AA A"})
  void whatIsNotWholeBase64IsNoAudio(String delta) {
    var text =
        BEGIN
            + "\"response_id\":\"r\",\"item_id\":\"i\",\"content_index\":0,\"delta\":\""
            + delta
            + "\"}";

    assertThat(ModelCodec.decode(text)).isEqualTo(new ServerEvent.Unknown("unreadable"));
    assertThat(ModelCodec.map(text)).isEqualTo(new ServerEvent.Unknown("unreadable"));
  }
}
