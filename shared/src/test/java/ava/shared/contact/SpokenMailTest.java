package ava.shared.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenMailTest {
  private static final String LOCAL = "a".repeat(64);
  private static final String LABEL = "b".repeat(63);
  private static final String DOMAIN = String.join(".", LABEL, LABEL, "c".repeat(58), "fr");

  static Stream<String> impossible() {
    return Stream.of(
        "",
        "  ",
        "jean.petit",
        "jean@exemple",
        "@exemple.fr",
        "jean@",
        "jean@@exemple.fr",
        "jean@petit@exemple.fr",
        "jean..petit@exemple.fr",
        ".jean@exemple.fr",
        "jean.@exemple.fr",
        "point jean arobase exemple point fr",
        "jean point arobase exemple point fr",
        "jean point point petit arobase exemple point fr",
        "jean@.exemple.fr",
        "jean@exemple..fr",
        "jean@exemple.fr..",
        "jean@-exemple.fr",
        "jean@exemple-.fr",
        "jean@exemple.fr-",
        "jean@sous.-exemple.fr",
        "jean arobase tiret exemple point fr",
        "jean@exe_mple.fr",
        "jean@exemple.f",
        "jean@exemple.1a",
        "jean@127.0.0.1",
        "o'brien@exemple.fr",
        "jean\"@exemple.fr",
        "jean;petit@exemple.fr",
        "jean@exemple.fr>",
        LOCAL + "a@exemple.fr",
        "jean@" + LABEL + "b.fr",
        LOCAL + "@" + DOMAIN + "f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Jean.Petit@Exemple.fr | jean.petit@exemple.fr",
        "jean.petit@exemple.fr. | jean.petit@exemple.fr",
        "jean point petit arobase exemple point fr | jean.petit@exemple.fr",
        "Jean point petit, arobase, exemple, point fr. | jean.petit@exemple.fr",
        "jean point petit at exemple point fr | jean.petit@exemple.fr",
        "jean, petit, arobase exemple point fr | jeanpetit@exemple.fr",
        "j e a n point p arobase exemple point fr | jean.p@exemple.fr",
        "jean tiret bas petit arobase exemple point fr | jean_petit@exemple.fr",
        "jean tiret du bas petit arobase exemple point fr | jean_petit@exemple.fr",
        "jean tiret du huit petit arobase exemple point fr | jean_petit@exemple.fr",
        "jean tiret du 8 petit arobase exemple point fr | jean_petit@exemple.fr",
        "jean underscore petit arobase exemple point fr | jean_petit@exemple.fr",
        "jean Under Score petit arobase exemple point fr | jean_petit@exemple.fr",
        "jean souligné petit arobase exemple point fr | jean_petit@exemple.fr",
        "jean, trait de soulignement, petit arobase exemple point fr | jean_petit@exemple.fr",
        "jean tiret petit arobase exemple point fr | jean-petit@exemple.fr",
        "jean tiret du six petit arobase exemple point fr | jean-petit@exemple.fr",
        "jean tiret du 6 petit arobase exemple point fr | jean-petit@exemple.fr",
        "jean trait d’union petit arobase exemple point fr | jean-petit@exemple.fr",
        "jean trait d'union petit arobase exemple point fr | jean-petit@exemple.fr",
        "marie tiret louise arobase la tiret poste point net | marie-louise@la-poste.net",
        "contact arobase le tiret cabinet point exemple point fr | contact@le-cabinet.exemple.fr",
        "hélène.çelik@exemple.fr | helene.celik@exemple.fr",
        "rond-point@exemple.fr | rond-point@exemple.fr",
        "point-virgule arobase exemple point fr | point-virgule@exemple.fr",
        "jean+devis@exemple.fr | jean+devis@exemple.fr",
        "jean@xn--bcher-kva.example | jean@xn--bcher-kva.example",
        "jean 75 arobase exemple point paris . | jean75@exemple.paris"
      })
  void addressIsReadAsItIsSaid(String said, String address) {
    assertThat(SpokenMail.in(said)).contains(address);
    assertThat(SpokenMail.in(address)).contains(address);
  }

  @Test
  void longestAddressIsTaken() {
    var longest = LOCAL + "@" + DOMAIN;

    assertThat(longest).hasSize(254);
    assertThat(SpokenMail.in(longest)).contains(longest);
    assertThat(SpokenMail.valid("j@" + LABEL + ".fr")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("impossible")
  void whatCannotBeAnAddressIsNone(String said) {
    assertThat(SpokenMail.in(said)).isEmpty();
    assertThat(SpokenMail.valid(said)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "-", "a-", "a.", "tiret "})
  void endlessTextIsNone(String part) {
    assertThat(SpokenMail.in(part.repeat(5_000) + "!")).isEmpty();
    assertThat(SpokenMail.in("a@" + part.repeat(5_000) + "!")).isEmpty();
  }
}
