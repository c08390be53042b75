package ava.bridge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.SteppedLoop;
import ava.shared.CallRecord;
import ava.shared.CallSid;
import ava.shared.CallStore;
import ava.shared.NotedMessage;
import ava.shared.NotedMessage.Field;
import ava.shared.loop.Beside;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessageToolsTest {
  private final SteppedLoop loop = new SteppedLoop(Instant.parse("2026-11-22T09:41:12Z"));
  private final List<NotedMessage> unwritten = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final CallSid callSid = new CallSid("CA" + UUID.randomUUID().toString().replace("-", ""));

  @Test
  void fieldsAreNotedOneByOne() {
    assertThat(ok(note("{\"nom\":\"Mme Petit\",\"urgence\":\"haute\"}"))).isTrue();
    var answer = note("{\"telephone\":\"06 12 34 56 78\",\"motif\":\"un rendez-vous\"}");

    assertThat(ok(answer)).isTrue();
    assertThat(answer.get("telephone").stringValue()).isEqualTo("06 12 34 56 78");
    assertThat(noted())
        .isEqualTo(
            Map.of(
                Field.NAME, "Mme Petit",
                Field.URGENCY, "haute",
                Field.PHONE, "+33612345678",
                Field.REASON, "un rendez-vous"));
  }

  @ParameterizedTest
  @CsvSource({
    "0692123456, +262692123456, 06 92 12 34 56",
    "+33 6 90 33 59 00, +590690335900, 06 90 33 59 00",
    "05 96 30 12 34, +596596301234, 05 96 30 12 34",
    "0032 470 12 34 56, +32470123456, +32470123456"
  })
  void overseasNumberKeepsItsOwnCountryCode(String said, String number, String readBack) {
    var answer = note("{\"telephone\":\"" + said + "\"}");

    assertThat(answer.get("telephone").stringValue()).isEqualTo(readBack);
    assertThat(noted()).isEqualTo(Map.of(Field.PHONE, number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"06 12 34", "zéro six", "0000000000", "061234567890123"})
  void anImpossibleNumberIsAskedForAgainAndTheRestIsKept(String number) {
    var answer = note("{\"nom\":\"M. Roux\",\"telephone\":\"" + number + "\"}");

    assertThat(ok(answer)).isFalse();
    assertThat(answer.get("erreur").stringValue()).contains("numéro incomplet ou impossible");
    assertThat(noted()).isEqualTo(Map.of(Field.NAME, "M. Roux"));
  }

  @ParameterizedTest
  @CsvSource({
    "Jean.Petit@Exemple.fr, jean.petit@exemple.fr",
    "jean point petit arobase exemple point fr, jean.petit@exemple.fr",
    "marie tiret louise arobase la-poste point net, marie-louise@la-poste.net"
  })
  void mailAddressIsNotedAsItIsWritten(String said, String written) {
    var answer = note("{\"courriel\":\"" + said + "\",\"adresse\":\"12 rue des Lilas\"}");

    assertThat(ok(answer)).isTrue();
    assertThat(noted()).isEqualTo(Map.of(Field.EMAIL, written, Field.ADDRESS, "12 rue des Lilas"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jean point petit", "jean@exemple", "@exemple.fr", "a b c"})
  void incompleteMailAddressIsAskedForAgain(String said) {
    var answer = note("{\"courriel\":\"" + said + "\"}");

    assertThat(answer.get("erreur").stringValue()).contains("adresse électronique incomplète");
    assertThat(noted()).isEmpty();
  }

  @Test
  void anUrgencyOfItsOwnMakingIsRefused() {
    var answer = note("{\"urgence\":\"cosmique\"}");

    assertThat(ok(answer)).isFalse();
    assertThat(answer.get("erreur").stringValue()).contains("basse, normale ou haute");
  }

  @Test
  void longTextIsCut() {
    note("{\"motif\":\"" + "a".repeat(2_000) + "\"}");

    assertThat(noted()).isEqualTo(Map.of(Field.REASON, "a".repeat(500)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "null", "\"nom\"", "{}", "{\"nom\":\" \"}", "{\"nom\":{}}"})
  void argumentsThatSayNothingAreAnswered(String arguments) {
    assertThat(ok(note(arguments))).isFalse();
  }

  @Test
  void anUnknownToolIsAnswered() {
    var answer = run(DynamoTables.working(), "reserver_table", "{}");

    assertThat(ok(answer)).isFalse();
    assertThat(answer.get("erreur").stringValue()).contains("reserver_table");
  }

  @Test
  void whatATableThatIsAwayDoesNotTakeIsKeptForTheEndOfTheCall() {
    var answer = run(DynamoTables.unreachable(), "noter_message", "{\"nom\":\"Mme Petit\"}");

    assertThat(ok(answer)).isTrue();
    assertThat(unwritten).containsExactly(new NotedMessage(Map.of(Field.NAME, "Mme Petit")));
  }

  @Test
  void cardNotedOnceTheTableIsBackComesOverTheOneThatWasKept() {
    var faults = new FaultyTable(DynamoTables.working(), FaultyTable.Fault.RESET, 0, 1);
    var tools = tools(faults, loop.beside());

    for (var name : List.of("Mme Petit", "Mme Petitjean")) {
      tools.run("noter_message", "{\"nom\":\"" + name + "\"}", answers::add);
      loop.finish();
    }

    assertThat(answers).hasSize(2).allMatch(answer -> answer.contains("true"));
    assertThat(noted()).isEqualTo(Map.of(Field.NAME, "Mme Petitjean"));
    assertThat(unwritten)
        .containsExactly(
            new NotedMessage(Map.of(Field.NAME, "Mme Petit")),
            new NotedMessage(Map.of(Field.NAME, "Mme Petitjean")));
  }

  @Test
  void slowToolIsAnsweredOnceAtTheDeadlineAndNotesAllTheSame() {
    var slow = loop.beside(MessageTools.DEADLINE.plusMillis(1));

    tools(DynamoTables.working(), slow)
        .run("noter_message", "{\"nom\":\"Mme Petit\"}", answers::add);

    loop.pass(MessageTools.DEADLINE.minusMillis(1));
    assertThat(answers).isEmpty();
    loop.pass(Duration.ofMillis(1));
    assertThat(answers).singleElement().asString().contains("pas répondu à temps");
    loop.finish();
    assertThat(answers).hasSize(1);
    assertThat(noted()).isEqualTo(Map.of(Field.NAME, "Mme Petit"));
  }

  @Test
  void answeredToolLeavesNothingBehind() {
    tools(DynamoTables.working(), loop.beside()).run("noter_message", "{}", answers::add);

    loop.run();

    assertThat(answers).hasSize(1);
    assertThat(loop.isIdle()).isTrue();
  }

  private JsonNode note(String arguments) {
    return run(DynamoTables.working(), "noter_message", arguments);
  }

  private JsonNode run(DynamoDbClient client, String name, String arguments) {
    answers.clear();
    tools(client, loop.beside()).run(name, arguments, answers::add);
    loop.finish();
    assertThat(answers).hasSize(1);
    return JsonMapper.shared().readTree(answers.getFirst());
  }

  private MessageTools tools(DynamoDbClient client, Beside beside) {
    return new MessageTools(
        callSid, store(client), unwritten::add, loop, beside, MessageTools.DEADLINE);
  }

  private Map<Field, String> noted() {
    return store(DynamoTables.working())
        .find(callSid)
        .map(CallRecord::message)
        .map(NotedMessage::fields)
        .orElse(Map.of());
  }

  private static CallStore store(DynamoDbClient client) {
    return new CallStore(client, DynamoTables.TABLE, Clock.systemUTC());
  }

  private static boolean ok(JsonNode answer) {
    return answer.get("ok").booleanValue();
  }
}
