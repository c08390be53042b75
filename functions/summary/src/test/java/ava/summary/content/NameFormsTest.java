package ava.summary.content;

import static ava.summary.content.Chance.one;
import static org.assertj.core.api.Assertions.assertThat;

import ava.summary.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Names in every way in which callers give and spell them.
class NameFormsTest {
  private static final int EACH = 500;
  private static final List<String> FIRST =
      List.of("Paul", "Marie", "Jean-Pierre", "Élodie", "Karim", "Anne-Sophie", "Zoé", "Inès");
  private static final List<String> LAST =
      List.of(
          "Roussel",
          "Lefèvre",
          "Bonnet",
          "Perrin",
          "Collin",
          "Haddad",
          "Nguyen",
          "Kowalski",
          "Dupond",
          "Le Goff",
          "Da Silva",
          "De Villiers",
          "Ben Youssef",
          "O’Connor",
          "Vallée",
          "Girard-Petit",
          "Wagner",
          "Hoffmann",
          "Yilmaz",
          "Benali",
          "Müller",
          "Françoise");
  private static final List<String> BEHIND =
      List.of(
          "",
          ". C'est pour un devis.",
          ". À demain.",
          ", merci.",
          ", à demain.",
          ", y a-t-il une place ?",
          ". Je voudrais un rendez-vous.",
          ", c'est pour une fuite.",
          ". Y a-t-il une place demain ?");

  /// @param name what is to be found
  record Told(String name, List<String> lines) {
    static Told of(String name, String... lines) {
      return new Told(name, List.of(lines));
    }
  }

  record Form(String name, Function<SplittableRandom, Told> told) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Form> forms() {
    return Stream.of(
        new Form("introduced", NameFormsTest::introduced),
        new Form("with a title", NameFormsTest::titled),
        new Form("without “c’est”", NameFormsTest::bare),
        new Form("answered", NameFormsTest::answered),
        new Form("in small letters", NameFormsTest::small),
        new Form("spelled", r -> spelled(r, Spelling.PLAIN)),
        new Form("spelled, two n", r -> spelled(r, Spelling.DOUBLED)),
        new Form("spelled, M like Marie", r -> spelled(r, Spelling.LIKE_NAMES)),
        new Form("spelled when asked", NameFormsTest::spelledWhenAsked));
  }

  private static String full(SplittableRandom random) {
    return one(random, FIRST) + " " + one(random, LAST);
  }

  private static Told introduced(SplittableRandom random) {
    var name = full(random);
    return Told.of(
        name,
        one(
                random,
                "Bonjour, je m'appelle %s.",
                "Bonjour, je suis %s et je voudrais un devis.",
                "Oui bonjour, ici %s, c'est pour un devis.",
                "%s à l'appareil.",
                "C'est %s à l'appareil.",
                "Bonjour, c'est %s, j'ai une question.",
                "Mon nom est %s.",
                "Bonjour, moi c'est %s.",
                "Je vous appelle pour un devis. Je m'appelle %s, je suis à Lyon.",
                "Mon nom c'est %s.")
            .formatted(name));
  }

  private static Told titled(SplittableRandom random) {
    var name = one(random, LAST);
    var title =
        one(
            random,
            List.of("Mme", "madame"),
            List.of("M.", "monsieur"),
            List.of("Dr", "le docteur"),
            List.of("Me", "maître"));
    var said =
        one(
            random,
            title.get(1),
            title.get(1),
            title.getFirst().equals("Dr") ? "le Dr" : title.getFirst());
    return Told.of(
        title.getFirst() + " " + name,
        one(
                random,
                "Bonjour, c'est %s.",
                "Bonjour, ici %s à l'appareil.",
                "Je suis %s, bonjour.",
                "Allô ? C'est %s, je rappelle pour mon rendez-vous.")
            .formatted(said + " " + name));
  }

