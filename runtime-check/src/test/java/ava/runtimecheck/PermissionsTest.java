package ava.runtimecheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// No role may do more than its part needs.
class PermissionsTest {
  /// What AWS grants on all resources or not at all, and why we need it.
  private static final Map<String, String> ON_EVERYTHING =
      Map.of(
          "xray:PutTraceSegments", "tracing has no resource",
          "xray:PutTelemetryRecords", "tracing has no resource",
          "polly:StartSpeechSynthesisStream", "a voice has no resource, only a lexicon has",
          "polly:SynthesizeSpeech", "a voice has no resource, only a lexicon has",
          "ecr:GetAuthorizationToken", "the token is for the account's registry");

  /// Names with an open end, and why they have one.
  private static final Map<String, String> OPEN_ENDED =
      Map.of(
          ":configuration-set/*",
          "an identity may have a default configuration set of any name",
          ":identity/*",
          "the sender may be verified by address or by domain; a condition names it",
          "/stream/*",
          "the stream's own name holds the time it was made",
          "/live/DELETE/@connections/*",
          "every viewer has a connection of his own",
          "/live/POST/@connections/*",
          "every viewer has a connection of his own");

  /// What stands among the texts of an `!If` and is no resource.
  private static final Set<String> CONDITIONS =
      Set.of(
          "NamesOpenAiKey",
          "NamesTwilioToken",
          "HasElevenLabsKey",
          "HasWebhook",
          "AWS::NoValue",
          "");

  private final Template template = Template.read();

  @Test
  void everyPartHasARole() {
    var roles = template.resources("AWS::IAM::Role");

    assertThat(roles).hasSize(template.functions().size() + 2);
    assertThat(roles.keySet()).contains("BridgeExecutionRole", "BridgeTaskRole");
    for (var function : template.resources("AWS::Serverless::Function").entrySet()) {
      var properties = function.getValue().path("Properties");
      assertThat(properties.path("Role").asString()).as(function.getKey()).endsWith("Role.Arn");
      assertThat(properties.has("Policies")).as("SAM adds wide policies of AWS").isFalse();
    }
  }

  @Test
  void noRoleBorrowsThePoliciesOfAws() {
    for (var role : template.resources("AWS::IAM::Role").entrySet()) {
      assertThat(role.getValue().path("Properties").has("ManagedPolicyArns"))
          .as(role.getKey())
          .isFalse();
    }
  }

  @Test
  void actionsAreNamedOneByOne() {
    for (var statement : statements()) {
      assertThat(texts(statement.path("Action")))
          .as(statement.toString())
          .isNotEmpty()
          .noneMatch(action -> action.contains("*"));
    }
  }

  @Test
  void resourcesAreNamedUnlessThereIsAReason() {
    for (var statement : statements()) {
      for (var resource : texts(statement.path("Resource"))) {
        if (resource.equals("*")) {
          assertThat(ON_EVERYTHING.keySet())
              .as(statement.toString())
              .containsAll(texts(statement.path("Action")));
        } else if (resource.contains("*")) {
          assertThat(OPEN_ENDED.keySet()).as(resource).anyMatch(resource::endsWith);
        }
      }
    }
  }

  @Test
  void everyPartReadsTheSecretsThatItIsNamedAndNoOther() {
    var named = new TreeMap<String, Set<String>>();
    for (var function : template.functions()) {
      var properties = template.properties(function.logicalId());
      var variables = properties.path("Environment").path("Variables");
      var secrets = new TreeSet<String>();
      variables.forEachEntry((name, value) -> {
        if (name.endsWith("_ARN")) {
          secrets.addAll(texts(value));
        }
      });
      named.put(properties.path("Role").asString(), secrets);
    }
    named.put("BridgeTaskRole.Arn", bridgeSecrets());

    for (var role : template.resources("AWS::IAM::Role").entrySet()) {
      assertThat(secrets(role.getValue()))
          .as(role.getKey())
          .isEqualTo(without(CONDITIONS, named.getOrDefault(role.getKey() + ".Arn", Set.of())));
    }
  }

  private Set<String> bridgeSecrets() {
    var secrets = new TreeSet<String>();
    for (var variable : template.bridge().path("Environment")) {
      if (variable.path("Name").asString().endsWith("_ARN")) {
        secrets.addAll(texts(variable.path("Value")));
      }
    }
    return secrets;
  }

  private static Set<String> secrets(JsonNode role) {
    var statements = new ArrayList<JsonNode>();
    collect(role.path("Properties").path("Policies"), statements);
    return without(
        CONDITIONS,
        statements.stream()
            .filter(s -> texts(s.path("Action")).contains("secretsmanager:GetSecretValue"))
            .flatMap(s -> texts(s.path("Resource")).stream())
            .collect(Collectors.toSet()));
  }

  private static Set<String> without(Set<String> left, Set<String> all) {
    var rest = new TreeSet<>(all);
    rest.removeAll(left);
    return rest;
  }

  @Test
  void everyReasonIsStillNeeded() {
    var used = new TreeSet<String>();
    for (var statement : statements()) {
      var resources = texts(statement.path("Resource"));
      if (resources.contains("*")) {
        used.addAll(texts(statement.path("Action")));
      }
      resources.forEach(
          resource -> OPEN_ENDED.keySet().stream().filter(resource::endsWith).forEach(used::add));
    }

    assertThat(used).containsAll(ON_EVERYTHING.keySet()).containsAll(OPEN_ENDED.keySet());
  }

  /// What SES takes for the sender: bare, or behind a name.
  @Test
  void theSenderMayHaveAName() {
    var condition =
        statements().stream()
            .filter(statement -> texts(statement.path("Action")).contains("ses:SendRawEmail"))
            .map(statement -> statement.at("/Condition/StringLike").path("ses:FromAddress"))
            .findFirst();

    assertThat(condition.map(PermissionsTest::texts).orElse(List.of()))
        .containsExactly("SummarySender", "*<${SummarySender}>");
  }

  @Test
  void onlyOurOwnApisMayCallTheFunctions() {
    for (var permission : template.resources("AWS::Lambda::Permission").entrySet()) {
      var properties = permission.getValue().path("Properties");

      assertThat(properties.path("Principal").asString()).isEqualTo("apigateway.amazonaws.com");
      assertThat(properties.path("SourceArn").asString())
          .as(permission.getKey())
          .containsAnyOf("${HttpApi}/", "${LiveApi}/");
    }
  }

  private List<JsonNode> statements() {
    var found = new ArrayList<JsonNode>();
    for (var role : template.resources("AWS::IAM::Role").values()) {
      collect(role.path("Properties").path("Policies"), found);
    }
    assertThat(found).isNotEmpty();
    return found;
  }

  private static void collect(JsonNode node, List<JsonNode> statements) {
    if (node.has("Effect")) {
      statements.add(node);
      return;
    }
    node.forEach(child -> collect(child, statements));
  }

  /// All texts of a value, those of every branch of an `!If` too.
  private static List<String> texts(JsonNode node) {
    if (node.isString()) {
      return List.of(node.stringValue());
    }
    var found = new ArrayList<String>();
    node.forEach(child -> found.addAll(texts(child)));
    return found;
  }
}
