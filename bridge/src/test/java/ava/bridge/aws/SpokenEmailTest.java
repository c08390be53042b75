package ava.bridge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SpokenEmailTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          jean.petit@exemple.fr                                     | jean.petit@exemple.fr
          Jean.Petit@Exemple.FR                                     | jean.petit@exemple.fr
          jean point petit arobase exemple point fr                 | jean.petit@exemple.fr
          Jean, point, petit, arobase, exemple, point, fr.          | jean.petit@exemple.fr
          jean point petit at exemple point fr !                    | jean.petit@exemple.fr
          jean point petit a commercial exemple point fr            | jean.petit@exemple.fr
          jean.petit arobase exemple.fr.                            | jean.petit@exemple.fr
          jean . petit @ exemple . fr                               | jean.petit@exemple.fr
          j, p, e, t, i, t, arobase, exemple, point, fr             | jpetit@exemple.fr
          jean tiret bas petit arobase exemple point fr             | jean_petit@exemple.fr
          jean tiret du bas petit arobase exemple point fr          | jean_petit@exemple.fr
          jean, tiret bas, petit, arobase, exemple point fr         | jean_petit@exemple.fr
          jean underscore petit arobase exemple point fr            | jean_petit@exemple.fr
          jean under score petit arobase exemple point fr           | jean_petit@exemple.fr
          jean souligné petit arobase exemple point fr              | jean_petit@exemple.fr
          jean blanc souligné petit arobase exemple point fr        | jean_petit@exemple.fr
          jean tiret du huit petit arobase exemple point fr         | jean_petit@exemple.fr
          jean tiret du 8 petit arobase exemple point fr            | jean_petit@exemple.fr
          jean tiret du six petit arobase exemple point fr          | jean-petit@exemple.fr
          jean tiret du 6 petit arobase exemple point fr            | jean-petit@exemple.fr
          jean tiret petit arobase la tiret poste point net         | jean-petit@la-poste.net
          jean trait d’union petit arobase exemple point fr         | jean-petit@exemple.fr
          jean trait d'union petit arobase exemple point fr         | jean-petit@exemple.fr
          a point b tiret c tiret bas d arobase e point f point com | a.b-c_d@e.f.com
          tiret bas jean arobase exemple point fr                   | _jean@exemple.fr
          jean 75 arobase exemple point fr                          | jean75@exemple.fr
          pointeau arobase tirette point fr                         | pointeau@tirette.fr
          jean+devis@exemple.fr                                     | jean+devis@exemple.fr
          """)
  void anAddressIsWrittenAsItIsSaid(String said, String written) {
    assertThat(SpokenEmail.written(said)).contains(written);
  }

  @ParameterizedTest
  @MethodSource
  void whatCannotBeAnAddressIsRefused(String said) {
    assertThat(SpokenEmail.written(said)).isEmpty();
  }

  static Stream<String> whatCannotBeAnAddressIsRefused() {
    return Stream.of(
        "",
        "jean point petit",
        "jean@exemple",
        "@exemple.fr",
        "jean@",
        "a@b@exemple.fr",
        "jean arobase arobase exemple point fr",
        ".jean@exemple.fr",
        "jean.@exemple.fr",
        "jean..petit@exemple.fr",
        "point jean arobase exemple point fr",
        "jean point arobase exemple point fr",
        "jean point point petit arobase exemple point fr",
        "jean@.exemple.fr",
        "jean@exemple..fr",
        "jean@-exemple.fr",
        "jean@exemple-.fr",
        "jean@sous.-exemple.fr",
        "jean@exemple.f",
        "jean@exemple.123",
        "jean@exemple_a.fr",
        "élodie@exemple.fr",
        "jean@" + "a".repeat(64) + ".fr",
        "a".repeat(65) + "@exemple.fr",
        "a".repeat(64) + "@" + ("b".repeat(62) + ".").repeat(3) + "fr");
  }

  @ParameterizedTest
  @MethodSource
  void theLongestAddressIsTaken(String written) {
    assertThat(SpokenEmail.written(written)).contains(written);
  }

  static Stream<String> theLongestAddressIsTaken() {
    return Stream.of(
        "jean@" + "a".repeat(63) + ".fr",
        "a".repeat(64) + "@exemple.fr",
        "a".repeat(62) + "@" + ("b".repeat(62) + ".").repeat(3) + "fr");
  }
}
