package ava.dashboard;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.gateway.LambdaContext;
import ava.embedded.lambda.TypedFunction;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.settings.Secret;
import ava.shared.table.CallStore;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The function on a table of its own, asked as API Gateway asks it.
final class AskedDashboard {
  static final Instant NOW = Instant.parse("2026-11-22T09:40:00Z");
  static final CallSid CALL = new CallSid("CA0123456789abcdef0123456789abcdef");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Secret SECRET = Secret.of("ticket-secret");

  private final EmbeddedDynamoDb dynamoDb;
  private final String table = "calls-" + UUID.randomUUID();

  AskedDashboard(EmbeddedDynamoDb dynamoDb) {
    this.dynamoDb = dynamoDb;
    dynamoDb.createTable(table);
  }

  String table() {
    return table;
  }

  void finishedCall(String summary) {
    var calls = new CallStore(dynamoDb.client(), table, CLOCK);
    calls.answered(CALL, new PhoneNumber("+33612345678"), new PhoneNumber("+33123456789"), NOW);
    calls.append(CALL, turn(1, Speaker.AVA, "Bonjour !"));
    calls.append(CALL, turn(2, Speaker.CALLER, "<b>Bonjour</b>"));
    calls.note(CALL, new NotedMessage(Map.of(NotedMessage.Field.NAME, "Mme Lefèvre")));
    calls.ended(CALL, NOW.plusSeconds(60), EndReason.GOODBYE);
    Desks.summarised(dynamoDb.client(), table, CALL, summary);
  }

  private static Turn turn(int seq, Speaker speaker, String text) {
    return new Turn(seq, speaker, text, NOW, NOW.plusSeconds(2), false);
  }

  APIGatewayV2HTTPResponse ask(APIGatewayV2HTTPEvent event) {
    return ask(event, CLOCK);
  }

  APIGatewayV2HTTPResponse ask(APIGatewayV2HTTPEvent event, Clock clock) {
    var config =
        new DashboardConfig(
            table,
            SECRET,
            SignInTest.SETTINGS,
            Optional.of(URI.create("wss://abc.example.org/live")),
            Optional.empty(),
            Optional.empty());
    var handler = new DashboardHandler(config, dynamoDb.client(), LiveSockets.NONE, clock);
    return new TypedFunction(handler).handleRequest(event, LambdaContext.of(handler));
  }

  static Map<String, String> claims(String groups) {
    return Map.of(
        "sub",
        "u-1",
        "token_use",
        "access",
        "origin_jti",
        "s-1",
        "auth_time",
        Long.toString(NOW.minusSeconds(3600).getEpochSecond()),
        "exp",
        Long.toString(NOW.plusSeconds(300).getEpochSecond()),
        "cognito:groups",
        groups);
  }

  /// A request of the page for one of our routes.
  static APIGatewayV2HTTPEvent event(String route, Map<String, String> claims) throws IOException {
    var event = event("dashboard-unauthorised");
    event.getRequestContext().getHttp().setMethod(route.split(" ")[0]);
    event.setRawPath(
        route.split(" ")[1].replace("{callSid}", CALL.value()).replace("{number}", "+33612345678"));
    if (!claims.isEmpty()) {
      var jwt =
          APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT.builder().withClaims(claims).build();
      event
          .getRequestContext()
          .setAuthorizer(
              APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder().withJwt(jwt).build());
    }
    return event;
  }

  static JsonNode json(APIGatewayV2HTTPResponse answer) {
    return JsonMapper.shared().readTree(answer.getBody());
  }

  static APIGatewayV2HTTPEvent event(String name) throws IOException {
    PojoSerializer<APIGatewayV2HTTPEvent> reader =
        LambdaEventSerializers.serializerFor(
            APIGatewayV2HTTPEvent.class, AskedDashboard.class.getClassLoader());
    return reader.fromJson(Files.readString(Path.of("../../events", name + ".json")));
  }
}
