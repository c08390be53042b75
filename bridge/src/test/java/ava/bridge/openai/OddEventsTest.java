package ava.bridge.openai;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.Mutations;
import ava.bridge.Schemas;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Each example of a server event with each of its properties missing, null or of another type: the
/// event is never lost for a property that it can do without.
class OddEventsTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  /// What an event says nothing without.
  private static final List<String> ESSENTIAL =
      List.of("/type", "/item_id", "/response_id", "/delta", "/transcript", "/text", "/item");

  static Stream<Arguments> properties() {
    return Schemas.realtimeExamples().stream()
        .map(JSON::readTree)
        .filter(line -> line.get("direction").stringValue().equals("server"))
        .map(line -> line.get("event"))
        .flatMap(event -> Mutations.paths(event).stream().map(path -> Arguments.of(event, path)));
  }

  @ParameterizedTest
  @MethodSource("properties")
  void noPropertyMakesTheEventUnreadable(JsonNode event, String path) {
    var kind = ModelCodec.decode(event.toString()).getClass();

    Mutations.of(event, path).forEach(changed -> assertRead(changed, kind, path));
  }

  private static void assertRead(JsonNode event, Class<?> kind, String path) {
    var read = ModelCodec.decode(event.toString());
    new Interpreter(Prices.of("gpt-realtime-2.1", "gpt-transcribe"), true).interpret(read);
    if (!ESSENTIAL.contains(path)) {
      assertThat(read).as(event.toString()).isInstanceOf(kind);
    }
  }
}
