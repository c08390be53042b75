package ava.bridge.tools;

import ava.bridge.call.Move;
import ava.shared.call.PhoneNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everything that this Ava can do: what is not listed here the model does not have.
///
/// @param tools in the order in which the model is told of them
public record Toolbox(List<Tool> tools) {
  public Toolbox {
    tools = List.copyOf(tools);
  }

  /// @param transferTo without it nobody is transferred
  public static Toolbox with(Optional<PhoneNumber> transferTo) {
    return new Toolbox(
        Stream.of(
                Optional.of(new NoteMessage()),
                Optional.of(new HangUp()),
                Optional.of(new WaitSilently()),
                transferTo.map(Transfer::new))
            .<Tool>flatMap(Optional::stream)
            .toList());
  }

  /// The tools as the functions of a model.
  public List<JsonNode> definitions() {
    return tools.stream().map(Toolbox::definition).toList();
  }

  private static JsonNode definition(Tool tool) {
    var json = JsonMapper.shared();
    return json.createObjectNode()
        .put("type", "function")
        .put("name", tool.name())
        .put("description", tool.description())
        .set("parameters", json.readTree(tool.parameters()));
  }

  /// When to use which, in the form of Ava's rules.
  public String rules() {
    return tools.stream()
        .flatMap(tool -> (tool.name() + " : " + tool.rule()).lines())
        .map("- "::concat)
        .collect(Collectors.joining("\n"));
  }

  /// What each asks of the call.
  public Map<String, Move> moves() {
    var moves = new TreeMap<String, Move>();
    tools.forEach(tool -> moves.put(tool.name(), tool.move()));
    return moves;
  }

  /// The tool of this name, if it runs beside the call.
  Optional<BesideTool> beside(String name) {
    return tools.stream()
        .filter(BesideTool.class::isInstance)
        .map(BesideTool.class::cast)
        .filter(tool -> tool.name().equals(name))
        .findFirst();
  }
}
