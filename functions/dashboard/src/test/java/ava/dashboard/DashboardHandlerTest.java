package ava.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.embedded.EmbeddedDynamoDb;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.lambda.Priming;
import ava.shared.settings.Secret;
import ava.shared.table.AuditTrail;
import ava.shared.table.CallStore;
import ava.shared.table.SignIns;
import ava.shared.table.Viewers;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DashboardHandlerTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:40:00Z");
  private static final CallSid CALL = new CallSid("CA0123456789abcdef0123456789abcdef");
  private static final String CALL_PATH = "/api/calls/" + CALL;
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Secret SECRET = Secret.of("ticket-secret");

  @AutoClose private static final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();

  private final String table = "calls-" + UUID.randomUUID();

  @BeforeEach
  void createTable() {
    dynamoDb.createTable(table);
  }

  @Test
  void thePageIsServedWithItsPolicyAndAskedForAnew() throws IOException {
    var answer = ask(event("dashboard-page"));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody()).startsWith("<!DOCTYPE html>");
    assertThat(answer.getHeaders())
        .containsEntry("Content-Type", "text/html; charset=utf-8")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Cache-Control", "no-cache")
        .containsKey("Content-Security-Policy");

    var again = event("dashboard-page");
    again.getHeaders().put("if-none-match", answer.getHeaders().get("ETag"));
    assertThat(ask(again).getStatusCode()).isEqualTo(304);
  }

  @Test
  void keepAliveIsAnsweredWithoutAToken() throws IOException {
    var answer = ask(event("dashboard-keep-alive"));

    assertThat(answer.getStatusCode()).isEqualTo(204);
    assertThat(answer.getBody()).isNull();
  }

  @Test
  void theCallsOfADayAreListedLatestFirst() throws IOException {
    var calls = new CallStore(dynamoDb.client(), table, CLOCK);
    var other = new CallSid("CA" + "1".repeat(32));
    calls.ringing(CALL, new PhoneNumber("+33612345678"), new PhoneNumber("+33123456789"), NOW);
    calls.ringing(
        other, new PhoneNumber("anonymous"), new PhoneNumber("+33123456789"), NOW.plusSeconds(60));

    var answer = ask(event("dashboard-calls"));

    var body = json(answer);
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(body.path("day").asString()).isEqualTo("2026-11-22");
    assertThat(body.path("calls").findValuesAsString("callSid"))
        .containsExactly(other.value(), CALL.value());
    assertThat(body.at("/calls/0/fromDisplayed").asString()).isEqualTo("numéro masqué");
    assertThat(body.at("/calls/1/from").asString()).isEqualTo("+33612345678");
  }

  @Test
  void withoutADayTheCallsOfTodayInParisAreListed() throws IOException {
    var lateEvening = Clock.fixed(Instant.parse("2026-11-22T23:30:00Z"), ZoneOffset.UTC);
    var event = event("dashboard-calls");
    event.setRawQueryString(null);

    var answer = handler(lateEvening).handleRequest(event, none());

    assertThat(json(answer).path("day").asString()).isEqualTo("2026-11-23");
  }

  @Test
  void aCallIsShownWithTurnsMessageAndSummary() throws IOException {
    finishedCall("{\"text\":\"Mme Lefèvre souhaite un rendez-vous.\"}");

    var answer = ask(event("dashboard-call"));

    var body = json(answer);
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(body.at("/call/endReason").asString()).isEqualTo("GOODBYE");
    assertThat(body.at("/call/message/name").asString()).isEqualTo("Mme Lefèvre");
    assertThat(body.at("/summary/text").asString())
        .isEqualTo("Mme Lefèvre souhaite un rendez-vous.");
    assertThat(body.path("turns").findValuesAsString("text"))
        .containsExactly("Bonjour !", "<b>Bonjour</b>");
  }

  @Test
  void aSummaryThatIsNoJsonIsShownAsText() throws IOException {
    finishedCall("Rappeler Mme Lefèvre");

    var answer = ask(event("dashboard-call"));

    assertThat(json(answer).at("/summary/text").asString()).isEqualTo("Rappeler Mme Lefèvre");
  }

  @Test
  void theVoicemailIsPlayedWhole() throws IOException {
    var audio = new byte[700_001];
    new Random(7).nextBytes(audio);
    var calls = new CallStore(dynamoDb.client(), table, CLOCK);
    calls.keep(CALL, new Recording.Audio("audio/mpeg", audio));

    var answer = ask(event("dashboard-recording"));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getIsBase64Encoded()).isTrue();
    assertThat(Base64.getDecoder().decode(answer.getBody())).isEqualTo(audio);
    assertThat(answer.getHeaders())
        .containsEntry("Content-Type", "audio/mpeg")
        .containsEntry("Content-Length", "700001")
        .containsEntry("Cache-Control", "no-store")
        .containsEntry("X-Content-Type-Options", "nosniff");
  }

  @Test
  void aPlayerThatAsksForAPartGetsIt() throws IOException {
    var calls = new CallStore(dynamoDb.client(), table, CLOCK);
    calls.keep(CALL, new Recording.Audio("audio/mpeg", new byte[] {1, 2, 3, 4}));
    var event = event("dashboard-recording");
    event.getHeaders().put("range", "bytes=0-1");

    var answer = ask(event);

    assertThat(answer.getStatusCode()).isEqualTo(206);
    assertThat(Base64.getDecoder().decode(answer.getBody())).containsExactly(1, 2);
    assertThat(answer.getHeaders()).containsEntry("Content-Range", "bytes 0-1/4");
  }

  @Test
  void halfAVoicemailIsNone() throws IOException {
    var calls = new CallStore(dynamoDb.client(), table, CLOCK);
    calls.keep(CALL, new Recording.Audio("audio/mpeg", new byte[700_000]));
    dynamoDb
        .client()
        .deleteItem(r ->
            r.tableName(table)
                .key(
                    Map.of(
                        "pk", AttributeValue.fromS("CALL#" + CALL),
                        "sk", AttributeValue.fromS("RECORDING#002"))));

    assertRefused(ask(event("dashboard-recording")), 404, "message vocal");
  }

  @Test
  void whatIsWrongOrUnknownIsRefusedInFrench() throws IOException {
    var badDay = event("dashboard-calls");
    badDay.setRawQueryString("day=hier");
    var badCall = event("dashboard-call");
    badCall.setRawPath("/api/calls/..%2F1");
    var elsewhere = event("dashboard-page");
    elsewhere.setRawPath("/admin");
    var badRecording = event("dashboard-recording");
    badRecording.setRawPath("/api/calls/recording");
    var beyond = event("dashboard-recording");
    beyond.setRawPath(CALL_PATH + "/recording/recording");
    var posted = event("dashboard-page");
    posted.getRequestContext().getHttp().setMethod("POST");

    assertRefused(ask(badDay), 400, "date");
    assertRefused(ask(badCall), 400, "identifiant");
    assertRefused(ask(event("dashboard-call")), 404, "inconnu");
    assertRefused(ask(event("dashboard-recording")), 404, "Aucun message vocal");
    assertRefused(ask(badRecording), 400, "identifiant");
    assertRefused(ask(beyond), 404, "n’existe pas");
    assertRefused(ask(elsewhere), 404, "n’existe pas");
    assertThat(ask(posted).getStatusCode()).isEqualTo(405);
  }

  @Test
  void whoeverHasNoTokenIsToldNothingOfCalls() throws IOException {
    for (var route : DashboardHandler.ROUTES) {
      var answer = ask(event(route, Map.of()));

      if (DashboardHandler.guarded(route)) {
        assertThat(answer.getStatusCode()).as(route).isEqualTo(401);
        assertThat(json(answer).path("detail").asString()).contains("Identifiez-vous");
      } else {
        assertThat(answer.getStatusCode()).as(route).isNotEqualTo(401);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[lecture]", "[titulaire]", "[titulaire lecture]", "[]", "", "[Titulaire]"})
  void whoMayOnlyReadChangesNothingOnAnyRoute(String groups) throws IOException {
    var owns = groups.contains("titulaire");
    var reads = owns || groups.equals("[lecture]");
    for (var route : DashboardHandler.ROUTES) {
      if (!DashboardHandler.guarded(route)) {
        continue;
      }
      var harmless = route.startsWith("GET ") || route.equals("POST /api/live-ticket");
      var event = event(route, claims(groups));
      event.getHeaders().put("x-ava", "1");

      var answer = ask(event);

      if (owns || (reads && harmless)) {
        assertThat(answer.getStatusCode()).as(route).isNotIn(401, 403);
      } else {
        assertThat(answer.getStatusCode()).as(route).isEqualTo(403);
        assertThat(answer.getHeaders()).containsEntry("Content-Type", "application/problem+json");
        assertThat(json(answer).path("detail").asString()).contains("rôle");
      }
    }
  }

  @Test
  void aRefusalLeavesALine() throws IOException {
    var event = event("DELETE /api/calls/{callSid}", claims("[lecture]"));

    ask(event);

    assertThat(trail()).containsExactly("u-1 REFUSED ");
  }

  @Test
  void everyRouteThatTellsOfACallLeavesALine() throws IOException {
    finishedCall("{}");
    var calls = new CallStore(dynamoDb.client(), table, CLOCK);
    calls.keep(CALL, new Recording.Audio("audio/mpeg", new byte[] {1}));
    new SignIns(dynamoDb.client(), table, CLOCK).note("u-1", "marie@cabinet.fr");
    var silent =
        Set.of(
            "GET /api/audit",
            "GET /api/calls",
            "GET /api/figures",
            "GET /api/inbox",
            "POST /api/live-ticket");
    for (var route : DashboardHandler.ROUTES) {
      if (!route.startsWith("GET /api/") || silent.contains(route)) {
        continue;
      }
      var before = trail().size();
      var event = event(route, claims("[lecture]"));
      event.setRawQueryString("q=bonjour&after=0");

      assertThat(ask(event).getStatusCode()).as(route).isEqualTo(200);

      assertThat(trail()).as(route).hasSizeGreaterThan(before);
    }
    assertThat(trail()).allMatch(line -> line.startsWith("marie@cabinet.fr "));
  }

  private List<String> trail() {
    var audit = new AuditTrail(dynamoDb.client(), table, CLOCK);
    return audit.of(YearMonth.of(2026, 11)).stream()
        .map(line -> line.by() + " " + line.what() + " " + line.subject())
        .toList();
  }

  @Test
  void whatBeganBeforeOneSignedOutEverywhereIsOverAtOnce() throws IOException {
    var signIns = new SignIns(dynamoDb.client(), table, CLOCK);
    var before = event("GET /api/calls", claims("[titulaire]"));
    assertThat(ask(before).getStatusCode()).isEqualTo(200);

    signIns.endAll("u-1");

    assertThat(ask(before).getStatusCode()).isEqualTo(401);
    var later = new HashMap<>(claims("[titulaire]"));
    later.put("auth_time", Long.toString(NOW.getEpochSecond()));
    assertThat(ask(event("GET /api/calls", later)).getStatusCode()).isEqualTo(401);
    later.put("auth_time", Long.toString(NOW.getEpochSecond() + 1));
    assertThat(ask(event("GET /api/calls", later)).getStatusCode()).isEqualTo(200);
    later.put("sub", "u-2");
    later.put("auth_time", "1");
    assertThat(ask(event("GET /api/calls", later)).getStatusCode()).isEqualTo(200);
  }

  @Test
  void aSignInThatEndedByItselfEndsNoOther() throws IOException {
    new SignIns(dynamoDb.client(), table, CLOCK).end("u-1", "s-1");
    var other = new HashMap<>(claims("[titulaire]"));
    other.put("origin_jti", "s-2");

    assertThat(ask(event("GET /api/calls", claims("[titulaire]"))).getStatusCode()).isEqualTo(401);
    assertThat(ask(event("GET /api/calls", other)).getStatusCode()).isEqualTo(200);
  }

  @Test
  void anIdTokenOpensNothingEvenIfTheAuthorizerLetItPass() throws IOException {
    for (var wrong :
        List.of(
            Map.entry("token_use", "id"), Map.entry("auth_time", "soon"), Map.entry("exp", ""))) {
      var claims = new HashMap<>(claims("[titulaire]"));
      claims.put(wrong.getKey(), wrong.getValue());

      assertThat(ask(event("GET /api/calls", claims)).getStatusCode())
          .as(wrong.getKey())
          .isEqualTo(401);
    }
  }

  @Test
  void aTicketForTheLiveSocketIsGoodOnceAndSaysWhenItsSocketEnds() throws IOException {
    var event = event("POST /api/live-ticket", claims("[lecture]"));
    event.getHeaders().put("x-ava", "1");

    var body = json(ask(event));

    var viewers = new Viewers(dynamoDb.client(), table, CLOCK);
    var ticket = body.path("ticket").asString();
    assertThat(body.path("url").asString()).isEqualTo("wss://abc.example.org/live");
    assertThat(body.path("until").asString()).isEqualTo("2026-11-22T09:45:00.000Z");
    assertThat(viewers.redeem(ticket))
        .contains(new Viewers.Viewer("u-1", "s-1", NOW.plusSeconds(300)));
    assertThat(viewers.redeem(ticket)).isEmpty();
  }

  @Test
  void nothingMayBeFramedSniffedOrCachedThatTellsOfACall() throws IOException {
    for (var route : DashboardHandler.ROUTES) {
      var headers = ask(event(route, claims("[titulaire]"))).getHeaders();

      assertThat(headers)
          .as(route)
          .containsEntry("X-Content-Type-Options", "nosniff")
          .containsEntry("X-Frame-Options", "DENY")
          .containsEntry("Referrer-Policy", "no-referrer")
          .containsEntry("Cross-Origin-Opener-Policy", "same-origin")
          .containsKeys("Strict-Transport-Security", "Permissions-Policy")
          .doesNotContainKey("Access-Control-Allow-Origin");
      if (DashboardHandler.guarded(route) || route.contains(" /auth/")) {
        assertThat(headers).as(route).containsEntry("Cache-Control", "no-store");
      }
      if (headers.getOrDefault("Content-Type", "").startsWith("text/html")) {
        assertThat(headers.get("Content-Security-Policy"))
            .as(route)
            .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'");
      }
    }
  }

  @Test
  void primingReadsAndBearsATableThatIsNotThere() {
    var dashboard = Desks.dashboard(dynamoDb.client(), "no-such-table", CLOCK);
    var priming = new Priming(dashboard::rehearse);

    priming.beforeCheckpoint(org.crac.Core.getGlobalContext());
    priming.afterRestore(org.crac.Core.getGlobalContext());

    assertThatThrownBy(() -> dynamoDb.items("no-such-table"))
        .hasMessageContaining("no-such-table not found");
  }

  private void finishedCall(String summary) {
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

  private static void assertRefused(APIGatewayV2HTTPResponse answer, int status, String words) {
    assertThat(answer.getStatusCode()).isEqualTo(status);
    assertThat(json(answer).path("detail").asString()).contains(words);
  }

  private APIGatewayV2HTTPResponse ask(APIGatewayV2HTTPEvent event) {
    return handler(CLOCK).handleRequest(event, none());
  }

  private DashboardHandler handler(Clock clock) {
    var config =
        new DashboardConfig(
            table,
            SECRET,
            SignInTest.SETTINGS,
            Optional.of(URI.create("wss://abc.example.org/live")),
            Optional.empty(),
            Optional.empty());
    return new DashboardHandler(config, dynamoDb.client(), LiveSockets.NONE, clock);
  }

  private static Map<String, String> claims(String groups) {
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
  private static APIGatewayV2HTTPEvent event(String route, Map<String, String> claims)
      throws IOException {
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

  private static JsonNode json(APIGatewayV2HTTPResponse answer) {
    return JsonMapper.shared().readTree(answer.getBody());
  }

  private static APIGatewayV2HTTPEvent event(String name) throws IOException {
    PojoSerializer<APIGatewayV2HTTPEvent> reader =
        LambdaEventSerializers.serializerFor(
            APIGatewayV2HTTPEvent.class, DashboardHandlerTest.class.getClassLoader());
    return reader.fromJson(Files.readString(Path.of("../../events", name + ".json")));
  }

  /// The handler asks nothing of its context.
  private static Context none() {
    return (Context)
        Proxy.newProxyInstance(
            Context.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (_, method, _) -> {
              throw new AssertionError(method.getName());
            });
  }
}
