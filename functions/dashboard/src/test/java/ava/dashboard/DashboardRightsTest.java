package ava.dashboard;

import static ava.dashboard.AskedDashboard.CALL;
import static ava.dashboard.AskedDashboard.CLOCK;
import static ava.dashboard.AskedDashboard.NOW;
import static ava.dashboard.AskedDashboard.claims;
import static ava.dashboard.AskedDashboard.event;
import static ava.dashboard.AskedDashboard.json;
import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedDynamoDb;
import ava.shared.call.Recording;
import ava.shared.table.AuditTrail;
import ava.shared.table.CallStore;
import ava.shared.table.SignIns;
import ava.shared.table.Viewers;
import java.io.IOException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may see and do what, what is told of it afterwards, and when a sign-in is over.
class DashboardRightsTest {
  @AutoClose private static final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();

  private final AskedDashboard dashboard = new AskedDashboard(dynamoDb);

  @Test
  void whoeverHasNoTokenIsToldNothingOfCalls() throws IOException {
    for (var route : DashboardHandler.ROUTES) {
      var answer = dashboard.ask(event(route, Map.of()));

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

      var answer = dashboard.ask(event);

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

    dashboard.ask(event);

    assertThat(trail()).containsExactly("u-1 REFUSED ");
  }

  @Test
  void everyRouteThatTellsOfACallLeavesALine() throws IOException {
    dashboard.finishedCall("{}");
    var calls = new CallStore(dynamoDb.client(), dashboard.table(), CLOCK);
    calls.keep(CALL, new Recording.Audio("audio/mpeg", new byte[] {1}));
    new SignIns(dynamoDb.client(), dashboard.table(), CLOCK).note("u-1", "marie@cabinet.fr");
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

      assertThat(dashboard.ask(event).getStatusCode()).as(route).isEqualTo(200);

      assertThat(trail()).as(route).hasSizeGreaterThan(before);
    }
    assertThat(trail()).allMatch(line -> line.startsWith("marie@cabinet.fr "));
  }

  private List<String> trail() {
    var audit = new AuditTrail(dynamoDb.client(), dashboard.table(), CLOCK);
    return audit.of(YearMonth.of(2026, 11)).stream()
        .map(line -> line.by() + " " + line.what() + " " + line.subject())
        .toList();
  }

  @Test
  void whatBeganBeforeOneSignedOutEverywhereIsOverAtOnce() throws IOException {
    var signIns = new SignIns(dynamoDb.client(), dashboard.table(), CLOCK);
    var before = event("GET /api/calls", claims("[titulaire]"));
    assertThat(dashboard.ask(before).getStatusCode()).isEqualTo(200);

    signIns.endAll("u-1");

    assertThat(dashboard.ask(before).getStatusCode()).isEqualTo(401);
    var later = new HashMap<>(claims("[titulaire]"));
    later.put("auth_time", Long.toString(NOW.getEpochSecond()));
    assertThat(dashboard.ask(event("GET /api/calls", later)).getStatusCode()).isEqualTo(401);
    later.put("auth_time", Long.toString(NOW.getEpochSecond() + 1));
    assertThat(dashboard.ask(event("GET /api/calls", later)).getStatusCode()).isEqualTo(200);
    later.put("sub", "u-2");
    later.put("auth_time", "1");
    assertThat(dashboard.ask(event("GET /api/calls", later)).getStatusCode()).isEqualTo(200);
  }

  @Test
  void aSignInThatEndedByItselfEndsNoOther() throws IOException {
    new SignIns(dynamoDb.client(), dashboard.table(), CLOCK).end("u-1", "s-1");
    var other = new HashMap<>(claims("[titulaire]"));
    other.put("origin_jti", "s-2");

    assertThat(dashboard.ask(event("GET /api/calls", claims("[titulaire]"))).getStatusCode())
        .isEqualTo(401);
    assertThat(dashboard.ask(event("GET /api/calls", other)).getStatusCode()).isEqualTo(200);
  }

  @Test
  void anIdTokenOpensNothingEvenIfTheAuthorizerLetItPass() throws IOException {
    for (var wrong :
        List.of(
            Map.entry("token_use", "id"), Map.entry("auth_time", "soon"), Map.entry("exp", ""))) {
      var claims = new HashMap<>(claims("[titulaire]"));
      claims.put(wrong.getKey(), wrong.getValue());

      assertThat(dashboard.ask(event("GET /api/calls", claims)).getStatusCode())
          .as(wrong.getKey())
          .isEqualTo(401);
    }
  }

  @Test
  void aTicketForTheLiveSocketIsGoodOnceAndSaysWhenItsSocketEnds() throws IOException {
    var event = event("POST /api/live-ticket", claims("[lecture]"));
    event.getHeaders().put("x-ava", "1");

    var body = json(dashboard.ask(event));

    var viewers = new Viewers(dynamoDb.client(), dashboard.table(), CLOCK);
    var ticket = body.path("ticket").asString();
    assertThat(body.path("url").asString()).isEqualTo("wss://abc.example.org/live");
    assertThat(body.path("until").asString()).isEqualTo("2026-11-22T09:45:00.000Z");
    assertThat(viewers.redeem(ticket))
        .contains(new Viewers.Viewer("u-1", "s-1", NOW.plusSeconds(300)));
    assertThat(viewers.redeem(ticket)).isEmpty();
  }
}
