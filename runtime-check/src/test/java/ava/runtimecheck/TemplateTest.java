package ava.runtimecheck;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.StreamRules;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the template says of the code is so.
class TemplateTest {
  private final Template template = Template.read();

  @Test
  void everyHandlerIsInItsJar() throws IOException, ReflectiveOperationException {
    for (var function : template.functions()) {
      var handler = function.handler().split("::");

      try (var jar =
          new URLClassLoader(
              new URL[] {function.jar().toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
        var type = Class.forName(handler[0], false, jar);
        assertThat(type.getConstructor()).as(function.handler()).isNotNull();
        assertThat(Arrays.stream(type.getMethods()).map(java.lang.reflect.Method::getName))
            .as(function.handler())
            .contains(handler[1]);
      }
    }
  }

  @Test
  void everyRouteThatAFunctionAnswersIsOneOfTheApi()
      throws IOException, ReflectiveOperationException {
    for (var name : List.of("Telephone", "Dashboard")) {
      var function =
          template.functions().stream()
              .filter(f -> f.logicalId().equals(name + "Function"))
              .findFirst()
              .orElseThrow();
      try (var jar =
          new URLClassLoader(
              new URL[] {function.jar().toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
        var type = Class.forName(function.handler().split("::")[0], true, jar);

        assertThat(template.routes(name + "Integration"))
            .hasSameElementsAs(texts((List<?>) type.getField("ROUTES").get(null)));
      }
    }
  }

  private static List<String> texts(List<?> routes) {
    return routes.stream().map(String.class::cast).toList();
  }

  @Test
  void theRuntimeIsTheJavaThatTheCodeIsCompiledFor() throws IOException {
    var pom = Files.readString(Template.PROJECT.resolve("pom.xml"));
    var release = Pattern.compile("<maven.compiler.release>(\\d+)<").matcher(pom);

    assertThat(release.find()).isTrue();
    assertThat(template.functions())
        .hasSize(4)
        .allMatch(function -> function.runtime().equals("java" + release.group(1)));
  }

  @Test
  void aSummaryIsNotTriedAgainWhileItIsBeingMade() {
    var queue = template.properties("CallEndedQueue");
    var summary = template.properties("SummaryFunction");

    assertThat(queue.path("VisibilityTimeout").asInt())
        .isGreaterThanOrEqualTo(2 * summary.path("Timeout").asInt());
    assertThat(summary.at("/Events/CallEnded/Properties/BatchSize").asInt()).isEqualTo(1);
  }

  @Test
  void aMailWithAGapWaitsNoLongerThanTwelveMinutes() {
    var queue = template.properties("CallEndedQueue");
    var waits = queue.at("/RedrivePolicy/maxReceiveCount").asInt() - 1;

    assertThat(waits * queue.path("VisibilityTimeout").asInt()).isLessThanOrEqualTo(12 * 60);
  }

  @Test
  void alarmsAndScalingReadTheFiguresOfTheirOwnStack() throws IOException {
    var written =
        template
            .properties("SummaryFunction")
            .at("/Environment/Variables/METRICS_NAMESPACE")
            .asString();
    var read =
        Pattern.compile("Namespace: !Sub (Ava\\S*)|\\[\"(Ava[^\"]*)\", \"")
            .matcher(Files.readString(Template.PROJECT.resolve("template.yaml")))
            .results()
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .toList();

    assertThat(read).hasSizeGreaterThan(10).containsOnly(written);
  }

  @Test
  void theEmbeddedTableIsTheOneOfTheTemplate() {
    var table = template.properties("CallsTable");
    try (var embedded = EmbeddedDynamoDb.inMemory()) {
      embedded.createTable("calls");
      var made = embedded.client().describeTable(r -> r.tableName("calls")).table();

      assertThat(keys(made.keySchema())).isEqualTo(keys(table.path("KeySchema")));
      assertThat(
              made.globalSecondaryIndexes().stream()
                  .collect(Collectors.toMap(i -> i.indexName(), i -> keys(i.keySchema()))))
          .isEqualTo(
              table
                  .path("GlobalSecondaryIndexes")
                  .valueStream()
                  .collect(
                      Collectors.toMap(
                          i -> i.path("IndexName").asString(), i -> keys(i.path("KeySchema")))));
      assertThat(made.streamSpecification().streamViewTypeAsString())
          .isEqualTo(table.path("StreamSpecification").path("StreamViewType").asString());
    }
  }

  @Test
  void theEmbeddedTableForgetsWhatTheTemplatesOneForgets() {
    var expiry = template.properties("CallsTable").path("TimeToLiveSpecification");
    try (var embedded = EmbeddedDynamoDb.inMemory()) {
      embedded.createTable("calls");
      var made =
          embedded.client().describeTimeToLive(r -> r.tableName("calls")).timeToLiveDescription();

      assertThat(made.attributeName()).isEqualTo(expiry.path("AttributeName").asString());
      assertThat(made.timeToLiveStatusAsString()).isEqualTo("ENABLED");
    }
  }

  @Test
  void theEmbeddedStreamIsHandedOnByTheRulesOfTheTemplate() {
    var mapping = template.properties("LiveFunction").at("/Events/Written/Properties");
    var pattern =
        JsonMapper.shared().readTree(mapping.at("/FilterCriteria/Filters/0/Pattern").asString());
    var rules = StreamRules.OF_THE_TEMPLATE;

    assertThat(rules.batch()).isEqualTo(mapping.path("BatchSize").asInt());
    assertThat(rules.retries()).isEqualTo(mapping.path("MaximumRetryAttempts").asInt());
    assertThat(rules.oldest().toSeconds())
        .isEqualTo(mapping.path("MaximumRecordAgeInSeconds").asLong());
    assertThat(rules.events())
        .containsExactlyInAnyOrderElementsOf(
            pattern.path("eventName").valueStream().map(JsonNode::asString).toList());
    assertThat(pattern.at("/dynamodb/Keys/pk/S").findValuesAsString("prefix"))
        .isEqualTo(rules.keyPrefixes());
  }

  @Test
  void everyRouteLeadsToAFunctionThatMayBeCalled() {
    var functions = new HashSet<String>();
    for (var integration : template.resources("AWS::ApiGatewayV2::Integration").values()) {
      var uri = integration.path("Properties").path("IntegrationUri");
      functions.add(uri.isString() ? uri.asString() : uri.path(1).path("Function").asString());
    }
    var permitted =
        template.resources("AWS::Lambda::Permission").values().stream()
            .map(permission -> permission.path("Properties").path("FunctionName").asString())
            .collect(Collectors.toSet());

    assertThat(functions).hasSize(3).isEqualTo(permitted).allMatch(f -> f.endsWith(".Alias"));
  }

  /// By a scope that ID tokens have not: the audience alone would let them in.
  @Test
  void everyRouteThatTellsOfCallsIsBehindTheAuthorizerAndNoOtherIs() {
    var authorizer = template.properties("PageTokens");
    assertThat(authorizer.path("AuthorizerType").asString()).isEqualTo("JWT");
    assertThat(authorizer.at("/JwtConfiguration/Audience/0").asString()).isEqualTo("PageClient");
    assertThat(authorizer.at("/JwtConfiguration/Issuer").asString()).isEqualTo("Users.ProviderURL");

    for (var route : template.resources("AWS::ApiGatewayV2::Route").entrySet()) {
      var properties = route.getValue().path("Properties");
      var guarded = properties.path("RouteKey").asString().contains(" /api/");
      assertThat(properties.path("AuthorizationType").asString("NONE"))
          .as(route.getKey())
          .isEqualTo(guarded ? "JWT" : "NONE");
      assertThat(properties.path("AuthorizerId").asString(""))
          .isEqualTo(guarded ? "PageTokens" : "");
      assertThat(properties.path("AuthorizationScopes").path(0).asString(""))
          .isEqualTo(guarded ? "openid" : "");
    }
  }

  @Test
  void thePagesTokensAreShortRenewedByRotationAndOpenNothingOfTheAccount() {
    var client = template.properties("PageClient");

    assertThat(client.path("AccessTokenValidity").asInt()).isEqualTo(5);
    assertThat(client.at("/TokenValidityUnits/AccessToken").asString()).isEqualTo("minutes");
    assertThat(client.at("/RefreshTokenRotation/Feature").asString()).isEqualTo("ENABLED");
    assertThat(client.path("ExplicitAuthFlows").valueStream().map(JsonNode::asString))
        .containsExactly("ALLOW_USER_AUTH");
    assertThat(client.path("AllowedOAuthScopes").valueStream().map(JsonNode::asString))
        .containsExactly("openid", "email");
    assertThat(client.path("AllowedOAuthFlows").valueStream().map(JsonNode::asString))
        .containsExactly("code");
    assertThat(template.properties("Users").at("/AdminCreateUserConfig/AllowAdminCreateUserOnly"))
        .hasToString("true");
  }

  @Test
  void aStageIsOpenedBehindItsRoutes() {
    for (var stage : template.resources("AWS::ApiGatewayV2::Stage").entrySet()) {
      var api = stage.getValue().at("/Properties/ApiId").asString();
      var routes =
          template.resources("AWS::ApiGatewayV2::Route").entrySet().stream()
              .filter(route -> route.getValue().at("/Properties/ApiId").asString().equals(api))
              .map(Map.Entry::getKey)
              .toList();

      assertThat(stage.getValue().path("DependsOn").valueStream().map(JsonNode::asString))
          .as(stage.getKey())
          .containsExactlyInAnyOrderElementsOf(routes);
    }
  }

  @Test
  void theEdgeKeepsNoErrorOfTheBridge() {
    var errors =
        template
            .properties("BridgeDistribution")
            .at("/DistributionConfig/CustomErrorResponses")
            .values();

    assertThat(errors)
        .extracting(error -> error.path("ErrorCode").asInt())
        .containsExactly(500, 502, 503, 504);
    assertThat(errors)
        .allSatisfy(error -> {
          assertThat(error.path("ErrorCachingMinTTL").asInt(-1)).isZero();
          assertThat(error.propertyNames()).hasSize(2);
        });
  }

  @Test
  void aTaskTakesNoMoreCallsThanItsShareOfACoreCarries() {
    var measuredCoreOfACall = 0.58 / 50;
    var core = number("BridgeCpu") / 1024.0;
    var calls = number("BridgeMaxCalls");

    assertThat(calls * measuredCoreOfACall).isLessThan(0.6 * core);
    assertThat(number("BridgeTargetCalls")).isLessThanOrEqualTo(calls / 2);
    assertThat(number("BridgeMemory")).isBetween(2 * number("BridgeCpu"), 8 * number("BridgeCpu"));
  }

  private int number(String parameter) {
    return Integer.parseInt(
        template.root().path("Parameters").path(parameter).path("Default").asString());
  }

  @Test
  void everyParameterIsExplainedAndHasADefault() {
    template
        .root()
        .path("Parameters")
        .forEachEntry((name, parameter) -> {
          assertThat(parameter.path("Description").asString()).as(name).endsWith(".");
          assertThat(parameter.has("Default")).as(name).isTrue();
        });
  }

  @Test
  void everyParameterCatchesATypingError() {
    template
        .root()
        .path("Parameters")
        .forEachEntry((name, parameter) -> {
          if (parameter.has("AllowedValues")) {
            assertThat(parameter.path("AllowedValues").valueStream().map(JsonNode::asString))
                .as(name)
                .contains(parameter.path("Default").asString());
          } else if (parameter.path("Type").asString().equals("Number")) {
            assertThat(parameter.path("Default").asInt())
                .as(name)
                .isBetween(
                    parameter.path("MinValue").asInt(), parameter.required("MaxValue").asInt());
          } else {
            var pattern = Pattern.compile(parameter.required("AllowedPattern").asString());
            assertThat(parameter.path("Default").asString()).as(name).matches(pattern);
            assertThat(" " + parameter.path("Default").asString()).as(name).doesNotMatch(pattern);
            assertThat(parameter.path("ConstraintDescription").asString())
                .as(name)
                .startsWith("must ");
          }
        });
  }

  @Test
  void everyParameterHasItsPlaceOnTheConsole() {
    var groups = template.root().at("/Metadata/AWS::CloudFormation::Interface/ParameterGroups");

    assertThat(groups.valueStream().flatMap(group -> group.path("Parameters").valueStream()))
        .extracting(JsonNode::asString)
        .containsExactlyInAnyOrderElementsOf(template.root().path("Parameters").propertyNames());
  }

  @Test
  void everyLogEndsWhenTheOwnerSays() {
    assertThat(template.resources("AWS::Logs::LogGroup"))
        .hasSize(6)
        .allSatisfy((name, log) ->
            assertThat(log.at("/Properties/RetentionInDays").asString())
                .as(name)
                .isEqualTo("LogRetentionDays"));
  }

  @Test
  void everyRegionThatIsLetInHasItsPrefixList() {
    var letIn = template.root().at("/Rules/RegionHasPrefixList/Assertions/0/Assert/0").values();

    assertThat(letIn)
        .extracting(JsonNode::asString)
        .containsExactlyInAnyOrderElementsOf(
            template.root().at("/Mappings/Regions").propertyNames());
  }

  private static Map<String, String> keys(java.util.List<KeySchemaElement> schema) {
    return schema.stream()
        .collect(
            Collectors.toMap(KeySchemaElement::attributeName, KeySchemaElement::keyTypeAsString));
  }

  private static Map<String, String> keys(JsonNode schema) {
    return schema
        .valueStream()
        .collect(
            Collectors.toMap(
                key -> key.path("AttributeName").asString(),
                key -> key.path("KeyType").asString()));
  }
}
