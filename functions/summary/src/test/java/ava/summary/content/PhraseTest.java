package ava.summary.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {
  @ParameterizedTest
  @CsvSource({
    "Élodie,d’Élodie",
    "Hélène,d’Hélène",
    "Hugo,de Hugo",
    "Henri,d’Henri",
    "Hubert,d’Hubert",
    "Hassan,de Hassan",
    "Hamid,de Hamid",
    "Hortense,d’Hortense",
    "Harry,de Harry",
    "Yves,d’Yves",
    "Yann,de Yann",
    "Yasmine,de Yasmine",
    "Yvonne,d’Yvonne",
    "Œuvrard,d’Œuvrard",
    "Mme Aubert,de Mme Aubert",
    "M. Henry,de M. Henry",
    "Paul,de Paul",
    "Émile Zola,d’Émile Zola",
    "Ève,d’Ève",
    "Ousmane,d’Ousmane",
    "EDF,d’EDF",
    "Heidi,de Heidi",
    "Hermione,d’Hermione",
  })
  void nameIsElidedAsItSounds(String name, String phrase) {
    assertThat(Phrase.of(name)).isEqualTo(phrase);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ce soir                 | ce soir",
        "rappeler ce soir        | ce soir",
        "Rappelez-moi avant 18h  | avant 18h",
        "me rappeler demain      | demain",
        "être rappelée vers 9h.  | vers 9h",
        "Le 3 décembre           | le 3 décembre",
        "à rappeler              | ''",
        "dès que possible        | dès que possible",
      })
  void momentStandsInsideASentence(String words, String moment) {
    assertThat(Phrase.moment(words)).isEqualTo(moment);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "je n’arrive pas à       | je n’arrive pas…",
        "je n’arrive pas à.      | je n’arrive pas…",
        "il faudrait que je      | il faudrait…",
        "un devis pour la        | un devis…",
        "bâtiment C              | bâtiment C",
        "j’en ai une             | j’en ai une",
        "fuite d’eau             | fuite d’eau",
        "rappelez-la             | rappelez-la",
      })
  void phraseThatLeadsNowhereIsCutBack(String words, String whole) {
    assertThat(Phrase.whole(words)).isEqualTo(whole);
  }
}
