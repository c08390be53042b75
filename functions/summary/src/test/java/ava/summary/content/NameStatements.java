package ava.summary.content;

import static ava.summary.content.Chance.amount;
import static ava.summary.content.Chance.one;
import static ava.summary.content.Chance.other;

import ava.summary.content.Statements.Kind;
import ava.summary.content.Statements.Pair;
import ava.summary.mention.Counting;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// People, places and addresses.
final class NameStatements {
  private static final List<String> LAST_NAMES =
      List.of(
          "Marchal",
          "Collin",
          "Lefèvre",
          "Benali",
          "Nguyen",
          "Da Silva",
          "Le Goff",
          "Petit",
          "Roussel",
          "Girard",
          "Traoré",
          "Kowalski",
          "O’Brien",
          "De Lattre",
          "Dupont-Moretti",
          "Ferreira",
          "Haddad",
          "Blanchard",
          "Vidal",
          "Schmitt");
  private static final List<String> WOMEN =
      List.of("Sophie", "Élodie", "Fatima", "Anne-Marie", "Chantal", "Inès", "Mélanie", "Rose");
  private static final List<String> MEN =
      List.of("Paul", "Jean-Pierre", "Karim", "Éric", "Thomas", "Loïc", "Pierre", "Marc");
  private static final List<String> STREETS =
      List.of(
          "des Lilas",
          "Victor Hugo",
          "de la République",
          "du Moulin",
          "Jean Jaurès",
          "des Écoles",
          "du Général Leclerc",
          "de l’Église",
          "Pasteur",
          "des Frères Lumière",
          "du 8 mai 1945",
          "Saint-Michel",
          "de Verdun",
          "aux Herbes");
  private static final List<String> KINDS_OF_STREET =
      List.of("rue", "avenue", "boulevard", "place", "impasse", "allée", "chemin", "quai");
  private static final List<String> DOMAINS =
      List.of(
          "orange.fr", "gmail.com", "laposte.net", "free.fr", "cabinet-durand.fr", "wanadoo.fr");

  private NameStatements() {}

  static Stream<Kind> all() {
    return Stream.of(
        new Kind("street", NameStatements::street),
        new Kind("person", NameStatements::person),
        new Kind("name that is a word", NameStatements::word),
        new Kind("mail address", NameStatements::mail),
        new Kind("link", NameStatements::link));
  }

  private static Pair street(SplittableRandom random) {
    var number = random.nextInt(1, 130);
    var kind = one(random, KINDS_OF_STREET);
    var name = one(random, STREETS);
    var repeat = one(random, "", "", "", " bis", " ter");
    var wrong =
        switch (random.nextInt(3)) {
          case 0 -> address(random, other(random, 1, 130, number), repeat, kind, name);
          case 1 -> address(random, number, repeat, other(random, KINDS_OF_STREET, kind), name);
          default -> address(random, number, repeat, kind, other(random, STREETS, name));
        };
    var claim =
        one(
            random,
            "Elle habite au %s.",
            "Adresse : %s.",
            "Intervention au %s.",
            "Elle demande un passage au %s, demain.".replace(", demain", ""));
    return new Pair(
        one(random, "J'habite au %s.", "C'est au %s, à Lyon.", "Mon adresse, c'est %s.")
            .formatted(address(random, number, repeat, kind, name)),
        claim.formatted(address(random, number, repeat, kind, name)),
        claim.formatted(wrong));
  }

  private static String address(
      SplittableRandom random, int number, String repeat, String kind, String name) {
    var short_ =
        random.nextInt(3) > 0
            ? kind
            : switch (kind) {
              case "avenue" -> "av.";
              case "boulevard" -> one(random, "bd", "boulevard");
              case "place" -> "place";
              default -> kind;
            };
    return amount(random, number)
        + repeat
        + one(random, " ", ", ")
        + short_
        + " "
        + one(random, name, name.replace('’', '\''));
  }

  static Pair person(SplittableRandom random) {
    var woman = random.nextBoolean();
    var first = one(random, woman ? WOMEN : MEN);
    var last = one(random, LAST_NAMES);
    var firstOther = other(random, Stream.concat(WOMEN.stream(), MEN.stream()).toList(), first);
    var lastOther = other(random, LAST_NAMES, last);
    var said =
        switch (random.nextInt(4)) {
          case 0 -> "Bonjour, je suis " + first + " " + last + ".";
          case 1 -> "C'est " + (woman ? "madame " : "monsieur ") + last + " à l'appareil.";
          case 2 -> "Je m'appelle " + first + " " + last + ", j'ai une question.";
          default -> "Bonjour, " + (woman ? "madame " : "monsieur ") + first + " " + last + ".";
        };
    var full = said.contains(first + " ");
    var title = woman ? "Mme " : "M. ";
    var truth =
        full
            ? one(random, first + " " + last, title + last, title + first + " " + last, last)
            : one(random, title + last, last);
    var lie =
        switch (random.nextInt(4)) {
          case 0 -> title + lastOther;
          case 1 -> firstOther + " " + last;
          case 2 -> one(random, "Dr ", "Dr. ", "Le docteur ", "Maître ") + lastOther;
          default -> lastOther;
        };
    var claim =
        one(
            random,
            "%s demande un rappel.",
            "%s a appelé pour un devis.",
            "Rappeler %s.",
            "Appel de %s.",
            "Un message de %s, qui souhaite un rendez-vous.",
            "%s, une cliente, souhaite un rendez-vous.");
    return new Pair(said, claim.formatted(truth), claim.formatted(lie));
  }

