package ava.summary.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class SpokenNumbersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit | +33612345678",
        "zéro six douze trente quatre cinquante six soixante dix huit | +33612345678",
        "c'est le zéro six, euh, quatre-vingt-deux, vingt et un, zéro zéro, dix-sept |"
            + " +33682210017",
        "06 12 34 56 78 | +33612345678",
        "0612345678 | +33612345678",
        "au plus trente-trois, six, douze, trente-quatre, cinquante-six, soixante-dix-huit |"
            + " +33612345678",
        "0033 6 12 34 56 78 | +33612345678",
        "plus quarante et un, vingt-deux, sept cent trente, douze, trente-quatre | +41227301234",
        "zéro quatre septante-deux nonante-neuf huitante et un zéro un | +33472998101",
      })
  void dictatedNumberIsRead(String words, String number) {
    assertThat(SpokenNumbers.in(words).telephones()).containsExactly(number);
  }

  static Stream<Arguments> phrases(String file) throws IOException {
    try (var phrases = SpokenNumbersTest.class.getResourceAsStream(file)) {
      return JsonMapper.shared()
          .readTree(phrases)
          .valueStream()
          .map(row -> Arguments.of(row.get(1).asString(), row.get(2).asString().replace(" ", "")))
          .toList()
          .stream();
    }
  }

  static Stream<Arguments> numberPhrases() throws IOException {
    return phrases("number-phrases.json");
  }

  static Stream<Arguments> telephonePhrases() throws IOException {
    return phrases("telephone-phrases.json");
  }

  @ParameterizedTest
  @MethodSource("numberPhrases")
  void phraseOfOthersSaysItsDigits(String words, String digits) {
    assertThat(SpokenNumbers.in(words).say(digits)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("telephonePhrases")
  void telephoneOfOthersIsRead(String words, String number) {
    var telephones = SpokenNumbers.in(words).telephones();

    assertThat(telephones).isEqualTo(number.isEmpty() ? List.of() : List.of(number));
  }

  @Test
  void severalReadingsAreAllHeard() {
    var words = SpokenNumbers.in("quatre-vingt douze");

    assertThat(words.say("92")).isTrue();
    assertThat(words.say("8012")).isTrue();
    assertThat(words.say("93")).isFalse();
    assertThat(SpokenNumbers.in("quatre vingt douze").say("42012")).isTrue();
    assertThat(SpokenNumbers.in("soixante dix-huit").say("6018")).isTrue();
    assertThat(SpokenNumbers.in("deux cent cinquante mille trois").say("250003")).isTrue();
  }

  @Test
  void partOfNumberIsNotHeard() {
    assertThat(SpokenNumbers.in("quatre-vingt douze").say("42012")).isFalse();
    assertThat(SpokenNumbers.in("zéro six vingt-sept").say("0620")).isFalse();
    assertThat(SpokenNumbers.in("zéro six vingt-sept").say("06207")).isFalse();
  }

  @Test
  void ambiguousOrIncompleteNumberIsNone() {
    assertThat(SpokenNumbers.in("zéro six douze trente-quatre").telephones()).isEmpty();
    assertThat(SpokenNumbers.in("j'ai trois enfants de six et huit ans").telephones()).isEmpty();
  }

  @Test
  void correctionComesLast() {
    var words =
        SpokenNumbers.in(
            "zéro un quarante-deux vingt-trois trente-quatre quarante-cinq, non pardon, zéro six"
                + " vingt-deux trente-trois quarante-quatre cinquante-cinq");

    assertThat(words.telephones()).containsExactly("+33142233445", "+33622334455");
  }
}
