package ava.shared.call;

import static org.assertj.core.api.Assertions.assertThat;

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
}
