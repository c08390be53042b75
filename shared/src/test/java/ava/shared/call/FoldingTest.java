package ava.shared.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
  @ParameterizedTest
  @CsvSource({
    "Élodie LEFÈVRE, elodie lefevre",
    "L’œil du Cœur, l'oeil du coeur",
    "Ça va… « très » bien, ca va… « tres » bien",
    "Łódź Straße, łodz straße",
    "e\u0301te\u0301, ete",
    "Æthelred et Lætitia, aethelred et laetitia",
    "日本 Été, 日本 ete"
  })
  void accentsAndCapitalsAreLeftOut(String text, String folded) {
    assertThat(Folding.of(text)).isEqualTo(folded);
  }

  @Test
  void eachLetterByItselfIsFoldedAsTheWholeTextIs() {
    var chance = new Random(11);
    for (var tries = 0; tries < 20_000; tries++) {
      var text = new StringBuilder();
      for (var length = chance.nextInt(12); length >= 0; length--) {
        text.append((char) (chance.nextBoolean() ? chance.nextInt(0x350) : chance.nextInt(0x2100)));
      }
      assertThat(Folding.of(text.toString())).isEqualTo(Folding.byRules(text.toString()));
    }
  }
}
