package ava.dashboard;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedDynamoDb;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.Speaker;
import ava.shared.call.ToolUse;
import ava.shared.call.Turn;
import ava.shared.table.CallStore;
import ava.shared.table.SearchEntries;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RightsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:40:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final PhoneNumber CALLER = new PhoneNumber("+33612345678");
  private static final PhoneNumber OTHER = new PhoneNumber("+33698765432");
  private static final PhoneNumber OFFICE = new PhoneNumber("+33123456789");

  @AutoClose private static final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();

  private final String table = "calls-" + UUID.randomUUID();
  private final CallStore calls = new CallStore(dynamoDb.client(), table, CLOCK);
  private final Dashboard dashboard = Desks.dashboard(dynamoDb.client(), table, CLOCK);

  @BeforeEach
  void createTable() {
    dynamoDb.createTable(table);
  }

  @Test
  void aCallGoesWithAllThatBelongsToIt() {
    finished(1, CALLER, "rien");
    finished(2, CALLER, "rien");

    var receipt = erase(1, "\"0\"");

    assertThat(receipt.status()).isEqualTo(200);
    assertThat(json(receipt).path("erased").toString())
        .isEqualTo("{\"calls\":1,\"turns\":2,\"recordings\":1,\"decisions\":0}");
    assertThat(json(receipt).path("stays").toString()).contains("35 jours", "Courriels");
    assertThat(about(1)).isEmpty();
    assertThat(about(2)).isNotEmpty();
    assertThat(erase(1, "\"0\"").status()).isEqualTo(404);
  }

  @Test
  void whoDidNotSeeTheCallAsItIsErasesNothing() {
    finished(1, CALLER, "rien");

    assertThat(erase(1, "").status()).isEqualTo(428);
    assertThat(erase(1, "\"3\"").status()).isEqualTo(412);
    assertThat(about(1)).isNotEmpty();
  }

  @Test
  void aCallThatGoesOnIsNotErased() {
    calls.answered(sid(1), CALLER, OFFICE, NOW);

    assertThat(erase(1, "\"0\"").status()).isEqualTo(409);
    assertThat(json(eraseNumber(CALLER)).path("stays").toString())
        .contains("1\u00a0appel en cours");
    assertThat(calls.find(sid(1))).isPresent();
  }

  @Test
  void aNumberGoesWithEveryCallInWhichItWasGiven() {
    for (var number = 1; number <= 25; number++) {
      finished(number, CALLER, "rien");
    }
    finished(30, OTHER, "Rappelez le 06 12 34 56 78.");
    finished(31, OTHER, "Rappelez le 06 12 34 56 79.");

    var receipt = eraseNumber(CALLER);

    assertThat(json(receipt).at("/erased/calls").asInt()).isEqualTo(26);
    assertThat(receipt.body()).doesNotContain("612345678", "12 34 56 78");
    assertThat(about(30)).isEmpty();
    assertThat(about(31)).isNotEmpty();
    assertThat(everything()).doesNotContain("12345678");
    assertThat(
            dashboard
                .answer(request("POST", "/api/erasures", Map.of(), "{\"number\":\"12\"}"))
                .status())
        .isEqualTo(422);
  }

  /// As calls were written before there was an index of callers and a search.
  @Test
  void aCallThatIsInNoIndexOfCallersGoesWithItsNumber() {
    finished(1, CALLER, "rien");
    finished(2, OTHER, "rien");
    forgetIndexes(1);

    assertThat(json(get("/api/callers/" + CALLER.value() + "/export")).path("calls")).hasSize(1);
    assertThat(json(eraseNumber(CALLER)).at("/erased/calls").asInt()).isEqualTo(1);
    assertThat(about(1)).isEmpty();
    assertThat(about(2)).isNotEmpty();
  }

  private void forgetIndexes(int number) {
    var key =
        Map.of(
            "pk", AttributeValue.fromS("CALL#" + sid(number)), "sk", AttributeValue.fromS("CALL"));
    dynamoDb
        .client()
        .updateItem(r -> r.tableName(table).key(key).updateExpression("REMOVE caller"));
    dynamoDb.items(table).stream()
        .filter(item -> key(item).startsWith("SEARCH#") && key(item).endsWith(sid(number).value()))
        .forEach(item ->
            dynamoDb
                .client()
                .deleteItem(r ->
                    r.tableName(table)
                        .key(
                            Map.of(
                                "pk", requireNonNull(item.get("pk")),
                                "sk", requireNonNull(item.get("sk"))))));
  }

  @Test
  void callsAreTakenAwayAsJsonAndAsATable() {
    finished(1, CALLER, "rien");
    finished(2, CALLER, "rien");
    calls.note(sid(2), new NotedMessage(Map.of(NotedMessage.Field.NAME, "=HYPERLINK(\"x\")")));

    var one = json(get("/api/calls/" + sid(1) + "/export"));
    assertThat(one.path("turns")).hasSize(2);
    assertThat(one.at("/tools/0/name").asString()).isEqualTo("noter_message");
    assertThat(json(get("/api/callers/" + CALLER.value() + "/export")).path("calls")).hasSize(2);
    assertThat(get("/api/callers/0612/export").status()).isEqualTo(400);
    var csv = get("/api/export.csv");
    assertThat(csv.headers()).containsEntry("Content-Type", "text/csv; charset=utf-8");
    assertThat(csv.body().lines()).hasSize(3);
    assertThat(csv.body()).startsWith("\ufeffappel;reçu").contains("\"'=HYPERLINK(\"\"x\"\")\"");
    assertThat(json(get("/api/audit")).path("lines").findValuesAsString("what"))
        .containsOnly("EXPORT")
        .hasSize(4);
  }

  @Test
  void daysAreCounted() {
    finished(1, CALLER, "rien");
    finished(2, OTHER, "rien");
    calls.ringing(sid(3), CALLER, OFFICE, NOW.minusSeconds(86_400));

    var figures = json(get("/api/figures"));

    assertThat(figures.path("days")).hasSize(30);
    assertThat(figures.at("/days/29").toString())
        .isEqualTo(
            "{\"day\":\"2026-11-25\",\"calls\":2,\"urgent\":0,\"missed\":0,\"meanSeconds\":60,"
                + "\"meanSecondsToCallBack\":0,\"cost\":0.024018}");
    assertThat(figures.at("/days/28/calls").asInt()).isEqualTo(1);
    assertThat(figures.at("/hours/10").asInt()).isEqualTo(3);
  }

  private void finished(int number, PhoneNumber from, String words) {
    var sid = sid(number);
    calls.answered(sid, from, OFFICE, NOW);
    calls.append(sid, new Turn(1, Speaker.AVA, "Bonjour.", NOW, NOW, false));
    calls.used(sid, new ToolUse("noter_message", NOW));
    calls.append(sid, new Turn(2, Speaker.CALLER, words, NOW, NOW, false));
    calls.keep(sid, new Recording.Audio("audio/mpeg", new byte[400_000]));
    calls.ended(sid, NOW.plusSeconds(60), EndReason.GOODBYE);
    new SearchEntries(dynamoDb.client(), table, CLOCK)
        .put(sid, NOW, List.of(from.value(), words), NOW.plusSeconds(3600));
    Desks.summarised(dynamoDb.client(), table, sid, "{}");
  }

  private List<String> about(int number) {
    return dynamoDb.items(table).stream()
        .map(RightsTest::key)
        .filter(key -> key.contains(sid(number).value()))
        .toList();
  }

  private String everything() {
    return dynamoDb.items(table).stream()
        .filter(item -> !key(item).contains(sid(31).value()))
        .toList()
        .toString();
  }

  private static String key(Map<String, AttributeValue> item) {
    return requireNonNull(item.get("pk")).s() + requireNonNull(item.get("sk")).s();
  }

  private WebReply erase(int number, String version) {
    var path = "/api/calls/" + sid(number);
    return dashboard.answer(request("DELETE", path, Map.of("if-match", version), ""));
  }

  private WebReply eraseNumber(PhoneNumber number) {
    var body = "{\"number\":\"" + number.value() + "\"}";
    return dashboard.answer(request("POST", "/api/erasures", Map.of(), body));
  }

  private WebReply get(String path) {
    return dashboard.answer(request("GET", path, Map.of(), ""));
  }

  private static WebRequest request(
      String method, String path, Map<String, String> headers, String body) {
    return WebRequest.of(method, path, "", headers, body, false);
  }

  private static CallSid sid(int number) {
    return new CallSid("CA%032d".formatted(number));
  }

  private static JsonNode json(WebReply answer) {
    return JsonMapper.shared().readTree(answer.body());
  }
}
