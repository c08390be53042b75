package ava.dashboard;

import static ava.dashboard.AskedDashboard.CALL;
import static ava.dashboard.AskedDashboard.CLOCK;
import static ava.dashboard.AskedDashboard.NOW;
import static ava.dashboard.AskedDashboard.claims;
import static ava.dashboard.AskedDashboard.event;
import static ava.dashboard.AskedDashboard.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.embedded.EmbeddedDynamoDb;
import ava.shared.call.CallSid;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.lambda.Priming;
import ava.shared.table.CallStore;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DashboardHandlerTest {
  private static final String CALL_PATH = "/api/calls/" + CALL;

  @AutoClose private static final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();

  private final AskedDashboard dashboard = new AskedDashboard(dynamoDb);

  @Test
  void thePageIsServedWithItsPolicyAndAskedForAnew() throws IOException {
    var answer = dashboard.ask(event("dashboard-page"));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getBody()).startsWith("<!DOCTYPE html>");
    assertThat(answer.getHeaders())
        .containsEntry("Content-Type", "text/html; charset=utf-8")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Cache-Control", "no-cache")
        .containsKey("Content-Security-Policy");

    var again = event("dashboard-page");
    again.getHeaders().put("if-none-match", answer.getHeaders().get("ETag"));
    assertThat(dashboard.ask(again).getStatusCode()).isEqualTo(304);
  }

  @Test
  void keepAliveIsAnsweredWithoutAToken() throws IOException {
    var answer = dashboard.ask(event("dashboard-keep-alive"));

    assertThat(answer.getStatusCode()).isEqualTo(204);
    assertThat(answer.getBody()).isEmpty();
  }

  @Test
  void theCallsOfADayAreListedLatestFirst() throws IOException {
    var calls = new CallStore(dynamoDb.client(), dashboard.table(), CLOCK);
    var other = new CallSid("CA" + "1".repeat(32));
    calls.ringing(CALL, new PhoneNumber("+33612345678"), new PhoneNumber("+33123456789"), NOW);
    calls.ringing(
        other, new PhoneNumber("anonymous"), new PhoneNumber("+33123456789"), NOW.plusSeconds(60));

    var answer = dashboard.ask(event("dashboard-calls"));

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

    var answer = dashboard.ask(event, lateEvening);

    assertThat(json(answer).path("day").asString()).isEqualTo("2026-11-23");
  }

  @Test
  void aCallIsShownWithTurnsMessageAndSummary() throws IOException {
    dashboard.finishedCall("{\"text\":\"Mme Lefèvre souhaite un rendez-vous.\"}");

    var answer = dashboard.ask(event("dashboard-call"));

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
    dashboard.finishedCall("Rappeler Mme Lefèvre");

    var answer = dashboard.ask(event("dashboard-call"));

    assertThat(json(answer).at("/summary/text").asString()).isEqualTo("Rappeler Mme Lefèvre");
  }

  @Test
  void theVoicemailIsPlayedWhole() throws IOException {
    var audio = new byte[700_001];
    new Random(7).nextBytes(audio);
    var calls = new CallStore(dynamoDb.client(), dashboard.table(), CLOCK);
    calls.keep(CALL, new Recording.Audio("audio/mpeg", audio));

    var answer = dashboard.ask(event("dashboard-recording"));

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
    var calls = new CallStore(dynamoDb.client(), dashboard.table(), CLOCK);
    calls.keep(CALL, new Recording.Audio("audio/mpeg", new byte[] {1, 2, 3, 4}));
    var event = event("dashboard-recording");
    event.getHeaders().put("range", "bytes=0-1");

    var answer = dashboard.ask(event);

    assertThat(answer.getStatusCode()).isEqualTo(206);
    assertThat(Base64.getDecoder().decode(answer.getBody())).containsExactly(1, 2);
    assertThat(answer.getHeaders()).containsEntry("Content-Range", "bytes 0-1/4");
  }

  @Test
  void halfAVoicemailIsNone() throws IOException {
    var calls = new CallStore(dynamoDb.client(), dashboard.table(), CLOCK);
    calls.keep(CALL, new Recording.Audio("audio/mpeg", new byte[700_000]));
    dynamoDb
        .client()
        .deleteItem(r ->
            r.tableName(dashboard.table())
                .key(
                    Map.of(
                        "pk", AttributeValue.fromS("CALL#" + CALL),
                        "sk", AttributeValue.fromS("RECORDING#002"))));

    assertRefused(dashboard.ask(event("dashboard-recording")), 404, "message vocal");
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

    assertRefused(dashboard.ask(badDay), 400, "date");
    assertRefused(dashboard.ask(badCall), 400, "identifiant");
    assertRefused(dashboard.ask(event("dashboard-call")), 404, "inconnu");
    assertRefused(dashboard.ask(event("dashboard-recording")), 404, "Aucun message vocal");
    assertRefused(dashboard.ask(badRecording), 400, "identifiant");
    assertRefused(dashboard.ask(beyond), 404, "n’existe pas");
    assertRefused(dashboard.ask(elsewhere), 404, "n’existe pas");
    assertThat(dashboard.ask(posted).getStatusCode()).isEqualTo(405);
  }

  @Test
  void nothingMayBeFramedSniffedOrCachedThatTellsOfACall() throws IOException {
    for (var route : DashboardHandler.ROUTES) {
      var headers = dashboard.ask(event(route, claims("[titulaire]"))).getHeaders();

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
    var unreachable = Desks.dashboard(dynamoDb.client(), "no-such-table", CLOCK);
    var priming = new Priming(unreachable::rehearse);

    priming.beforeCheckpoint(org.crac.Core.getGlobalContext());
    priming.afterRestore(org.crac.Core.getGlobalContext());

    assertThatThrownBy(() -> dynamoDb.items("no-such-table"))
        .hasMessageContaining("no-such-table not found");
  }

  private static void assertRefused(APIGatewayV2HTTPResponse answer, int status, String words) {
    assertThat(answer.getStatusCode()).isEqualTo(status);
    assertThat(json(answer).path("detail").asString()).contains(words);
  }
}
