package ava.bridge.persona;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ouvert du lundi au vendredi. Fermé en août. | ",
        "Le docteur Lefèvre consulte le mardi. | Lefèvre",
        "Dr Anne Lefèvre, cardiologue. Mme Petit tient l’accueil. | Anne Lefèvre;Petit",
        "M. Roux répond le matin. | Roux",
        "12 rue Jean-Jaurès à Villeurbanne, près de la gare Part-Dieu. | Jean-Jaurès;Villeurbanne;Part-Dieu",
        "Nous sommes avenue du Général de Gaulle. | Général de Gaulle",
        "Anne Roux remplace Paul Petit. | Anne Roux;Paul Petit",
        "- Consultation : 30 €. - Urgences : Léa Marchand. | Léa Marchand",
        "Les Lilas, sur Seine. Venez avec la carte Vitale. | Lilas;Seine;Vitale",
        "Écrire à Mme d’Ormesson. | d’Ormesson",
        "On parle de Léa. Léa arrive. Nous attendons Léa. | Léa"
      })
  void whatHasACapitalWithinASentenceIsAName(String text, String names) {
    var expected = names == null ? List.<String>of() : List.of(names.split(";"));

    assertThat(Names.in(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"''", "123", "…", "«»", "ÉÉÉÉ ÉÉÉÉ", "A’'-", "-"})
  void anyTextHasItsNamesOrNone(String text) {
    assertThat(Stream.of(text, text.repeat(500)))
        .allSatisfy(t -> assertThat(Names.in(t)).isNotNull());
  }
}
