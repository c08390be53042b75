package ava.bridge.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Each example of a server event with each of its properties missing, null or of another type: the
/// event is never lost for a property that it can do without.
class OddEventsTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> ODD =
      List.of("null", "0", "-1.5", "true", "\"odd\"", "{}", "[]");

  /// What an event says nothing without.
  private static final List<String> ESSENTIAL =
      List.of("/type", "/item_id", "/response_id", "/delta", "/transcript", "/item");

  static Stream<Arguments> properties() {
    return Schemas.realtimeExamples().stream()
        .map(JSON::readTree)
        .filter(line -> line.get("direction").stringValue().equals("server"))
        .map(line -> line.get("event"))
        .flatMap(event -> paths(event, "").stream().map(path -> Arguments.of(event, path)));
  }

  @ParameterizedTest
  @MethodSource("properties")
  void noPropertyMakesTheEventUnreadable(JsonNode event, String path) {
    var kind = ModelCodec.decode(event.toString()).getClass();

    var without = event.deepCopy();
    ((ObjectNode) without.at(parent(path))).remove(name(path));
    assertRead(without, kind, path);
    for (var odd : ODD) {
      var changed = event.deepCopy();
      ((ObjectNode) changed.at(parent(path))).set(name(path), JSON.readTree(odd));
      assertRead(changed, kind, path);
    }
  }

  private static void assertRead(JsonNode event, Class<?> kind, String path) {
    var read = ModelCodec.decode(event.toString());
    new Interpreter(Prices.of("gpt-realtime-2.1", "gpt-transcribe")).interpret(read);
    if (!ESSENTIAL.contains(path)) {
      assertThat(read).as(event.toString()).isInstanceOf(kind);
    }
  }

  /// The paths of all properties, those of objects in lists included.
  private static List<String> paths(JsonNode node, String at) {
    var paths = new ArrayList<String>();
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(property -> {
            paths.add(at + "/" + property.getKey());
            paths.addAll(paths(property.getValue(), at + "/" + property.getKey()));
          });
    } else if (node instanceof ArrayNode list) {
      for (var n = 0; n < list.size(); n++) {
        paths.addAll(paths(list.get(n), at + "/" + n));
      }
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