  /// « un petit souci » names no Petit, « rue Victor Hugo » no caller.
  private static Pair word(SplittableRandom random) {
    var pair =
        one(
            random,
            List.of("J'ai un petit souci.", "Petit"),
            List.of("Le mur est tout blanc.", "Blanc"),
            List.of("C'est pour un grand jardin.", "Grand"),
            List.of("Je suis passé chez le boulanger.", "Boulanger"),
            List.of("Le marchand n'est pas venu.", "Marchand"),
            List.of("Il y a une fontaine dans la cour.", "Fontaine"),
            List.of("La porte est rose.", "Rose"),
            List.of("J'habite rue Victor Hugo.", "Hugo"),
            List.of("J'habite rue Victor Hugo.", "Victor Hugo"),
            List.of("C'est au 12 avenue Pasteur.", "Pasteur"),
            List.of("C'est boulevard Jean Jaurès.", "Jean Jaurès"),
            List.of("Le chat est noir.", "Noir"),
            List.of("C'est le facteur qui l'a dit.", "Facteur"));
    var name = pair.get(1);
    var claim =
        one(
            random,
            "M. %s demande un rappel.",
            "%s signale une fuite.",
            "Appel de %s.",
            "Mme %s souhaite un rendez-vous.",
            "Rappeler %s.");
    var own = other(random, LAST_NAMES, name);
    return new Pair(
        "Bonjour, je suis "
            + one(random, "monsieur ", "madame ", "")
            + own
            + ". "
            + pair.getFirst(),
        one(random, "%s demande un rappel.", "Appel de %s.").formatted(own),
        claim.formatted(name));
  }

  private static Pair mail(SplittableRandom random) {
    var first = plain(one(random, random.nextBoolean() ? WOMEN : MEN)).replace("-", "");
    var last = plain(one(random, LAST_NAMES)).replaceAll("[ ’-]", "");
    var sign = one(random, ".", "-", "_", "");
    var digits = one(random, "", "", "75", "62");
    var domain = one(random, DOMAINS);
    var address = first + sign + last + digits + "@" + domain;
    var wrong =
        switch (random.nextInt(4)) {
          case 0 -> first + sign + last + digits + "@" + other(random, DOMAINS, domain);
          case 1 -> last + sign + first + digits + "@" + domain;
          case 2 ->
              first
                  + other(random, List.of(".", "-", "_", ""), sign)
                  + last
                  + digits
                  + "@"
                  + domain;
          default -> first + sign + last + "99@" + domain;
        };
    var said =
        random.nextBoolean()
            ? address
            : first
                + sign.replace(".", " point ")
                    .replace("-", " tiret ")
                    .replace("_", " tiret du bas ")
                    .transform(s -> s.isEmpty() ? " " : s)
                + last
                + (digits.isEmpty()
                    ? ""
                    : " " + one(random, digits, Counting.inWords(Integer.parseInt(digits))))
                + " arobase "
                + domain.replace(".", " point ").replace("-", " tiret ");
    var claim =
        one(
            random,
            "Son adresse est %s.",
            "Écrire à %s.",
            "Courriel : %s.",
            "Envoyer le devis à %s.");
    return new Pair(
        one(random, "Mon mail, c'est %s.", "Alors, c'est %s.", "Écrivez-moi à %s.").formatted(said),
        claim.formatted(one(random, address, address.toUpperCase(Locale.ROOT))),
        claim.formatted(wrong));
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  private static Pair link(SplittableRandom random) {
    var name =
        one(
            random,
            "plombier-lyon",
            "doctolib",
            "cabinet-durand",
            "mairie-lyon",
            "meteo",
            "plombix");
    var ending = one(random, "fr", "com", "net", "org");
    var site = name + "." + ending;
    var wrong =
        switch (random.nextInt(3)) {
          case 0 -> name + "." + other(random, List.of("fr", "com", "net", "org"), ending);
          case 1 -> name + "s." + ending;
          default -> "paiement-securise." + ending;
        };
    var said =
        one(
            random,
            site,
            "www." + site,
            "https://" + site,
            name.replace("-", " tiret ") + " point " + ending,
            "trois w point " + name.replace("-", " tiret ") + " point " + ending);
    var claim =
        one(
            random,
            "Voir %s.",
            "Le site est %s.",
            "Elle renvoie vers %s.",
            "Consulter %s avant le rappel.");
    return new Pair(
        one(random, "C'est sur %s.", "Regardez %s, tout y est.", "Mon site, c'est %s.")
            .formatted(said),
        claim.formatted(
            one(random, site, "www." + site, "https://" + site, "https://www." + site + "/")),
        claim.formatted(one(random, wrong, "www." + wrong, "https://" + wrong)));
  }
}
