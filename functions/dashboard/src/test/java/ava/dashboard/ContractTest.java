package ava.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedDynamoDb;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.FollowUp;
import ava.shared.call.FollowUp.State;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.Speaker;
import ava.shared.call.ToolUse;
import ava.shared.call.Turn;
import ava.shared.table.CallStore;
import ava.shared.table.FollowUps;
import ava.shared.table.SearchEntries;
import ava.shared.web.WebRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The desk's API is what its description says.
class ContractTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:40:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String TABLE = "calls";
  private static final CallSid CALL = new CallSid("CA0123456789abcdef0123456789abcdef");
  private static final CallSid LIVE = new CallSid("CA1123456789abcdef0123456789abcdef");
  private static final String UNKNOWN = "CA" + "0".repeat(32);
  private static final Map<String, String> SEEN = Map.of("if-match", "\"0\"");

  /// Needs a recording of more than four megabytes; tried where recordings are.
  private static final String TOO_LONG = "GET /api/calls/{callSid}/recording 413";

  @AutoClose private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();

  private final Contract contract = new Contract();
  private final Dashboard dashboard = Desks.dashboard(dynamoDb.client(), TABLE, CLOCK);

  @BeforeEach
  void twoCalls() {
    dynamoDb.createTable(TABLE);
    var calls = new CallStore(dynamoDb.client(), TABLE, CLOCK);
    var from = new PhoneNumber("+33612345678");
    calls.answered(LIVE, from, new PhoneNumber("+33123456789"), NOW);
    calls.answered(CALL, from, new PhoneNumber("+33123456789"), NOW);
    calls.used(CALL, new ToolUse("noter_message", NOW));
    calls.append(CALL, new Turn(1, Speaker.AVA, "Bonjour.", NOW, NOW, false));
    calls.note(CALL, new NotedMessage(Map.of(NotedMessage.Field.NAME, "Mme Lefèvre")));
    calls.keep(CALL, new Recording.Audio("audio/mpeg", new byte[100]));
    calls.ended(CALL, NOW.plusSeconds(60), EndReason.GOODBYE);
    new FollowUps(dynamoDb.client(), TABLE, CLOCK)
        .propose(
            CALL,
            NOW,
            new FollowUp(State.TO_CALL_BACK, true, Optional.of(NOW), "", 0, Optional.empty()));
    new SearchEntries(dynamoDb.client(), TABLE, CLOCK)
        .put(CALL, NOW, List.of("Mme Lefèvre"), NOW.plusSeconds(3600));
    Desks.summarised(
        dynamoDb.client(), TABLE, CALL, "{\"reason\":\"ordonnance\",\"text\":\"Une ordonnance.\"}");
  }

  @Test
  void theDescriptionHasEveryRouteAndNoOther() {
    assertThat(contract.routes()).containsExactlyInAnyOrderElementsOf(DashboardHandler.ROUTES);
  }

  @Test
  void everyAnswerIsAsDescribedAndEveryDescribedAnswerIsGiven() {
    readings();
    changes();

    var expected = new TreeSet<>(contract.described());
    expected.removeIf(name -> Desks.OPEN.stream().anyMatch(name::startsWith));
    expected.remove(TOO_LONG);
    assertThat(contract.seen()).isEqualTo(expected);
  }

  private void readings() {
    for (var page : List.of("/", "/dashboard")) {
      var tag = ask("GET", page, page, "", Map.of(), "").get("ETag");
      ask("GET", page, page, "", Map.of("if-none-match", Optional.ofNullable(tag).orElse("")), "");
    }
    get("/api/inbox", "/api/inbox", "");
    get("/api/inbox", "/api/inbox", "after=eA");
    get("/api/calls", "/api/calls", "day=2026-11-25");
    get("/api/calls", "/api/calls", "day=hier");
    get("/api/search", "/api/search", "q=lefevre");
    get("/api/search", "/api/search", "q=");
    ask("POST", "/api/live-ticket", "/api/live-ticket", "", Map.of(), "");
    get("/api/export.csv", "/api/export.csv", "");
    get("/api/callers/{number}/export", "/api/callers/+33612345678/export", "");
    get("/api/callers/{number}/export", "/api/callers/12/export", "");
    for (var part : List.of("", "/turns", "/export", "/recording")) {
      for (var sid : List.of(CALL.value(), UNKNOWN, "CA1")) {
        get("/api/calls/{callSid}" + part, "/api/calls/" + sid + part, "after=0");
      }
    }
    for (var range : List.of("bytes=0-1", "bytes=500-")) {
      var route = "/api/calls/{callSid}/recording";
      ask("GET", route, "/api/calls/" + CALL + "/recording", "", Map.of("Range", range), "");
    }
    get("/api/figures", "/api/figures", "");
    get("/api/audit", "/api/audit", "");
  }

  private void changes() {
    var closed = "{\"state\":\"CLOSED\"}";
    put(UNKNOWN, SEEN, closed);
    put("CA1", SEEN, closed);
    put(CALL.value(), SEEN, "{");
    put(CALL.value(), SEEN, "{}");
    put(CALL.value(), Map.of(), closed);
    delete("CA1", SEEN);
    delete(LIVE.value(), SEEN);
    put(CALL.value(), SEEN, closed);
    put(CALL.value(), SEEN, closed);
    delete(CALL.value(), Map.of());
    delete(CALL.value(), SEEN);
    delete(CALL.value(), Map.of("if-match", "\"1\""));
    delete(CALL.value(), Map.of("if-match", "\"1\""));
    var erasures = "/api/erasures";
    ask("POST", erasures, erasures, "", Map.of(), "{\"number\":\"+33612345678\"}");
    ask("POST", erasures, erasures, "", Map.of(), "{\"number\":\"\"}");
  }

  private void get(String route, String path, String query) {
    ask("GET", route, path, query, Map.of(), "");
  }

  private void put(String sid, Map<String, String> headers, String body) {
    var path = "/api/calls/" + sid + "/follow-up";
    ask("PUT", "/api/calls/{callSid}/follow-up", path, "", headers, body);
  }

  private void delete(String sid, Map<String, String> headers) {
    ask("DELETE", "/api/calls/{callSid}", "/api/calls/" + sid, "", headers, "");
  }

  private Map<String, String> ask(
      String method,
      String route,
      String path,
      String query,
      Map<String, String> headers,
      String body) {
    var reply = dashboard.answer(WebRequest.of(method, path, query, headers, body, false));
    contract.check(method + " " + route, reply);
    if (reply.headers().getOrDefault("Content-Type", "").contains("json")) {
      assertThat(reply.body()).as(path).doesNotContainPattern("[\\p{L}»)] [:;?!»]|« |\\(s\\)");
    }
    return reply.headers();
  }
}
