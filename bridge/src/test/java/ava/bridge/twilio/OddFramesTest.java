package ava.bridge.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.Mutations;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Each message of Twilio's with each of its properties missing, null or of another type: it is
/// never lost for a property that it can do without.
class OddFramesTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// What a message says nothing without.
  private static final Set<String> ESSENTIAL =
      Set.of(
          "/event",
          "/start",
          "/start/callSid",
          "/media",
          "/media/payload",
          "/dtmf",
          "/dtmf/digit",
          "/mark",
          "/mark/name");

  static Stream<Arguments> properties() {
    return TwilioCodecTest.FIXTURES.values().stream()
        .map(JSON::readTree)
        .flatMap(frame -> Mutations.paths(frame).stream().map(path -> Arguments.of(frame, path)));
  }

  @ParameterizedTest
  @MethodSource("properties")
  void noPropertyMakesTheMessageUnreadable(JsonNode frame, String path) {
    var kind = TwilioCodec.decode(frame.toString()).getClass();

    Mutations.of(frame, path).forEach(changed -> assertRead(changed, kind, path));
  }

  private static void assertRead(JsonNode frame, Class<?> kind, String path) {
    var read = TwilioCodec.decode(frame.toString());
    if (!ESSENTIAL.contains(path) && !(path.equals("/streamSid") && frame.has("start"))) {
      assertThat(read).as(frame.toString()).isInstanceOf(kind);
    }
  }
}
