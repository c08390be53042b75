package ava.bridge.openai;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who Ava is, in words for the model, and what she can do. The texts are resources: `persona.md`
/// and `tools.json`.
public final class Persona {
  private static final String TRANSFER = "transferer";

  private Persona() {}

  /// The instructions. A tool that is not offered is not named.
  public static String instructions(String businessName, boolean canTransfer) {
    return resource("persona.md")
        .lines()
        .filter(line -> canTransfer || !line.contains(TRANSFER))
        .reduce("", (text, line) -> text + line + "\n")
        .replace("{entreprise}", businessName)
        .strip();
  }

  /// The definitions of the tools as the API takes them.
  public static List<JsonNode> tools(boolean canTransfer) {
    var all = JsonMapper.shared().readTree(resource("tools.json"));
    return StreamSupport.stream(all.spliterator(), false)
        .filter(tool -> canTransfer || !name(tool).equals(Optional.of(TRANSFER)))
        .toList();
  }

  private static Optional<String> name(JsonNode tool) {
    return Optional.ofNullable(tool.get("name")).map(JsonNode::stringValue);
  }

  private static String resource(String name) {
    try (var in = Persona.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
