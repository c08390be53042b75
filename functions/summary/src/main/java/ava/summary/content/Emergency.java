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

  private static final String MENDED =
      "(?:repare|colmate|arrete|resolu|regle|eteint|maitrise|remplace|change|debouche|asseche)";
  private static final String OVER = "(?:" + MENDED + "|termine|retrouve|rouvert|degage)";
  private static final String MAYBE_A_WORD = "(?:(?!pas |toujours |jamais )\\w+ )?";

  /// Not now, not here, or not itself.
  private static final Pattern ASIDE =
      any(
          "en cas d?e?",
          "si (?:jamais|un jour|on a|j avais|il y avait)",
          "recherches? de fuites?",
          "detecteurs?(?! (?:\\w+ ){0,2}(?:sonne|hurle|bipe))",
          "(?:est|etait|a ete|ete|sont) " + MAYBE_A_WORD + OVER + "\\w*",
          "(?:a|ai|avons|avez|ont) " + MAYBE_A_WORD + MENDED + "\\w*",
          "combien (?:ca )?(?:coute|prenez|facture)\\w*",
          "(?:intervenez|reparez|faites|prenez|traitez) (?:vous )?(?:\\w+ )?(?:les|des)",
          "(?:en|de) (?:19|20)\\d\\d",
          "(?:fumee|odeur|gaz|eau|fuite|flammes?) (?:est|sont|a|ont) (?:\\w+ )?(?:parti|disparu|dissip)\\w*",
          "contre (?:les?|la|l|un|des) (?:incendie|vol|cambriolage|fuite|intrusion|degat|agression)s?",
          "a la (?:tele|television|radio)",
          "(?:dans|pour) (?:le|un|une|mon|ma) (?:journal|roman|serie|piece)",
          "j ai reve",
          "cauchemar",
          "(?:devis|assurances?|attestation|facture|tarifs?|formation|exercice|expert|expertise|constat|declaration|"
              + "garantie|entretien|extincteurs?|reglementation|cours de|livre|film|article)");

  /// « La fuite, c’est réparé. »
  private static final Pattern SETTLED =
      any("c est (?:du passe|fini|" + MAYBE_A_WORD + OVER + "\\w*)", "fausse alerte");

  /// What is not so now, also when it follows behind a comma.
  private static final Pattern NOT_NOW =
      any(
          "(?<!depuis )(?:l an|l annee|le mois|du mois|la semaine) (?:derniere?|passee?)",
          "il y a (?:\\w+ ){1,3}(?:ans?|mois|semaines?)",
          "autrefois",
          "a l epoque",
          "quand (?:j etais|il etait|elle etait|nous etions|on etait)",
          "au cas ou",
          "(?:imaginons|supposons|admettons|mettons) qu?e?",
          "(?:si|s ils?) (?:\\w+ ){1,4}\\w+(?:ais|ait|aient|ions)");

  /// What is so again.
  private static final Pattern NOW =
      any(
          "maintenant",
          "aujourd hui",
          "depuis",
          "ce matin",
          "cette nuit",
          "encore",
          "toujours",
          "(?:de|a) nouveau",
          "recommenc\\w+");

  private static final Pattern THERE = Pattern.compile("(?i)(?:^|\\bet |\\bmais )là\\b");

  /// « plus de chauffage »: what is wrong is itself a negation.
  private static final Pattern LACKING = any("plus", "pas");

  private static final Pattern NEGATED_BEFORE =
      Pattern.compile(
          "(?:^| )(?:pas|aucune?|sans|ni|jamais|plus) (?:(?:de|d|du|une?|la|le|l|vraiment|eu|ete|encore|non plus) )*$"
              + "|(?:^| )(?:ne|n) (?:\\w+ ){0,2}$");
  private static final Pattern NEGATED_AFTER =
      Pattern.compile("^ (?:\\w+ )?(?:pas|plus|jamais|aucunement)(?: |$).*");
  private static final Pattern RECOVERED =
      any("remise? de", "va (?:\\w+ )?mieux", "(?:sors|sortie?|rentree?|appelle) de l hopital");
  private static final Pattern DISTRESS = listed("distress.txt");
  private static final Pattern BUT = Pattern.compile("(?i)[,;]?\\s+mais\\s+");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern CLAUSES = Pattern.compile("[,;:!?.…]\\s*| (?=mais )");

  /// Between the words of an expression in a list nothing may stand that denies it.
  private static final String ANY_WORD = "(?:\\w+ )";

  private static final String NO_DENIAL = "(?:(?!pas |plus |jamais |rien |aucune? )\\w+ )";

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
    return !Orders.in(sentence) && Stream.of(BUT.split(sentence)).anyMatch(Emergency::declaredIn);
  }

  private static boolean declaredIn(String sentence) {
    var flat = flat(sentence);
    return !DENIED.matcher(flat).find()
        && !CALLED_OFF.matcher(flat).find()
        && !(sentence.endsWith("?") && ASKING.matcher(flat).find())
        && (DECLARED.matcher(flat).find()
            || (HASTE.matcher(flat).find()
                && HELP.matcher(flat).find()
                && !ASIDE.matcher(flat).find()));
  }

  /// Whether the caller says that it can wait.
  static boolean denied(String sentence) {
    var last = BUT.splitAsStream(sentence).reduce("", (_, part) -> part);
    var butSo = parts(sentence) > 1 && (danger(last) || damage(last) || declared(last));
    return !Orders.in(sentence) && !butSo && DENIED.matcher(flat(sentence)).find();
  }

  /// Whether a sentence leaves room to call it urgent.
  static boolean distress(String sentence) {
    var flat = flat(sentence);
    return !Orders.in(sentence)
        && !denied(sentence)
        && !ASIDE.matcher(flat).find()
        && !RECOVERED.matcher(flat).find()
        && (danger(sentence) || damage(sentence) || declared(sentence) || told(sentence, DISTRESS));
  }

  /// How many parts stand against each other in a sentence.
  private static int parts(String sentence) {
    return BUT.split(sentence).length;
  }

  private static boolean told(String sentence, Pattern pattern) {
    if (Orders.in(sentence) || (parts(sentence) == 1 && SETTLED.matcher(flat(sentence)).find())) {
      return false;
    }
    var now = true;
    for (var part : CLAUSES.split(sentence)) {
      var clause = flat(part);
      now =
          (now
                  || part.startsWith("mais")
                  || THERE.matcher(part).find()
                  || NOW.matcher(clause).find())
              && !NOT_NOW.matcher(clause).find();
      if (now && !ASIDE.matcher(clause).find() && stands(clause, pattern)) {
        return true;
      }
    }
    return false;
  }

  private static boolean stands(String clause, Pattern pattern) {
    return pattern.matcher(clause).results().anyMatch(found -> !negated(clause, found));
  }

  private static boolean negated(String clause, MatchResult found) {
    return !LACKING.matcher(found.group()).find()
        && (NEGATED_BEFORE.matcher(clause.substring(0, found.start())).find()
            || NEGATED_AFTER.matcher(clause.substring(found.end())).matches());
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
    return BETWEEN_WORDS.matcher(SpokenNumbers.plain(text)).replaceAll(" ").strip();
  }

  /// @param list a resource, one expression a line
  private static Pattern listed(String list) {
    try (var file = Objects.requireNonNull(Emergency.class.getResourceAsStream(list), list)) {
      return any(
          new String(file.readAllBytes(), UTF_8)
              .lines()
              .map(line -> line.replace(ANY_WORD, NO_DENIAL))
              .toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Any of these expressions, as whole words of a flat text.
  static Pattern any(String... words) {
    return Pattern.compile("\\b(?:" + String.join("|", words) + ")\\b");
  }
}
