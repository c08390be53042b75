package ava.summary.dictation;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DictationTest {
  private static final String SHOWN = "+33698765432";

  /// @param lines parted by `/`, Ava's begin with `A:`
  private static Dictated heard(String lines) {
    var turns = new ArrayList<Turn>();
    turns.add(turn(1, Speaker.AVA, "Cabinet Durand, bonjour. Que puis-je faire pour vous ?"));
    for (var line : lines.split("/")) {
      var text = line.strip();
      var ava = text.startsWith("A:");
      turns.add(
          turn(
              turns.size() + 1,
              ava ? Speaker.AVA : Speaker.CALLER,
              ava ? text.substring(2).strip() : text));
    }
    return Dictation.in(turns, new PhoneNumber(SHOWN));
  }

  private static Turn turn(int seq, Speaker speaker, String text) {
    return new Turn(seq, speaker, text, Instant.EPOCH, Instant.EPOCH, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "06 12 34 56 78 | +33612345678",
        "c'est le 06 12 34 56 78, après dix-huit heures | +33612345678",
        "au 07 55 44 33 22, un devis s'il vous plaît | +33755443322",
        "06 12 34 56 78, non pardon, 79 à la fin | +33612345679",
        "06 12 34 56 78. A la fin c'est 79 | +33612345679",
        "06 12 34 56 78, non, les deux derniers c'est 79 | +33612345679",
        "06 12 34 56 78 ah non, ça commence par 01 | +33112345678",
        "06 12 34 / A: Oui. / non pardon, 35 / A: D'accord. / 56 78 | +33612355678",
        "zéro six, douze, trente-quatre, vous notez ?, cinquante-six, soixante-dix-huit | +33612345678",
        "06 12 34 56 78 / A: 06 12 34 56 78 ? / Non, ça finit par soixante-dix-neuf. | +33612345679",
        "06 12 34 56 78 / A: C'est noté. Pour combien de personnes ? / Deux. Non, trois. | +33612345678",
        "06 12 34 56 78 pour deux personnes, non, trois | +33612345678",
        "mon ancien numéro c'était le 06 12 34 56 78, le nouveau c'est le 06 98 11 22 33 | +33698112233",
        "zéro six quatre-vingt-douze douze trente et un zéro zéro | +262692123100",
        "zéro six quatre-vingt-douze, douze, trente-quatre, cinquante-six | +262692123456",
        "zéro cinq quatre-vingt-seize trente douze trente-quatre | +596596301234",
        "plus trente-deux quatre cent soixante-dix douze trente-quatre cinquante-six | +32470123456",
        "06 12 34 56 78, je répète, 06 12 34 56 78 | +33612345678",
        "vingt-deux deux fois, c'est pour le 06 12 34 56 78 | +33612345678",
        "un zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit | +33612345678",
        "06 12 34 56 78 / A: Au numéro qui s'affiche ? / Non, l'autre. | +33612345678",
        "06 12 34 56 78 / A: Vous pouvez joindre le docteur au 01 42 23 34 45. / Oui. | +33612345678",
        "06 12 34 56 78, ah non, 79 | +33612345679",
        "06 12 34 56 78, j'ai dit 34, c'est 35 | +33612355678",
        "06 12 34 56 78, euh le 34 c'est 35 | +33612355678",
        "06 12 34 56 78, non, pas 34 mais 35 | +33612355678",
        "pas le 06 12 34 56 78, le 06 98 11 22 33 | +33698112233",
        "zéro six, je crois, douze, voyons, trente-quatre, cinquante-six, soixante-dix-huit | +33612345678",
        "zéro six douze trente-quatre cinquante-six vingt et un, voilà, merci beaucoup | +33612345621",
        "zéro six trois zéros double sept vingt et un cinq | +33600077215",
        "33 6 12 34 56 78 | +33612345678",
        "06 12 34 56 / A: Il me manque la fin. / 56 78 | +33612345678",
        "06 12 34 56 / A: Il manque deux chiffres. / ah oui pardon, 78 | +33612345678",
        "06 12 34 56 78 / A: C'est noté, 06 12 34 56 78. Autre chose ? / Non merci. | +33612345678",
        "06 12 34 56 78 / A: Le 06 12 34 56 78. C'est urgent ? / Non. | +33612345678",
        "06 12 34 56 78 / A: Je vous rappelle au 06 12 34 56 78 demain ? / Non, mardi. | +33612345678",
        "06 12 34 56 78 / A: 06 13 34 56 78 ? / Non, douze. | +33612345678",
        "06 12 34 56 78 / A: 06 13 34 56 78 ? / Non, douze après le zéro six. | +33612345678",
      })
  void whatTheCallerMeantIsTheNumber(String lines, String number) {
    var heard = heard(lines);

    assertThat(heard.number()).contains(number);
    assertThat(heard.confirmed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "06 12 34 56 78 / A: 06 12 34 56 78 ? / Oui, c'est ça. | +33612345678",
        "06 12 34 56 78 / A: Le 06 12 34 56 78, c'est bien cela ? / Non non, c'est bien ça. | +33612345678",
        "06 12 34 56 78 / A: Je relis : zéro six, douze, trente-quatre, cinquante-six,"
            + " soixante-dix-huit. / Exactement, merci. | +33612345678",
        "06 12 34 / A: 06 12 34 56 78 ? / Parfait. | +33612345678",
        "C'est pour un devis / A: Je vous rappelle au numéro qui s'affiche, se terminant par 54 32 ?"
            + " / Oui. | +33698765432",
        "06 12 34 56 78 / A: 06 12 34 56 79 ? / Non, 78 à la fin. / A: 06 12 34 56 78 ? / Voilà."
            + " | +33612345678",
        "06 12 34 56 78 / A: 06 12 34 56 78, n'est-ce pas ? / Si, si. | +33612345678",
        "06 12 34 56 78 / A: Je vous rappelle au 06 12 34 56 78 demain ? / Oui. | +33612345678",
      })
  void whatWasReadBackAndAgreedToIsConfirmed(String lines, String number) {
    var heard = heard(lines);

    assertThat(heard.number()).contains(number);
    assertThat(heard.confirmed()).isTrue();
    assertThat(heard.unclear()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zéro trois soixante dix neuf quatorze vingt soixante dix sept | +33379142077",
        "zéro quatre vingt onze cinquante trois dix huit dix sept sept | +33915318177",
        "zéro deux / A: Oui. / zéro trois vingt-deux onze treize quinze | +33322111315",
        "06 12 34 56 78 ou 79 | +33612345678",
        "06 12 34 56 78 ou le 01 42 23 34 45 | +33612345678",
        "06 12 34 56 78, sinon ma femme au 06 98 11 22 33 | +33612345678",
        "06 12 34 56 78, non, le troisième c'est 35 | +33612345678",
        "un devis / A: 06 13 34 56 78 ? / Non, douze. | +33613345612",
        "06 12 34 56 78, et sur mon fixe le zéro cinq trente quatre vingt neuf vingt cinq quarante"
            + " | +33612345678",
      })
  void whatMayBeAnotherNumberIsDoubtful(String lines, String number) {
    var heard = heard(lines);

    assertThat(heard.number()).contains(number);
    assertThat(heard.doubtful()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c'est le 06 12 34 56",
        "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit, quatre-vingt-dix",
        "06 12 34 56 78 / A: 06 12 34 56 78 ? / Non, c'est pas ça.",
        "06 12 34 56 78, je me suis trompé",
        "06 12 34 56 78, je répète, 06 12 34 56 79",
        "06 12 34 56 78, non pardon, 07",
        "douze trente-quatre cinquante-six soixante-dix-huit",
        "06 91 20 12 34",
        "01 48 98 29 74, non, le 06 12 34 56",
        "06 12 34 56, ça finit par 7",
        "09 87 36 84 16 / A: 09 87 36 84 16 ? / Je me suis trompé, ça finit par soixante seize."
      })
  void whatIsNotUnderstoodIsKeptInTheCallersWords(String lines) {
    var heard = heard(lines);

    assertThat(heard.number()).isEmpty();
    assertThat(heard.unclear()).isPresent();
    assertThat(heard.unclear().orElseThrow().words()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C'est pour un devis, j'ai deux enfants de six et huit ans.",
        "Mon numéro de dossier est le 12 34 56 78.",
        "Mon numéro fiscal est le 12 34 567 890 123.",
        "Je suis née le 01 02 1985.",
        "rendez-vous le 12 décembre à 14 h 30",
        "Rappelez-moi au numéro qui s'affiche."
      })
  void otherNumbersAreNoTelephone(String lines) {
    var heard = heard(lines);

    assertThat(heard.number()).isEmpty();
    assertThat(heard.unclear()).isEmpty();
  }

  @Test
  void numberOfTheGreetingIsNobodys() {
    var greeting = turn(1, Speaker.AVA, "Cabinet Durand, 01 42 23 34 45, bonjour ?");
    var yes = turn(2, Speaker.CALLER, "Oui, bonjour.");

    assertThat(Dictation.in(List.of(greeting, yes), new PhoneNumber(SHOWN)).number()).isEmpty();
  }

  @Test
  void endlessNumberEnds() {
    assertThat(heard("quatre vingt ".repeat(500)).number()).isEmpty();
    assertThat(heard("soixante dix ".repeat(500)).number()).isEmpty();
  }
}
