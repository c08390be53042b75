package ava.bridge.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Each message of Twilio's with each of its properties missing, null or of another type: it is
/// never lost for a property that it can do without.
class OddFramesTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> ODD =
      List.of("null", "0", "-1.5", "true", "\"odd\"", "{}", "[]", "{\"a\":{\"b\":1}}", "[1]");

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
        .flatMap(frame -> paths(frame, "").stream().map(path -> Arguments.of(frame, path)));
  }

  @ParameterizedTest
  @MethodSource("properties")
  void noPropertyMakesTheMessageUnreadable(JsonNode frame, String path) {
    var kind = TwilioCodec.decode(frame.toString()).getClass();

    var without = frame.deepCopy();
    ((ObjectNode) without.at(parent(path))).remove(name(path));
    assertRead(without, kind, path);
    for (var odd : ODD) {
      var changed = frame.deepCopy();
      ((ObjectNode) changed.at(parent(path))).set(name(path), JSON.readTree(odd));
      assertRead(changed, kind, path);
    }
  }

  private static void assertRead(JsonNode frame, Class<?> kind, String path) {
    var read = TwilioCodec.decode(frame.toString());
    if (!ESSENTIAL.contains(path) && !(path.equals("/streamSid") && frame.has("start"))) {
      assertThat(read).as(frame.toString()).isInstanceOf(kind);
    }
  }

  private static List<String> paths(JsonNode node, String at) {
    var paths = new ArrayList<String>();
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(property -> {
            paths.add(at + "/" + property.getKey());
            paths.addAll(paths(property.getValue(), at + "/" + property.getKey()));
          });
    }
    return paths;
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
