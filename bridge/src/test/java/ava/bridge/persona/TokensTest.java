package ava.bridge.persona;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What OpenAI's own vocabulary counts was measured once, with its published tables.
class TokensTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Le cabinet est ouvert du lundi au vendredi, de 9 h à 12 h et de 14 h à 18 h 30. | 29",
        "La consultation coûte 30 €, le règlement se fait par carte ou en espèces. | 16",
        "12 rue des Lilas, 69003 Lyon : 2e étage, digicode 45A7, sonnez à « Cabinet ». | 29",
        "06 12 34 56 78 | 9",
        "😀🦷👩 | 6"
      })
  void anEstimateIsNeverBelowAndNotFarAbove(String text, int counted) {
    assertThat(Tokens.estimate(text)).isBetween(counted, counted * 8 / 5 + 1);
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "' ', 0", "a, 1", "aaaa, 1", "aaaaa, 2", "@#|~, 4", "12, 2"})
  void everySignCosts(String text, int tokens) {
    assertThat(Tokens.estimate(text)).isEqualTo(tokens);
  }
}
