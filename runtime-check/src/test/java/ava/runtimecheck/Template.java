package ava.runtimecheck;

import ava.embedded.lambda.LambdaProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// `template.yaml` as it stands. CloudFormation's short functions read as their arguments: `!Ref X`
/// is the text `X`, `!If [a, b, c]` a list.
record Template(JsonNode root) {
  static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private static final String FUNCTION = "AWS::Serverless::Function";

  static Template read() {
    return new Template(YAMLMapper.shared().readTree(PROJECT.resolve("template.yaml")));
  }

  /// One function, with what it takes from the globals.
  ///
  /// @param name such as `telephone`: its folder, and the prefix of its events
  /// @param restored whether it is started from a snapshot
  record Function(
      String logicalId,
      String name,
      String handler,
      String runtime,
      Path jar,
      Duration timeout,
      boolean restored,
      Set<String> variables) {
    LambdaProgram program() {
      return new LambdaProgram(name, jar, handler, timeout, restored);
    }
  }

  List<Function> functions() {
    var globals = root.path("Globals").path("Function");
    var found = new ArrayList<Function>();
    for (var resource : resources(FUNCTION).entrySet()) {
      var properties = resource.getValue().path("Properties");
      var code = Path.of(properties.path("CodeUri").asString());
      var variables = new TreeSet<>(names(globals.path("Environment").path("Variables")));
      variables.addAll(names(properties.path("Environment").path("Variables")));
      found.add(
          new Function(
              resource.getKey(),
              code.getName(1).toString(),
              properties.path("Handler").asString(),
              globals.path("Runtime").asString(),
              PROJECT.resolve(code),
              Duration.ofSeconds(properties.path("Timeout").asInt()),
              properties.path("SnapStart").path("ApplyOn").asString("").equals("PublishedVersions"),
              variables));
    }
    return found;
  }

  /// The route keys of the HTTP API that lead to an integration.
  List<String> routes(String integration) {
    return resources("AWS::ApiGatewayV2::Route").values().stream()
        .map(route -> route.path("Properties"))
        .filter(
            route -> route.path("Target").asString().equals("integrations/${" + integration + "}"))
        .map(route -> route.path("RouteKey").asString())
        .toList();
  }

  JsonNode bridge() {
    return properties("BridgeTask").path("ContainerDefinitions").path(0);
  }

  /// What the bridge's container finds in its environment.
  Set<String> bridgeVariables() {
    var variables = new TreeSet<String>();
    bridge().path("Environment").forEach(v -> variables.add(v.path("Name").asString()));
    return variables;
  }

  JsonNode properties(String logicalId) {
    return root.path("Resources").path(logicalId).path("Properties");
  }

  /// The resources of a type by their logical ids.
  Map<String, JsonNode> resources(String type) {
    var found = new TreeMap<String, JsonNode>();
    root.path("Resources")
        .forEachEntry((id, resource) -> {
          if (resource.path("Type").asString().equals(type)) {
            found.put(id, resource);
          }
        });
    return found;
  }

  private static Set<String> names(JsonNode object) {
    return new TreeSet<>(object.propertyNames());
  }
}
