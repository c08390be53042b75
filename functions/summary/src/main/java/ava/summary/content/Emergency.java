package ava.summary.content;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How urgent a caller's sentences are, by what he tells and not by how he asks. Danger to people
/// counts whatever he says of it; damage and haste count unless he says that it can wait.
final class Emergency {
  private static final Pattern DANGER = listed("danger.txt");
  private static final Pattern DAMAGE = listed("damage.txt");
  private static final Pattern DECLARED =
      any(
          "urgent(?:e|s|es)?",
          "(?:en|une|toute|extreme|grosse|vraie|y a|grande|l) urgence",
          "(?<!service )(?<!services )(?<!numero )(?<!numeros )(?<!medecin )(?<!medecine )(?<!contact )"
              + "(?<!issue )(?<!eclairage )(?<!trousse )(?<!arret )(?<!poste )d urgence");
  private static final Pattern CALLED_OFF =
      any("annul\\w*", "urgente? non", "(?:savoir|dire) s il y a urgence");
  private static final Pattern ASKING = any("^(?:c est|est ce|ce serait) (?:\\w+ ){0,3}urgente?");
  private static final Pattern HASTE =
      any("tout de suite", "au plus vite", "le plus vite possible", "immediatement", "vite");
  private static final Pattern HELP =
      any(
          "venez",
          "venir",
          "vienne",
          "viennent",
          "intervenir",
          "interveniez",
          "intervention",
          "envoyez",
          "ambulance",
          "pompiers",
          "samu",
          "secours",
          "besoin d aide");
  private static final Pattern DENIED =
      any(
          "(?:pas|rien|aucune?|ni|sans|jamais) (?:(?!plus)\\w+ ){0,3}urg(?:ent\\w*|ence)",
          "pas (?:\\w+ )?press\\w+",
          "rien ne presse",
          "prenez votre temps",
          "rien de grave",
          "(?:peut|peuvent|pourra) (?:\\w+ )?attendre",
          "quand (?:vous|il|elle|on) (?:voulez|voudrez|pourrez|pouvez|pourra|voudra|aurez le temps|aura le temps)");

  /// Not now, not here, or not itself.
  private static final Pattern ASIDE =
      any(
          "en cas d?e?",
          "si (?:jamais|un jour|on a|j avais|il y avait)",
          "recherches? de fuites?",
          "detecteurs?",
          "(?:l an|l annee|le mois|la semaine) (?:derniere?|passee?)",
          "il y a (?:\\w+ ){1,3}(?:ans?|mois|semaines?)",
          "autrefois",
          "a l epoque",
          "(?:est|etait|a ete|ete|sont) (?:\\w+ )?(?:repare|colmate|arrete|resolu|regle|termine|eteint|maitrise|retrouve)\\w*",
          "(?:devis|assurances?|attestation|facture|tarifs?|formation|exercice|expert|expertise|constat|declaration|"
              + "garantie|entretien|extincteurs?|reglementation|cours de|livre|film|article)");

  /// « plus de chauffage »: what is wrong is itself a negation.
  private static final Pattern LACKING = any("plus", "pas");

  private static final Pattern NEGATED_BEFORE =
      Pattern.compile(
          "(?:^| )(?:pas|aucune?|sans|ni|jamais|plus) (?:(?:de|d|du|une?|la|le|l|vraiment|eu|ete|encore|non plus) )*$"
              + "|(?:^| )(?:ne|n) (?:\\w+ ){0,2}$");
  private static final Pattern NEGATED_AFTER =
      Pattern.compile("^ (?:\\w+ )?(?:pas|plus|jamais|aucunement)(?: |$).*");
  private static final Pattern DISTRESS = listed("distress.txt");

  private Emergency() {}

  /// Whether people are in danger.
  static boolean danger(String sentence) {
    return told(sentence, DANGER);
  }

  /// Whether something is being damaged, or somebody cannot get in or out.
  static boolean damage(String sentence) {
    return told(sentence, DAMAGE);
  }

  /// Whether the caller says himself that it is urgent.
  static boolean declared(String sentence) {
    var flat = flat(sentence);
    return !Orders.in(sentence)
        && !DENIED.matcher(flat).find()
        && !CALLED_OFF.matcher(flat).find()
        && !(sentence.endsWith("?") && ASKING.matcher(flat).find())
        && (DECLARED.matcher(flat).find()
            || (HASTE.matcher(flat).find()
                && HELP.matcher(flat).find()
                && !ASIDE.matcher(flat).find()));
  }

  /// Whether the caller says that it can wait.
  static boolean denied(String sentence) {
    return !Orders.in(sentence) && DENIED.matcher(flat(sentence)).find();
  }

  /// Whether a sentence leaves room to call it urgent.
  static boolean distress(String sentence) {
    var flat = flat(sentence);
    return !Orders.in(sentence)
        && !DENIED.matcher(flat).find()
        && !ASIDE.matcher(flat).find()
        && (danger(sentence)
            || damage(sentence)
            || declared(sentence)
            || DISTRESS.matcher(flat).find());
  }

  private static boolean told(String sentence, Pattern pattern) {
    return !Orders.in(sentence)
        && clauses(sentence)
            .anyMatch(clause -> !ASIDE.matcher(clause).find() && stands(clause, pattern));
  }

  private static boolean stands(String clause, Pattern pattern) {
    return pattern.matcher(clause).results().anyMatch(found -> !negated(clause, found));
  }

  private static boolean negated(String clause, MatchResult found) {
    return !LACKING.matcher(found.group()).find()
        && (NEGATED_BEFORE.matcher(clause.substring(0, found.start())).find()
            || NEGATED_AFTER.matcher(clause.substring(found.end())).matches());
  }

  private static Stream<String> clauses(String sentence) {
    return Stream.of(sentence.split("[,;:!?.…]| mais ")).map(Emergency::flat);
  }

  /// The sentence that makes a call urgent, that of danger first.
  static Optional<String> quote(List<String> sentences) {
    return sentences.stream()
        .filter(Emergency::danger)
        .findFirst()
        .or(() -> sentences.stream().filter(Emergency::damage).findFirst())
        .or(() -> sentences.stream().filter(Emergency::declared).findFirst());
  }

  /// Small letters and digits with single spaces between the words.
  static String flat(String text) {
    return SpokenNumbers.plain(text).replaceAll("[^a-z0-9]+", " ").strip();
  }

  /// @param list a resource, one expression a line
  private static Pattern listed(String list) {
    try (var file = Objects.requireNonNull(Emergency.class.getResourceAsStream(list), list)) {
      return any(new String(file.readAllBytes(), UTF_8).lines().toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Any of these expressions, as whole words of a flat text.
  static Pattern any(String... words) {
    return Pattern.compile("\\b(?:" + String.join("|", words) + ")\\b");
  }
}
