package ava.summary.content;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How urgent a caller's sentences are, by what he tells and not by how he asks. Danger to people
/// counts whatever he says of it; damage and haste count unless he says that it can wait.
final class Emergency {
  private static final Pattern DANGER =
      any(
          "incendie",
          "y a (?:le|du) feu",
          "au feu",
          "en feu",
          "(?:prend|pris) feu",
          "(?<!detecteur de )(?<!detecteurs de )fumees?",
          "ca brule",
          "(?:sent|odeur) (?:\\w+ ){0,2}brule",
          "flammes",
          "explos\\w*",
          "etincelles?",
          "electrocut\\w*",
          "(?:odeurs?|fuites?|sent|sens) (?:\\w+ ){0,3}gaz",
          "monoxyde",
          "intoxi\\w*",
          "empoisonn\\w*",
          "(?:plus|pas|mal|difficultes? a|peine a) (?:\\w+ ){0,3}respirer",
          "(?:du )?mal a respirer",
          "respire (?:plus|pas|mal|tres mal|difficilement|presque plus)",
          "etouff\\w*",
          "(?:douleurs?|mal|serre\\w*|oppress\\w*|brulures?) (?:\\w+ ){0,5}(?:poitrine|thora\\w*|coeur)",
          "poitrine (?:\\w+ ){0,2}(?:serre\\w*|mal)",
          "infarctus",
          "(?:crise|arret) cardiaque",
          "avc",
          "convuls\\w*",
          "crise d epilepsie",
          "anaphyla\\w*",
          "choc allergique",
          "overdose",
          "hemorr\\w*",
          "inconscient\\w*",
          "(?:perdu?|perd) connaissance",
          "evanoui\\w*",
          "(?<!personne )(?<!telephone )ne (?:reagit|bouge) (?:plus|pas)",
          "(?:il|elle|mari|femme|mere|pere|fils|fille|bebe|enfant|voisine?) (?:\\w+ )?ne (?:me |nous )?repond"
              + " plus",
          "saigne\\w*",
          "(?:perd|perdu|beaucoup de|plein de|crache du|vomit du|tousse du|couvert\\w* de) sang",
          "sang (?:partout|qui coule)",
          "(?:avale|bu|ingere|absorbe|pris) (?:\\w+ ){0,4}(?:produits?|javel|piles?|lessive|detergent|poison|dissolvant|"
              + "acide|destop|antigel|trop de (?:medicaments|comprimes))",
          "(?:avale|ingere) (?:\\w+ ){0,4}(?:medicaments?|comprimes?|piece|bille|boite)",
          "paralys\\w*",
          "suicid\\w*",
          "me tuer",
          "en finir avec la vie",
          "mettre fin a (?:mes|ses) jours",
          "(?:plus|pas) envie de vivre",
          "(?:bras|jambe|poignet|cheville|hanche|femur|crane) (?:\\w+ ){0,3}(?:casse\\w*|fractur\\w*)",
          "casse (?:\\w+ ){0,2}(?:bras|jambe|poignet|cheville|hanche|femur|crane)",
          "tombe\\w* (?:\\w+ ){0,4}(?:escaliers?|echelle|toit|balcon|fenetre)",
          "(?:peut|peux|arrive) (?:plus|pas) (?:a )?(?:\\w+ )?(?:se |me )relever",
          "perdu les eaux",
          "en train d accoucher",
          "noie|noyade",
          "agress\\w*",
          "cambriol\\w*",
          "au secours",
          "menac\\w+ (?:\\w+ ){0,5}(?:couteau|arme|mort|tuer)",
          "me (?:frappe|bat)",
          "(?:enfants?|fils|fille|petite?|bebe) (?:\\w+ ){0,4}(?:disparu\\w*|introuvable)",
          "(?:disparu|(?:retrouve|trouve) (?:plus|pas)) (?:\\w+ ){0,3}(?:enfants?|fils|fille|bebe|petite?)");
  private static final Pattern DAMAGE =
      any(
          "fuites?(?! (?:de (?:capitaux|donnees|cerveaux|memoire)|des cerveaux|d informations?))",
          "fuit (?:de partout|beaucoup|enormement|sous|dans|au|depuis)",
          "inond\\w*",
          "degats? des eaux",
          "(?:coule|ruisselle|goutte|pleut) (?:partout|a flots|de partout|du plafond|par le plafond|chez|a travers"
              + "|depuis le plafond|sur le|dans (?:la|le|l|les|ma|mon|tout))",
          "eau (?:\\w+ ){0,4}(?:coule|passe|traverse|tombe|monte|deborde|jaillit|rentre|sort) (?:\\w+ ){0,4}"
              + "(?:plafond|murs?|sol|partout|voisine?|appartement|cave|maison|cuisine|salon|chambre|escaliers?)",
          "eau (?:\\w+ ){0,3}(?:par le|du|au|a travers le) plafond",
          "(?:canalisation|tuyau|chauffe eau|ballon|radiateur) (?:\\w+ ){0,3}(?:perce|rompu|eclate|explose|lache|pete)\\w*",
          "(?:toilettes?|wc|evier|baignoire|egouts?|lave linge|machine) (?:\\w+ ){0,2}debord\\w*",
          "enferme\\w*",
          "(?:coince|bloque)e?s? (?:\\w+ ){0,4}(?:ascenseur|dehors|dedans|interieur|balcon|toilettes|cave|palier)",
          "porte (?:\\w+ ){0,3}claquee?",
          "cles? (?:\\w+ ){0,4}interieur",
          "dehors (?:\\w+ ){0,3}sans (?:\\w+ )?cles?",
          "(?:perdu|vole) (?:\\w+ ){0,2}cles (?:\\w+ ){0,5}(?:dehors|rentrer)",
          "plus (?:du tout )?(?:de |d )(?:chauffage|eau|electricite|courant|lumiere)(?! chaude)",
          "court circuit",
          "(?:panne seche|insupportable)");
  private static final Pattern DECLARED =
      any(
          "urgent(?:e|s|es)?",
          "(?:en|une|toute|extreme|grosse|vraie|y a|grande|l) urgence",
          "(?<!service )(?<!services )(?<!numero )(?<!numeros )(?<!medecin )(?<!medecine )(?<!contact )"
              + "(?<!issue )(?<!eclairage )(?<!trousse )(?<!arret )(?<!poste )d urgence");
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
  private static final Pattern DISTRESS =
      any(
          "mal",
          "douleurs?",
          "souffr\\w*",
          "peur",
          "paniqu\\w*",
          "angoiss\\w*",
          "tombee?",
          "chute",
          "panne",
          "bloque\\w*",
          "casse\\w*",
          "brul\\w*",
          "malade",
          "fievre",
          "vomi\\w*",
          "vertiges?",
          "malaise",
          "bless\\w*",
          "vite",
          "grave",
          "danger\\w*",
          "aide\\w*",
          "secours",
          "froid",
          "inquiete?",
          "enceinte",
          "bebe",
          "sang",
          "vole\\w*",
          "plus de",
          "plus d",
          "accident\\w*",
          "(?:marche|fonctionne) (?:plus|pas)",
          "expuls\\w*",
          "huissier",
          "garde a vue",
          "police",
          "gendarm\\w*",
          "delai",
          "audience",
          "tout de suite",
          "immediatement",
          "hopital",
          "ambulance",
          "contractions",
          "allerg\\w*",
          "pique",
          "mordu\\w*");
  private static final Pattern ORDER =
      any(
          "(?:ignore|oublie)[szr]* (?:\\w+ ){0,4}(?:instructions?|consignes?|regles?|precede\\w*)",
          "(?:tes|vos|ces) (?:nouvelles )?(?:instructions?|consignes?)",
          "prompt",
          "jailbreak",
          "tu es (?:maintenant|desormais)",
          "(?:ecris|ecrivez|note|notez|mets|mettez|marque|marquez|classe|classez|indique|indiquez|ajoute|reponds|repondez|dis|dites)"
              + " (?:\\w+ ){0,5}(?:resume|urgence|urgente?|haute|fiche|json|priorite)",
          "urgence (?:haute|high)",
          "envoie[sz]? (?:ce|le|ces|tous|les) (?:message|messages|resume|donnees|numeros?)",
          "script",
          "ignore (?:all|previous|your)",
          "system");

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
    return !order(sentence)
        && !DENIED.matcher(flat).find()
        && (DECLARED.matcher(flat).find()
            || (HASTE.matcher(flat).find()
                && HELP.matcher(flat).find()
                && !ASIDE.matcher(flat).find()));
  }

  /// Whether the caller says that it can wait.
  static boolean denied(String sentence) {
    return !order(sentence) && DENIED.matcher(flat(sentence)).find();
  }

  /// Whether a sentence leaves room to call it urgent.
  static boolean distress(String sentence) {
    var flat = flat(sentence);
    return !order(sentence)
        && !DENIED.matcher(flat).find()
        && !ASIDE.matcher(flat).find()
        && (danger(sentence)
            || damage(sentence)
            || declared(sentence)
            || DISTRESS.matcher(flat).find());
  }

  /// Whether the words are meant for the machine and tell it what to write.
  static boolean order(String sentence) {
    return ORDER.matcher(flat(sentence)).find();
  }

  private static boolean told(String sentence, Pattern pattern) {
    return !order(sentence)
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

  private static String flat(String text) {
    return SpokenNumbers.plain(text).replaceAll("[^a-z0-9]+", " ").strip();
  }

  private static Pattern any(String... words) {
    return Pattern.compile("\\b(?:" + String.join("|", words) + ")\\b");
  }
}
