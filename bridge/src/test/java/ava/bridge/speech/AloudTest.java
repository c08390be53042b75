package ava.bridge.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said for what is written.
class AloudTest {
  private static final String LETTERS = " abcdhHeér0123456789:,.-+/€%°n\u00A0";

  @ParameterizedTest
  @CsvSource({
    "0, zéro",
    "1, un",
    "16, seize",
    "17, dix-sept",
    "20, vingt",
    "21, vingt et un",
    "22, vingt-deux",
    "31, trente et un",
    "60, soixante",
    "61, soixante et un",
    "70, soixante-dix",
    "71, soixante et onze",
    "72, soixante-douze",
    "79, soixante-dix-neuf",
    "80, quatre-vingts",
    "81, quatre-vingt-un",
    "90, quatre-vingt-dix",
    "91, quatre-vingt-onze",
    "99, quatre-vingt-dix-neuf",
    "100, cent",
    "101, cent un",
    "180, cent quatre-vingts",
    "200, deux cents",
    "201, deux cent un",
    "280, deux cent quatre-vingts",
    "999, neuf cent quatre-vingt-dix-neuf",
    "1000, mille",
    "1001, mille un",
    "1998, mille neuf cent quatre-vingt-dix-huit",
    "2000, deux mille",
    "2026, deux mille vingt-six",
    "80000, quatre-vingt mille",
    "200000, deux cent mille",
    "21000, vingt et un mille",
    "1000000, un million",
    "2000001, deux millions un",
    "80000000, quatre-vingts millions",
    "200000000, deux cents millions",
    "999999999, neuf cent quatre-vingt-dix-neuf millions neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf"
  })
  void numbersAreSpelledAsTheFrenchDo(int number, String words) {
    assertThat(NumberInWords.of(number)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // telephone numbers
        "au 06 12 34 56 78. | au zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit.",
        "le 0142000000, | le zéro un, quarante-deux, zéro zéro, zéro zéro, zéro zéro,",
        "01.42.00.00.01 | zéro un, quarante-deux, zéro zéro, zéro zéro, zéro un",
        "01-42-00-00-01 | zéro un, quarante-deux, zéro zéro, zéro zéro, zéro un",
        "+33 6 12 34 56 78 | plus trente-trois, six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
        "+33612345678 | plus trente-trois, six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
        "0 800 123 456 | zéro huit cents, cent vingt-trois, quatre cent cinquante-six",
        "se terminant par 56 78 ? | se terminant par cinquante-six soixante-dix-huit ?",
        "Appelez le 15 ou le 112. | Appelez le quinze ou le cent douze.",
        "le 3114 écoute | le trente et un quatorze écoute",
        // hours
        "à 18 h 30 | à dix-huit heures trente",
        "à 18h30, | à dix-huit heures trente,",
        "à 8h. | à huit heures.",
        "21 h | vingt et une heures",
        "1h | une heure",
        "0 h 30 | zéro heure trente",
        "18:05 | dix-huit heures cinq",
        "8 heures 15 | huit heures quinze",
        "de 9h-12h | de neuf heures à douze heures",
        "de 9 h à 12 h | de neuf heures à douze heures",
        "8h01 | huit heures une",
        // days
        "le 03/12/2026 | le trois décembre deux mille vingt-six",
        "le 3.12.2026 | le trois décembre deux mille vingt-six",
        "le 1/12 | le premier décembre",
        "2026-12-03 | trois décembre deux mille vingt-six",
        "le 1er décembre | le premier décembre",
        "la 1re fois | la première fois",
        "au 2e étage | au deuxième étage",
        "le 9ème, le 5e | le neuvième, le cinquième",
        "le 21e et le 80e | le vingt et unième et le quatre-vingtième",
        "mardi 24 novembre 2026 | mardi vingt-quatre novembre deux mille vingt-six",
        // amounts
        "25 € | vingt-cinq euros",
        "45,50 € | quarante-cinq euros cinquante",
        "45,5€ | quarante-cinq euros cinquante",
        "1 € | un euro",
        "0,50 € | cinquante centimes",
        "1 250 euros | mille deux cent cinquante euros",
        "1.250 € | mille deux cent cinquante euros",
        "80 euros | quatre-vingts euros",
        "2000000 € | deux millions d’euros",
        // the rest
        "20 % | vingt pour cent",
        "2,5 % | deux virgule cinq pour cent",
        "3,05 | trois virgule zéro cinq",
        "21 personnes | vingt et une personnes",
        "12 000 | douze mille",
        "2-3 jours | deux à trois jours",
        "au n° 12 | au numéro douze",
        "n°12 bis | numéro douze bis",
        "12 rue des Lilas, 75011 Paris | douze rue des Lilas, soixante-quinze mille onze Paris",
        "le dossier 007 | le dossier zéro zéro sept",
        "A4 et B12 | A quatre et B douze",
        "1234567890123 | un deux trois quatre cinq six sept huit neuf zéro un deux trois",
        "Bien sûr, à quel nom ? | Bien sûr, à quel nom ?",
      })
  void figuresAreSaidInWords(String written, String spoken) {
    assertThat(Aloud.of(written).text()).isEqualTo(spoken);
    var bound = written.replaceAll("(?<=\\d) (?=[h€%?])", "\u00A0");
    assertThat(Aloud.of(bound).text().replace('\u00A0', ' ')).isEqualTo(spoken);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bien sûr.",
        "Votre numéro est le 06 12 34 56 78, et je note 18 h 30 pour 2 personnes.",
        "06 12 34 56 78",
        "Soit 1 250,50 € - environ."
      })
  void whatWasWrittenIsToldWordByWord(String line) {
    var aloud = Aloud.of(line);

    assertThat(aloud.words(0, aloud.pieces().size())).contains(line);
    assertThat(aloud.words(0, 0)).isEmpty();
  }

  @Test
  void aNumberIsOnePieceWithTheWordsThatStandForIt() {
    assertThat(Aloud.of("au 06 12 34 56 78.").pieces())
        .extracting(Aloud.Piece::written)
        .containsExactly("au", "06 12 34 56 78.");
    assertThat(Aloud.of("à 18 h 30 demain").words(1, 2)).isEqualTo(Optional.of("18 h 30"));
  }

  /// Whatever a line holds: all of it is told, and no figure is left to a voice.
  @Test
  void noLineLosesAWordOrKeepsAFigure() {
    for (var seed = 0; seed < 20_000; seed++) {
      var random = new SplittableRandom(seed);
      var line =
          IntStream.range(0, 1 + random.nextInt(24))
              .mapToObj(_ -> "" + LETTERS.charAt(random.nextInt(LETTERS.length())))
              .collect(Collectors.joining())
              .strip()
              .replaceAll(" +", " ");
      if (!line.isEmpty()) {
        var aloud = Aloud.of(line);
        assertThat(aloud.words(0, aloud.pieces().size())).as(line).contains(line);
        assertThat(aloud.text()).as(line).doesNotContainPattern("[0-9]");
      }
    }
  }
}