  private static Told bare(SplittableRandom random) {
    var name = full(random);
    var last = one(random, LAST);
    return one(
        random,
        Told.of(name, "Bonjour, " + name + "."),
        Told.of(name, "Oui bonjour, " + name + ", j'appelle pour un devis."),
        Told.of(name, name + ", bonjour, j'ai une fuite."),
        Told.of("Mme " + last, "Bonjour, madame " + last + "."),
        Told.of("M. " + last, "Bonjour, monsieur " + last + ", je voudrais un rendez-vous."),
        Told.of(last, last + ", bonjour."));
  }

  private static Told answered(SplittableRandom random) {
    var name = one(random, one(random, LAST), full(random));
    var question =
        one(
            random,
            "Quel est votre nom ?",
            "Puis-je avoir votre nom, s'il vous plaît ?",
            "À quel nom ?",
            "À qui ai-je l'honneur ?",
            "Comment vous appelez-vous ?",
            "C'est noté. Et votre nom ?",
            "Qui est à l'appareil ?",
            "Pouvez-vous me donner votre nom de famille ?");
    return Told.of(
        name,
        "Bonjour, je voudrais un rendez-vous.",
        "A: " + question,
        one(
                random,
                "%s.",
                "%s",
                "Oui, c'est %s.",
                "Euh, %s.",
                "Alors, %s.",
                "Bien sûr, %s.",
                "C'est %s.",
                "Mon nom c'est %s.",
                "Je m'appelle %s.",
                "%s, merci.",
                "Oui, %s, et je suis pressée.")
            .formatted(name));
  }

  private static Told small(SplittableRandom random) {
    var name = one(random, FIRST) + " " + one(random, "Roussel", "Lefèvre", "Haddad", "Kowalski");
    return one(
        random,
        Told.of(name, ("bonjour je m'appelle " + name).toLowerCase(Locale.FRANCE)),
        Told.of(
            name, ("je m'appelle " + name + " et je voudrais un devis").toLowerCase(Locale.FRANCE)),
        Told.of(name, "bonjour", "A: Votre nom ?", name.toLowerCase(Locale.FRANCE)),
        Told.of(name, "BONJOUR, JE M'APPELLE " + name.toUpperCase(Locale.FRANCE) + "."));
  }

  private static String singleWord(SplittableRandom random) {
    return one(random, LAST.stream().filter(name -> !name.contains(" ")).toList());
  }

  private static Told spelled(SplittableRandom random, Spelling spelling) {
    var name = singleWord(random);
    var letters = spelling.letters(random, name);
    return Told.of(
        name,
        one(
                random,
                "%s.",
                "Je vous l'épelle : %s",
                "Ça s'écrit %s",
                "Je vous donne mon nom, je vous l'épelle : %s",
                "C'est " + name + ", %s")
            .replace("%s.", "%s")
            .formatted(letters + one(random, BEHIND)));
  }

  private static Told spelledWhenAsked(SplittableRandom random) {
    var name = singleWord(random);
    var misheard = name.substring(0, name.length() - 2) + "o";
    return Told.of(
        name,
        "Bonjour, c'est " + misheard + ".",
        "A: Pouvez-vous l'épeler ?",
        one(random, "Oui, %s", "%s", "Alors, %s")
            .formatted(one(random, Spelling.values()).letters(random, name) + one(random, BEHIND)));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void nameIsFound(Form form) {
    var random = new SplittableRandom(form.name().hashCode());
    var wrong = new ArrayList<String>();
    for (var i = 0; i < EACH; i++) {
      var told = form.told().apply(random);
      var lines =
          Stream.concat(
                  Stream.of("Ava: Cabinet du docteur Martin, bonjour."),
                  told.lines().stream()
                      .map(line ->
                          line.startsWith("A: ") ? "Ava" + line.substring(1) : "Appelant: " + line))
              .toArray(String[]::new);
      var found = CallerName.in(Calls.of(lines)).orElse("");
      if (!found.replace('\'', '’').equals(told.name())) {
        wrong.add(told.lines() + " → " + found);
      }
    }
    System.out.printf("%-24s right %6.2f %%%n", form, 100.0 - 100.0 * wrong.size() / EACH);
    assertThat(wrong).isEmpty();
  }
}
