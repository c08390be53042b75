package ava.bridge.tools;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// What a tool answers to the model.
///
/// @param problems what went wrong, in French, in words that the model can act on; none is success
/// @param facts what the model may need, by name
record ToolOutput(List<String> problems, Map<String, String> facts) {
  ToolOutput {
    problems = List.copyOf(problems);
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }

  static ToolOutput done(Map<String, String> facts) {
    return new ToolOutput(List.of(), facts);
  }

  static ToolOutput refused(String... problems) {
    return new ToolOutput(List.of(problems), Map.of());
  }

  /// A JSON object.
  String json() {
    var answer = JsonMapper.shared().createObjectNode().put("ok", problems.isEmpty());
    if (!problems.isEmpty()) {
      answer.put("erreur", String.join(" ; ", problems));
    }
    facts.forEach(answer::put);
    return answer.toString();
  }
}
