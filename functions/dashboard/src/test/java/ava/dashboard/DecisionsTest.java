package ava.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedDynamoDb;
import ava.shared.call.CallSid;
import ava.shared.call.FollowUp;
import ava.shared.call.FollowUp.State;
import ava.shared.call.PhoneNumber;
import ava.shared.table.AuditTrail;
import ava.shared.table.CallStore;
import ava.shared.table.FollowUps;
import ava.shared.table.SearchEntries;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The pile, what is decided about its calls, and the search, as the page asks for them.
class DecisionsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:40:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final CallSid CALL = new CallSid("CA0123456789abcdef0123456789abcdef");
  private static final String FOLLOW_UP = "/api/calls/" + CALL + "/follow-up";

  @AutoClose private static final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();

  private static final Visitor SOMEBODY =
      new Visitor("", "", Instant.EPOCH, Instant.EPOCH, Visitor.Role.NONE, "ava@cabinet.fr");

  private final String table = "calls-" + UUID.randomUUID();
  private final Dashboard dashboard = Desks.dashboard(dynamoDb.client(), table, CLOCK);

  @BeforeEach
  void aCallIsOnThePile() {
    dynamoDb.createTable(table);
    new CallStore(dynamoDb.client(), table, CLOCK)
        .ringing(CALL, new PhoneNumber("+33612345678"), new PhoneNumber("+33123456789"), NOW);
    new FollowUps(dynamoDb.client(), table, CLOCK)
        .propose(
            CALL,
            NOW,
            new FollowUp(State.TO_CALL_BACK, true, Optional.empty(), "", 0, Optional.empty()));
    new SearchEntries(dynamoDb.client(), table, CLOCK)
        .put(CALL, NOW, List.of("Mme Lefèvre", "une ordonnance"), NOW.plusSeconds(3600));
  }

  @Test
  void whatIsDoneLeavesThePileAndCanBeLaidBack() {
    assertThat(json(get("/api/inbox", "")).path("calls")).hasSize(1);

    var done = put("\"0\"", "{\"state\":\"CALLED_BACK\",\"note\":\"vient lundi\"}");

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.headers()).containsEntry("ETag", "\"1\"");
    assertThat(json(done).at("/followUp/state").asString()).isEqualTo("CALLED_BACK");
    assertThat(json(done).at("/followUp/by").asString()).isEqualTo("ava@cabinet.fr");
    assertThat(json(get("/api/inbox", "")).path("calls")).isEmpty();

    put("\"1\"", "{\"state\":\"TO_CALL_BACK\",\"due\":\"2026-11-25T15:00:00Z\",\"note\":\"\"}");

    assertThat(json(get("/api/inbox", "")).at("/calls/0/followUp/due").asString())
        .isEqualTo("2026-11-25T15:00:00.000Z");
    assertThat(json(get("/api/calls/" + CALL, "")).path("history")).hasSize(2);
  }

  @Test
  void twoPeopleCannotOverwriteEachOther() {
    put("\"0\"", "{\"state\":\"CLOSED\"}");

    var second = put("\"0\"", "{\"state\":\"UNWANTED\"}");

    assertThat(second.status()).isEqualTo(412);
    assertThat(second.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(json(second).at("/actuel/followUp/state").asString()).isEqualTo("CLOSED");
    assertThat(json(second).path("title").asString()).isEqualTo("Modifié entre-temps");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''    | {"state":"CLOSED"}                                | 428 | version
          7     | {"state":"CLOSED"}                                | 428 | version
          "0"   | {"state":"LATER"}                                 | 422 | state
          "0"   | {"state":"TO_CALL_BACK","due":"demain"}           | 422 | due
          "0"   | {}                                                | 422 | state
          "0"   | [1]                                               | 400 | JSON
          "0"   | {"state":                                         | 400 | JSON
          """)
  void whatIsWrongIsToldInFrench(String version, String body, int status, String word) {
    var answer = put(version, body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
    assertThat(answer.body()).contains(word);
    assertThat(json(answer).path("status").asInt()).isEqualTo(status);
  }

  @Test
  void aNoteHasAnEnd() {
    assertThat(
            put("\"0\"", "{\"state\":\"CLOSED\",\"note\":\"" + "a".repeat(2_001) + "\"}").status())
        .isEqualTo(422);
  }

  @Test
  void wordsNumbersAndNotesAreFound() {
    put("\"0\"", "{\"state\":\"CALLED_BACK\",\"note\":\"vient lundi\"}");

    for (var asked : List.of("lefevre", "ORDONNANCE", "lundi")) {
      assertThat(json(get("/api/search", "q=" + asked)).path("calls")).as(asked).hasSize(1);
    }
    assertThat(json(get("/api/search", "q=martin")).path("calls")).isEmpty();
    assertThat(get("/api/search", "q=").status()).isEqualTo(400);
  }

  @Test
  void aNoteThatWasTakenAwayIsNotFound() {
    put("\"0\"", "{\"state\":\"CALLED_BACK\",\"note\":\"vient lundi\"}");
    put("\"1\"", "{\"state\":\"CALLED_BACK\",\"note\":\"\"}");

    assertThat(json(get("/api/search", "q=lundi")).path("calls")).isEmpty();
    assertThat(json(get("/api/search", "q=lefevre")).path("calls")).hasSize(1);
  }

  @Test
  void everyLookAtACallLeavesALine() {
    get("/api/calls/" + CALL, "");
    get("/api/calls/" + CALL + "/turns", "after=0");
    get("/api/search", "q=lefevre");
    get("/api/calls/CA" + "0".repeat(32), "");

    assertThat(new AuditTrail(dynamoDb.client(), table, CLOCK).of(YearMonth.of(2026, 11)))
        .extracting(line -> line.what() + " " + line.subject())
        .containsExactlyInAnyOrder("READ " + CALL, "READ " + CALL, "SEARCH ");
  }

  @Test
  void anotherPageCannotActInTheOwnersName() {
    for (var headers :
        List.of(
            Map.of("content-type", "application/json"),
            Map.of("x-ava", "1", "sec-fetch-site", "cross-site"),
            Map.of("x-ava", "1", "sec-fetch-site", "same-site"),
            Map.of("x-ava", "1", "origin", "https://evil.example", "host", "ava.example"),
            Map.of("x-ava", "1", "origin", "null", "host", "ava.example"))) {
      assertThat(Gate.refuse(request("PUT", FOLLOW_UP, "", headers, "{}")))
          .as(headers.toString())
          .hasValueSatisfying(answer -> assertThat(answer.status()).isEqualTo(403));
    }
    var form = Map.of("x-ava", "1", "content-type", "application/x-www-form-urlencoded");
    assertThat(Gate.refuse(request("PUT", FOLLOW_UP, "", form, "a=b")).orElseThrow().status())
        .isEqualTo(415);
    var ours =
        Map.of(
            "x-ava", "1",
            "content-type", "application/json",
            "sec-fetch-site", "same-origin",
            "origin", "https://ava.example",
            "host", "ava.example");
    assertThat(Gate.refuse(request("PUT", FOLLOW_UP, "", ours, "{}"))).isEmpty();
  }

  @Test
  void everyRouteOfTheFunctionIsAnsweredAndNoOther() {
    assertThat(DashboardHandler.ROUTES)
        .containsAll(dashboard.routes())
        .filteredOn(route -> !dashboard.routes().contains(route))
        .containsExactlyInAnyOrderElementsOf(Desks.OPEN);
  }

  private WebReply get(String path, String query) {
    return dashboard.answer(request("GET", path, query, Map.of(), ""));
  }

  private WebReply put(String version, String body) {
    var asked =
        request("PUT", FOLLOW_UP, "", Map.of("if-match", version == null ? "" : version), body);
    return ScopedValue.where(Desk.ASKING, SOMEBODY).call(() -> dashboard.answer(asked));
  }

  private static WebRequest request(
      String method, String path, String query, Map<String, String> headers, String body) {
    return WebRequest.of(method, path, query, headers, body, false);
  }

  private static JsonNode json(WebReply answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
