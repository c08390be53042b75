package ava.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.gateway.LambdaContext;
import ava.embedded.table.TableFault;
import ava.shared.table.CallStore;
import ava.shared.table.Viewers;
import ava.shared.table.Viewers.Viewer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class LiveHandlerTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Instant NOW = Instant.parse("2026-11-22T09:40:00Z");
  private static final URI PAGE = URI.create("https://abc123.execute-api.eu-west-3.amazonaws.com");
  private static final Viewer OWNER = new Viewer("u-1", "s-1", NOW.plusSeconds(300));
  private static final String CONNECTION = "L0SM9cOFvHcCIhw=";

  @AutoClose private static final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();

  private final String table = "calls-" + UUID.randomUUID();

  @BeforeEach
  void createTable() {
    dynamoDb.createTable(table);
  }

  @Test
  void aViewerWithATicketIsListedUntilHeLeaves() throws IOException {
    var line = new FakeLine(Set.of(), Set.of());

    var opened = invoke(line, connect(viewers(NOW).ticket(OWNER)));

    assertThat(opened).isEqualTo("{\"statusCode\":200}");
    assertThat(viewers(NOW).all()).containsExactly(CONNECTION);

    var closed = invoke(line, event("live-disconnect"));

    assertThat(closed).isEqualTo("{\"statusCode\":200}");
    assertThat(viewers(NOW).all()).isEmpty();
  }

  @Test
  void aTicketOpensOneSocketWithinThirtySeconds() throws IOException {
    var line = new FakeLine(Set.of(), Set.of());
    var ticket = viewers(NOW).ticket(OWNER);
    var late = viewers(NOW.minusSeconds(30)).ticket(OWNER);

    assertThat(invoke(line, connect(ticket))).isEqualTo("{\"statusCode\":200}");
    assertThat(invoke(line, connect(ticket))).isEqualTo("{\"statusCode\":401}");
    assertThat(invoke(line, connect(late))).isEqualTo("{\"statusCode\":401}");
    assertThat(invoke(line, connect(""))).isEqualTo("{\"statusCode\":401}");
    assertThat(invoke(line, connect("made up"))).isEqualTo("{\"statusCode\":401}");
    assertThat(viewers(NOW).all()).containsExactly(CONNECTION);
    assertThat(viewers(NOW).of("u-1")).containsExactly(CONNECTION);
    assertThat(viewers(NOW).of("u-1", "another")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example",
        "null",
        "",
        "http://abc123.execute-api.eu-west-3.amazonaws.com",
        "https://abc123.execute-api.eu-west-3.amazonaws.com.elsewhere.example"
      })
  void noOtherPageOpensASocketWhateverItsTicket(String origin) throws IOException {
    var event = connect(viewers(NOW).ticket(OWNER)).replace(PAGE.toString(), origin);

    assertThat(invoke(new FakeLine(Set.of(), Set.of()), event)).isEqualTo("{\"statusCode\":403}");
    assertThat(viewers(NOW).all()).isEmpty();
  }

  @Test
  void aViewerIsNeverTakenForACall() throws IOException {
    invoke(new FakeLine(Set.of(), Set.of()), connect(viewers(NOW).ticket(OWNER)));

    var store = new CallStore(dynamoDb.client(), table, clock(NOW));

    assertThat(store.onDay(LocalDate.of(2026, 11, 22), 100)).isEmpty();
  }

  @Test
  void aPingIsAnsweredAndOtherMessagesAreRefused() {
    var line = new FakeLine(Set.of(), Set.of());

    var ping = invoke(line, message("{\\\"type\\\":\\\"ping\\\"}"));
    var other = invoke(line, message("{\\\"type\\\":\\\"turn\\\"}"));
    var noJson = invoke(line, message("ping"));

    assertThat(ping).isEqualTo("{\"statusCode\":200}");
    assertThat(other).isEqualTo("{\"statusCode\":400}");
    assertThat(noJson).isEqualTo("{\"statusCode\":400}");
    assertThat(line.received("v1")).containsExactly("{\"type\":\"pong\"}");
  }

  @Test
  void turnsAndCallsReachEveryViewerInOrder() throws IOException {
    viewers(NOW).add("v1", OWNER);
    viewers(NOW).add("v2", OWNER);
    var line = new FakeLine(Set.of(), Set.of());

    var answer = invoke(line, event("live-turn"));

    assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(line.received("v1")).hasSize(2).isEqualTo(line.received("v2"));
    var turn = JSON.readTree(line.received("v1").get(0));
    assertThat(turn)
        .isEqualTo(
            JSON.readTree(
                """
                {"seq":1,"speaker":"AVA",
                 "text":"Bonjour, le cabinet du docteur Armelle, Ava, assistante vocale, à votre écoute.",
                 "startedAt":"2026-11-22T09:40:01.000Z","endedAt":"2026-11-22T09:40:06.200Z",
                 "interrupted":false,"type":"turn","callSid":"CA0123456789abcdef0123456789abcdef"}
                """));
    var call = JSON.readTree(line.received("v1").get(1));
    assertThat(call.path("type").asString()).isEqualTo("call");
    assertThat(call.at("/message/name").asString()).isEqualTo("Madame Lefèvre");
  }

  @Test
  void aViewerWhoHasGoneIsForgottenAndOneOutOfReachIsKept() throws IOException {
    viewers(NOW).add("gone", OWNER);
    viewers(NOW).add("lost", OWNER);
    viewers(NOW).add("here", OWNER);
    var line = new FakeLine(Set.of("gone"), Set.of("lost"));

    var answer = invoke(line, event("live-turn"));

    assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(line.received("here")).hasSize(2);
    assertThat(viewers(NOW).all()).containsExactlyInAnyOrder("lost", "here");
  }

  @Test
  void nothingIsSentToAViewerWhoseTokenHasEnded() {
    viewers(NOW).add("old", OWNER);

    assertThat(viewers(OWNER.until().minusSeconds(1)).all()).containsExactly("old");
    assertThat(viewers(OWNER.until()).all()).isEmpty();
  }

  @Test
  void aBatchIsRepeatedWhenTheViewersCannotBeListed() throws IOException {
    dynamoDb
        .faults()
        .next(
            1,
            "Query",
            request -> request.path("TableName").asString().equals(table),
            new TableFault.ErrorAnswer(400, "ResourceNotFoundException", false));

    var answer = invoke(new FakeLine(Set.of(), Set.of()), event("live-turn"));

    assertThat(answer)
        .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"100000000000000000001\"}]}");
  }

  @Test
  void aRecordThatCannotBeReadIsSkipped() throws IOException {
    viewers(NOW).add("v1", OWNER);
    var line = new FakeLine(Set.of(), Set.of());
    var broken = event("live-turn").replace("\"S\": \"AVA\"", "\"S\": \"NOBODY\"");

    var answer = invoke(line, broken);

    assertThat(answer).isEqualTo("{\"batchItemFailures\":[]}");
    assertThat(line.received("v1")).singleElement().asString().contains("\"type\":\"call\"");
  }

  @Test
  void keepAliveReachesNeitherTableNorViewers() throws IOException {
    viewers(NOW).add("v1", OWNER);
    var line = new FakeLine(Set.of(), Set.of());
    dynamoDb
        .faults()
        .next(
            1,
            "Query",
            request -> request.path("TableName").asString().equals(table),
            new TableFault.ErrorAnswer(400, "ResourceNotFoundException", false));

    assertThat(invoke(line, event("live-keep-alive"))).isEqualTo("{}");
    assertThat(line.received("v1")).isEmpty();
  }

  @Test
  void anEventOfAnotherKindIsRefused() {
    var line = new FakeLine(Set.of(), Set.of());

    assertThatThrownBy(() -> invoke(line, "{}")).isInstanceOf(IllegalArgumentException.class);
  }

  private static String message(String escaped) {
    return """
    {"requestContext":{"routeKey":"$default","connectionId":"v1"},"body":"%s"}
    """
        .formatted(escaped);
  }

  private String invoke(ViewerLine line, String event) {
    var viewers = viewers(NOW);
    var handler =
        new LiveHandler(new ViewerRoutes(PAGE, viewers, line), new Broadcast(viewers, line));
    var output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        output,
        LambdaContext.of(handler));
    return output.toString(StandardCharsets.UTF_8);
  }

  private Viewers viewers(Instant now) {
    return new Viewers(dynamoDb.client(), table, clock(now));
  }

  private static String connect(String ticket) throws IOException {
    return event("live-connect").replace("q2w3e4r5t6y7u8i9o0pAsDfGhJkLzXcVbNmQwErTyUi", ticket);
  }

  private static Clock clock(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private static String event(String name) throws IOException {
    return Files.readString(Path.of("../../events", name + ".json"));
  }
}
