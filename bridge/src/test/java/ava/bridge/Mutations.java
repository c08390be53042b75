package ava.bridge;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Changes a message as others may write it: one property left out, or of another kind.
public final class Mutations {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> ODD =
      List.of("null", "0", "-1.5", "true", "\"odd\"", "{}", "[]", "{\"a\":{\"b\":1}}", "[1]");

  private Mutations() {}

  /// The paths of all properties, those of objects in lists included.
  public static List<String> paths(JsonNode message) {
    return paths(message, "");
  }

  /// The message without the property, and with each odd value in its place.
  public static Stream<JsonNode> of(JsonNode message, String path) {
    var slash = path.lastIndexOf('/');
    var parent = path.substring(0, slash);
    var name = path.substring(slash + 1);
    var without = message.deepCopy();
    ((ObjectNode) without.at(parent)).remove(name);
    var odd =
        ODD.stream()
            .map(value -> {
              var changed = message.deepCopy();
              ((ObjectNode) changed.at(parent)).set(name, JSON.readTree(value));
              return changed;
            });
    return Stream.concat(Stream.of(without), odd);
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
    } else if (node instanceof ArrayNode list) {
      for (var n = 0; n < list.size(); n++) {
        paths.addAll(paths(list.get(n), at + "/" + n));
      }
    }
    return paths;
  }
}
