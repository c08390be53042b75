package ava.shared.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0000",
        "\u0007",
        "\u001b",
        "\u007f",
        "\u0085",
        "\u00ad",
        "\u061c",
        "\u200b",
        "\u200d",
        "\u200e",
        "\u200f",
        "\u2028",
        "\u2029",
        "\u202a",
        "\u202b",
        "\u202c",
        "\u202d",
        "\u202e",
        "\u2060",
        "\u2066",
        "\u2067",
        "\u2068",
        "\u2069",
        "\ufeff",
        "\ufff9",
        "\ue000",
        "\ud800",
        "\udc00",
        "\udb40\udc41",
        "\u3164",
        "\ufdd0",
        "\ufffe",
        "\uffff",
        "\ud83f\udfff"
      })
  void whatCannotBeSeenIsLeftOut(String unseen) {
    var text = "Mme" + unseen + " Petit";
    var card = new NotedMessage(Map.of(NotedMessage.Field.NAME, text));

    assertThat(Printable.line(text)).doesNotContain(unseen).matches("Mme ? Petit");
    assertThat(card.get(NotedMessage.Field.NAME).orElseThrow()).doesNotContain(unseen);
    assertThat(new PhoneNumber("sip:" + text).value()).doesNotContain(unseen);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200f", "\u202a", "\u202e", "\u2066", "\u2069", "\u061c", "\ufeff", "\u2028", "\ufffe"
      })
  void turnReadsInOneDirection(String turning) {
    var text = "Mme" + turning + " Petit";
    var turn = new Turn(1, Speaker.CALLER, text, Instant.EPOCH, Instant.EPOCH, false);

    assertThat(turn.text()).isEqualTo("Mme Petit");
  }

  @Test
  void whatIsSeenStays() {
    var text = "Élodie Œuvrard – « 12 h 30 »\u00a0: ça va\u202f? 😀 日本";

    assertThat(Printable.line(text)).isEqualTo(text);
    assertThat(Printable.lines("un\r\ndeux\u2028trois")).isEqualTo("un\ndeux\ntrois");
    assertThat(Printable.line("un\r\ndeux")).isEqualTo("un deux");
  }

  @Test
  void turnOfUnseenCharactersIsStillATurn() {
    var turn = new Turn(1, Speaker.CALLER, "\u200b", Instant.EPOCH, Instant.EPOCH, false);

    assertThat(turn.text()).isEqualTo("…");
  }

  /// Most texts take a short road, which what is left out on the long one does not change.
  @Test
  void bothRoadsAgreeOnEveryCharacter() {
    var unseen = "\u200b";
    for (var c = Character.MIN_VALUE; c < Character.MAX_VALUE; c++) {
      var text = "a" + c + "b";
      assertThat(Printable.line(text)).isEqualTo(Printable.line(text + unseen));
      assertThat(Printable.straight(text)).isEqualTo(Printable.straight(text + unseen));
    }
  }
}
