package ava.shared.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTest {
  private static final String CALL =
      "+33612345678\nMme Hélène Lefèvre\nRenouveler l’ordonnance de sa sœur\nAppelez le 01.42.00.00.17, merci";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lefevre", "LEFÈVRE", "helene lef", "l'ordonnance", "ordonnance sœur", "soeur",
        "06 12 34 56 78", "0612345678", "+33612345678", "+33 6 12 34 56 78", "0033612345678",
            "5678",
        "34 56 78", "01 42 00 00 17", "0142000017"
      })
  void whatIsThereIsFoundInEverySpelling(String asked) {
    assertThat(SearchText.of(asked).flatMap(text -> text.in(CALL))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"martin", "lefevre martin", "1234", "0612345679", "+44612345678"})
  void whatIsNotThereIsNotFound(String asked) {
    assertThat(SearchText.of(asked).flatMap(text -> text.in(CALL))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "?!", "« »"})
  void nothingIsNotLookedFor(String asked) {
    assertThat(SearchText.of(asked)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"lefevre, Mme Hélène Lefèvre", "0142000017, 'Appelez le 01.42.00.00.17, merci'"})
  void theLineAboutTheFirstPlaceIsTold(String asked, String line) {
    assertThat(SearchText.of(asked).flatMap(text -> text.in(CALL))).contains(line);
  }

  @Test
  void aLongLineIsCutAroundThePlace() {
    var line = "a ".repeat(100) + "fuite" + " b".repeat(100);

    assertThat(SearchText.of("fuite").orElseThrow().in(line))
        .hasValueSatisfying(around ->
            assertThat(around)
                .startsWith("…")
                .endsWith("…")
                .contains("fuite")
                .hasSizeLessThan(140));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lefevre",
        "LEFÈVRE",
        "lef",
        "evre",
        "ordonnance sœur",
        "06 12 34 56 78",
        "0033612345678",
        "5678",
        "34 56 78",
        "612",
        "0142000017"
      })
  void whatIsInATextIsInItsVocabulary(String asked) {
    var vocabulary = SearchText.vocabulary(List.of("Bonjour.", CALL));

    assertThat(SearchText.of(asked).flatMap(text -> text.in(vocabulary))).isPresent();
  }

  /// Texts of letters, marks and digits as they come; what is asked for is a piece of one.
  @Test
  void everyPieceOfEveryTextIsInItsVocabulary() {
    var chance = new Random(13);
    for (var round = 0; round < 2_000; round++) {
      var texts = List.of(drawn(chance), drawn(chance));
      var from = texts.get(chance.nextInt(2));
      var begin = chance.nextInt(from.length());
      var piece = from.substring(begin, begin + 1 + chance.nextInt(from.length() - begin));
      var asked = SearchText.of(piece);
      if (asked.flatMap(text -> text.in(from)).isPresent()) {
        assertThat(asked.get().in(SearchText.vocabulary(texts)))
            .as(() -> escaped(piece + " of " + from + " in " + SearchText.vocabulary(texts)))
            .isPresent();
      }
    }
  }

  private static String escaped(String text) {
    return text.chars()
        .mapToObj(c -> c < 32 || c > 126 ? "\\u%04x".formatted(c) : String.valueOf((char) c))
        .collect(Collectors.joining());
  }

  private static String drawn(Random chance) {
    var letters = "aàâeéèçœÆbdmrs019 .@'’-+/()\n\u00a0ß\u0130Σσ½②\ud83d\ude00e\u0301";
    var text = new StringBuilder();
    for (var each = 0; each < 40; each++) {
      text.append(letters.charAt(chance.nextInt(letters.length())));
    }
    return text.toString();
  }

  @Test
  void aVocabularyHoldsEachWordOnce() {
    assertThat(SearchText.vocabulary(List.of("Demain, demain", "après-demain ; après")))
        .isEqualTo("demain\napres\n");
    assertThat(SearchText.of("lundi").orElseThrow().in("demain\napres\n")).isEmpty();
  }
}
