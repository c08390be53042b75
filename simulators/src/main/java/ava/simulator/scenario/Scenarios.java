package ava.simulator.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads scenarios from the class path: `ava/simulator/scenarios/<name>.json`, audio beside them in
/// `ava/simulator/audio`. A step is one of
///
/// ```json
/// {"ava": "text", "audio": ["clip.ulaw"], "before": [{"name", "arguments"}], "after": […]}
/// {"caller": "text", "audio": ["clip.ulaw", 200], "when": {"after": 400}, "hangUpAfter": 2000}
/// {"keys": "0612#", "when": {"interrupt": 1500}}
/// {"hangUp": true, "when": {"delay": 1000}}
/// ```
///
/// A number among the clips is a pause in milliseconds; clips lose the silence at their ends. Times
/// are milliseconds. Whatever is not known is an error.
public final class Scenarios {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ROOT = "/ava/simulator/";

  private Scenarios() {}

  /// The scenarios that come with Ava.
  public static List<String> names() {
    return List.of("rendez-vous", "urgence", "silence", "raccroche");
  }

  /// @throws ScenarioException when there is none of this name, or it is wrong
  public static Scenario load(String name) {
    if (!name.matches("[a-z0-9-]{1,40}")) {
      throw new ScenarioException("no scenario is called " + name + ", there are " + names());
    }
    var text =
        resource("scenarios/" + name + ".json")
            .orElseThrow(() ->
                new ScenarioException("no scenario is called " + name + ", there are " + names()));
    return parse(name, new String(text, StandardCharsets.UTF_8));
  }

  /// @throws ScenarioException when it is wrong
  static Scenario parse(String name, String json) {
    var root = read(name, json);
    known(name, root, Set.of("title", "caller", "called", "business", "steps", "end"));
    var steps = new ArrayList<Step>();
    for (var node : array(name, root, "steps")) {
      steps.add(step(name + ": steps[" + steps.size() + "]", node));
    }
    return new Scenario(
        name,
        text(name, root, "title"),
        text(name, root, "caller"),
        text(name, root, "called"),
        text(name, root, "business"),
        steps,
        phrases(),
        text(name, root, "end"));
  }

  private static Step step(String where, JsonNode node) {
    if (node.has("ava")) {
      known(where, node, Set.of("ava", "audio", "before", "after"));
      var audio = node.has("audio") ? Optional.of(audio(where, node)) : Optional.<Clip>empty();
      return new Step.AvaSays(
          text(where, node, "ava"),
          audio,
          tools(where, node, "before"),
          tools(where, node, "after"));
    }
    if (node.has("caller")) {
      known(where, node, Set.of("caller", "audio", "when", "hangUpAfter"));
      var cut = Optional.ofNullable(node.get("hangUpAfter")).map(at -> millis(where, at));
      return new Step.CallerSays(
          text(where, node, "caller"), audio(where, node), when(where, node), cut);
    }
    if (node.has("keys")) {
      known(where, node, Set.of("keys", "when"));
      var keys = text(where, node, "keys");
      if (!keys.matches("[0-9*#]+")) {
        throw new ScenarioException(where + ": keys are 0 to 9, * and #, not " + keys);
      }
      return new Step.CallerPresses(keys, when(where, node));
    }
    known(where, node, Set.of("hangUp", "when"));
    if (!node.path("hangUp").asBoolean(false)) {
      throw new ScenarioException(where + ": a step has one of ava, caller, keys, hangUp");
    }
    return new Step.CallerHangsUp(when(where, node));
  }

  private static When when(String where, JsonNode step) {
    var node = step.path("when");
    known(where + ".when", node, Set.of("after", "interrupt", "delay"));
    if (node.size() != 1) {
      throw new ScenarioException(where + ".when: has one of after, interrupt, delay");
    }
    if (node.has("after")) {
      return new When.After(millis(where, node.get("after")));
    }
    return node.has("interrupt")
        ? new When.Interrupt(millis(where, node.get("interrupt")))
        : new When.Delay(millis(where, node.get("delay")));
  }

  private static List<ToolCall> tools(String where, JsonNode step, String field) {
    if (!step.has(field)) {
      return List.of();
    }
    var calls = new ArrayList<ToolCall>();
    for (var node : array(where, step, field)) {
      var place = where + "." + field + "[" + calls.size() + "]";
      known(place, node, Set.of("name", "arguments"));
      if (!node.path("arguments").isObject()) {
        throw new ScenarioException(place + ": arguments must be an object");
      }
      calls.add(new ToolCall(text(place, node, "name"), node.get("arguments").toString()));
    }
    return calls;
  }

  private static Clip audio(String where, JsonNode step) {
    var clips = new ArrayList<Clip>();
    for (var node : array(where, step, "audio")) {
      clips.add(
          node.isNumber() ? Clip.silence(millis(where, node)) : clip(where, node.asString("")));
    }
    return Clip.join(clips);
  }

  private static Clip clip(String where, String path) {
    var audio = resource("audio/" + path);
    return Clip.of(audio.orElseThrow(() -> new ScenarioException(where + ": no audio at " + path)))
        .centred()
        .faded()
        .trimmed()
        .faded();
  }

  private static List<Step.AvaSays> phrases() {
    var path = "audio/ava/phrases.json";
    var text = resource(path).orElseThrow(() -> new ScenarioException("no " + path));
    var phrases = new ArrayList<Step.AvaSays>();
    for (var node : read(path, new String(text, StandardCharsets.UTF_8))) {
      known(path, node, Set.of("text", "audio"));
      var clip = clip(path, text(path, node, "audio"));
      phrases.add(
          new Step.AvaSays(text(path, node, "text"), Optional.of(clip), List.of(), List.of()));
    }
    return phrases;
  }

  private static JsonNode read(String name, String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw new ScenarioException(name + ": not JSON: " + e.getOriginalMessage());
    }
  }

  private static void known(String where, JsonNode node, Set<String> fields) {
    if (!node.isObject()) {
      throw new ScenarioException(where + ": must be an object");
    }
    for (var field : node.propertyNames()) {
      if (!fields.contains(field)) {
        throw new ScenarioException(where + ": unknown field " + field);
      }
    }
  }

  private static String text(String where, JsonNode node, String field) {
    var value = node.path(field).asString("");
    if (value.isBlank()) {
      throw new ScenarioException(where + ": " + field + " is missing");
    }
    return value;
  }

  private static JsonNode array(String where, JsonNode node, String field) {
    var value = node.path(field);
    if (!value.isArray() || value.isEmpty()) {
      throw new ScenarioException(where + ": " + field + " must be a list that is not empty");
    }
    return value;
  }

  private static Duration millis(String where, JsonNode node) {
    if (!node.isIntegralNumber() || node.asLong() < 0 || node.asLong() > 600_000) {
      throw new ScenarioException(where + ": " + node + " is not a time in milliseconds");
    }
    return Duration.ofMillis(node.asLong());
  }

  private static Optional<byte[]> resource(String path) {
    try (var in = Scenarios.class.getResourceAsStream(ROOT + path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
