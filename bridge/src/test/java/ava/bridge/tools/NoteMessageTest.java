package ava.bridge.tools;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.NotedMessage;
import ava.shared.call.NotedMessage.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class NoteMessageTest {
  private final List<NotedMessage> noted = new ArrayList<>();

  @Test
  void whatWasSaidIsNotedAndTheNumberReadBack() {
    var answer =
        note(
            """
            {"nom":"Mme Petit","urgence":"haute","telephone":"06 12 34 56 78","motif":"un rendez-vous"}
            """);

    assertThat(answer).isEqualTo(ToolOutput.done(Map.of("telephone", "06 12 34 56 78")));
    assertThat(fields())
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

    assertThat(answer.facts()).isEqualTo(Map.of("telephone", readBack));
    assertThat(fields()).isEqualTo(Map.of(Field.PHONE, number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"06 12 34", "zéro six", "0000000000", "061234567890123"})
  void anImpossibleNumberIsAskedForAgainAndTheRestIsKept(String number) {
    var answer = note("{\"nom\":\"M. Roux\",\"telephone\":\"" + number + "\"}");

    assertThat(answer.problems())
        .singleElement()
        .asString()
        .contains("numéro incomplet ou impossible");
    assertThat(fields()).isEqualTo(Map.of(Field.NAME, "M. Roux"));
  }

  @ParameterizedTest
  @CsvSource({
    "Jean.Petit@Exemple.fr, jean.petit@exemple.fr",
    "jean point petit arobase exemple point fr, jean.petit@exemple.fr",
    "marie tiret louise arobase la-poste point net, marie-louise@la-poste.net"
  })
  void mailAddressIsNotedAsItIsWritten(String said, String written) {
    var answer = note("{\"courriel\":\"" + said + "\",\"adresse\":\"12 rue des Lilas\"}");

    assertThat(answer.problems()).isEmpty();
    assertThat(fields()).isEqualTo(Map.of(Field.EMAIL, written, Field.ADDRESS, "12 rue des Lilas"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jean point petit", "jean@exemple", "@exemple.fr", "a b c"})
  void incompleteMailAddressIsAskedForAgain(String said) {
    var answer = note("{\"courriel\":\"" + said + "\"}");

    assertThat(answer.problems())
        .singleElement()
        .asString()
        .contains("adresse électronique incomplète");
    assertThat(fields()).isEmpty();
  }

  @Test
  void anUrgencyOfItsOwnMakingIsRefused() {
    assertThat(note("{\"urgence\":\"cosmique\"}").problems())
        .singleElement()
        .asString()
        .contains("basse, normale ou haute");
  }

  @Test
  void longTextIsCut() {
    note("{\"motif\":\"" + "a".repeat(2_000) + "\"}");

    assertThat(fields()).isEqualTo(Map.of(Field.REASON, "a".repeat(500)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"nom\":\" \"}", "{\"nom\":{}}", "{\"age\":\"12\"}"})
  void argumentsThatSayNothingAreRefused(String arguments) {
    assertThat(note(arguments)).isEqualTo(ToolOutput.refused("rien à noter"));
    assertThat(noted).isEmpty();
  }

  private ToolOutput note(String arguments) {
    return new NoteMessage().run(JsonMapper.shared().readTree(arguments), noted::add);
  }

  private Map<Field, String> fields() {
    return noted.isEmpty() ? Map.of() : noted.getLast().fields();
  }
}
