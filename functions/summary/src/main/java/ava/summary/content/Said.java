package ava.summary.content;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.UNICODE_CASE;
import static java.util.regex.Pattern.UNICODE_CHARACTER_CLASS;

import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.summary.content.Summary.Category;
import ava.summary.content.Summary.Urgency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The sentences of a conversation and what they tell by their words.
final class Said {
  private static final int MOST_SENTENCES = 5;
  private static final int LONGEST_REASON = 110;

  private static final Pattern SENTENCE = Pattern.compile("[^.!?…]+[.!?…]*");

  private static final Pattern GREETING =
      words(
          "^(?:(?:ah|oh|excusez-moi|pardon|oui|non|allô|allo|bonjour|bonsoir|merci|d['’]accord|voilà|euh|alors|eh"
              + " bien|ben|madame|monsieur|très bien|au revoir|s['’]il vous plaît|bonne"
              + " journée|c['’]est ça|c['’]est bien ça|parfait|écoutez|vous êtes là|je vous écoute)"
              + "[\\s,.;!?…]*)+");
  private static final Pattern INTRODUCTION =
      words(
          "^(?:(?:je m['’]appelle|je me présente|mon nom est|je suis (?:madame|monsieur|mme|m\\.)|"
              + "c['’]est (?:madame|monsieur|mme|m\\.)|ici (?:madame|monsieur|mme|m\\.))[^,.;]*|"
              + "[^,.;?!]*à l['’]appareil|c['’]est (?:le|la) \\p{L}+\\.?$|de la société[^,.;]*)"
              + "[,.;]?\\s*(?:et\\s+)?");
  private static final Pattern LEAD =
      words(
          "^(?:(?:je vous (?:appelle|téléphone)|j['’]appelle) (?:pour|parce qu['’e]\\s?|car|au"
              + " sujet d['’e]\\s?|à propos d['’e]\\s?)|c['’]est (?:pour|au sujet d['’e]\\s?|à"
              + " propos d['’e]\\s?)|(?:j['’]ai|il y a)(?: (?:une?|des)(?= ))?|je"
              + " voudrais|j['’]aimerais|je souhaite(?:rais)?)\\s*(?=\\p{L})");
  private static final Pattern TRAIL =
      words(
          "[,;]?\\s*(?:et\\s+)?(?:c['’]est (?:vraiment |très |assez )?urgent|s['’]il vous"
              + " plaît).*$");
  private static final Pattern ASKING =
      words(
          "\\b(?:je voudrais|j['’]aimerais|je souhaite|je souhaiterais|il faudrait|est-ce que|"
              + "pouvez-vous|pourriez-vous|j['’]ai besoin|je cherche|je veux|il me faut|"
              + "je vous appelle pour|j['’]appelle pour|je dois|serait-il possible)\\b");
  private static final Pattern PROMISE =
      words(
          "\\b(?:je (?:le |la |lui |leur )?(?:transmets|note|préviens|fais suivre)|"
              + "vous (?:rappellera|rappelle|rappellerons)|sera transmis|seront transmis|"
              + "sera prévenue?|je vais (?:transmettre|noter|prévenir))\\b");
  private static final Pattern CALLBACK =
      words(
          "\\b(?:rappel(?:er|ez|é|ée|le|lez)(?:[- ]moi)?|me rappel\\p{L}+|joindre|recontact\\p{L}+)"
              + "\\b");
  private static final Pattern NO_CALLBACK =
      words("(?:pas (?:besoin|la peine|nécessaire)|inutile|ne (?:me )?rappelez|c['’]est moi qui)");
  private static final Pattern MOMENT =
      words(
          "\\b(?:(?:avant|après|à partir de|vers|entre|d['’]ici)\\s+(?:\\d{1,2}\\s?(?:h|heures?|:)"
              + "(?:\\s?\\d{2})?|midi|demain|ce soir|lundi|mardi|mercredi|jeudi|vendredi|samedi)"
              + "(?:\\s+(?:et|à)\\s+\\d{1,2}\\s?(?:h|heures?)(?:\\s?\\d{2})?)?(?:\\s+demain)?|"
              + "(?:demain|ce soir|cet après-midi|ce matin|lundi|mardi|mercredi|jeudi|vendredi|"
              + "samedi)(?:\\s+(?:matin|midi|après-midi|soir))?(?:\\s+(?:avant|après|vers)\\s+"
              + "(?:\\d{1,2}\\s?(?:h|heures?)(?:\\s?\\d{2})?|midi))?|"
              + "dans la (?:matinée|journée|soirée)|dès que possible|au plus vite|"
              + "le plus vite possible|(?:le plus )?rapidement(?: possible)?)(?![\\p{L}])");

  /// Tried in this order.
  private static final Map<Category, Pattern> CATEGORIES = categories();

  private final List<Sentence> caller;
  private final List<Sentence> ava;
  private final List<Turn> callerTurns;
  private final Optional<String> name;

  record Sentence(int turn, String text) {
    boolean has(Pattern pattern) {
      return pattern.matcher(text).find();
    }
  }

  record Judged(Urgency level, Optional<String> quote) {}

  private Said(
      List<Sentence> caller, List<Sentence> ava, List<Turn> callerTurns, Optional<String> name) {
    this.caller = caller;
    this.ava = ava;
    this.callerTurns = callerTurns;
    this.name = name;
  }

  static Said in(WholeCall call) {
    return new Said(
        call.callerTurns().stream().flatMap(Said::sentences).toList(),
        call.turns().stream()
            .filter(turn -> turn.speaker() == Speaker.AVA)
            .flatMap(Said::sentences)
            .toList(),
        call.callerTurns(),
        CallerName.in(call));
  }

  private static Stream<Sentence> sentences(Turn turn) {
    // the dot of M. and Dr. ends no sentence
    var text = turn.text().replaceAll("\\b(M|MM|Dr|Pr|St)\\.", "$1\u2024");
    return SENTENCE
        .matcher(text)
        .results()
        .map(found -> found.group().replace('\u2024', '.').strip())
        .filter(sentence -> !sentence.isEmpty())
        .map(sentence -> new Sentence(turn.seq(), sentence));
  }

  Optional<String> name() {
    return name;
  }

  Optional<String> company() {
    return CallerName.companyIn(callerTurns.stream().map(Turn::text).toList());
  }

  /// The first sentence that is more than a greeting, one that asks for something before others.
  Optional<String> reason() {
    var told = caller.stream().map(Said::withoutGreeting).filter(Said::meaningful).toList();
    return told.stream()
        .filter(s -> Emergency.danger(s.text()) || Emergency.damage(s.text()))
        .findFirst()
        .or(() -> told.stream().filter(s -> s.has(ASKING)).findFirst())
        .or(() -> told.stream().filter(Said::categorised).findFirst())
        .or(() -> told.stream().findFirst())
        .map(s -> cut(s.text()));
  }

  private static Sentence withoutGreeting(Sentence sentence) {
    var text = GREETING.matcher(sentence.text()).replaceFirst("");
    text = INTRODUCTION.matcher(text).replaceFirst("");
    text = INTRODUCTION.matcher(text).replaceFirst("");
    return new Sentence(sentence.turn(), GREETING.matcher(text).replaceFirst("").strip());
  }

  private static boolean categorised(Sentence sentence) {
    return CATEGORIES.values().stream().anyMatch(sentence::has);
  }

  private static boolean meaningful(Sentence sentence) {
    return sentence.text().split("\\s+").length > 2
        && SpokenNumbers.in(sentence.text()).telephones().isEmpty();
  }

  private static String cut(String text) {
    var led = LEAD.matcher(text.replaceFirst("[\\s.!?…,;:]+$", "")).replaceFirst("");
    var bare = TRAIL.matcher(led).replaceFirst("");
    if (bare.length() <= LONGEST_REASON) {
      return bare;
    }
    return bare.substring(0, bare.lastIndexOf(' ', LONGEST_REASON)).strip() + "…";
  }

  /// By the caller's words; what was noted decides where they leave room.
  Judged urgency(Optional<String> noted) {
    var sentences = caller.stream().map(Sentence::text).toList();
    var calm = sentences.stream().filter(Emergency::denied).findFirst();
    var danger = sentences.stream().anyMatch(Emergency::danger);
    var damage = calm.isEmpty() && sentences.stream().anyMatch(Emergency::damage);
    if (danger || damage) {
      return new Judged(Urgency.HIGH, Emergency.quote(sentences));
    }
    if (calm.isPresent()) {
      return new Judged(Urgency.LOW, calm);
    }
    var declared = sentences.stream().filter(Emergency::declared).findFirst();
    var distress = sentences.stream().filter(Emergency::distress).findFirst();
    return switch (noted.orElse("")) {
      case "haute" ->
          distress.isPresent() || sentences.isEmpty()
              ? new Judged(Urgency.HIGH, declared.or(() -> distress))
              : new Judged(Urgency.NORMAL, Optional.empty());
      case "basse" -> new Judged(Urgency.LOW, Optional.empty());
      case "normale" -> new Judged(Urgency.NORMAL, Optional.empty());
      default ->
          declared.isPresent()
              ? new Judged(Urgency.HIGH, declared)
              : new Judged(Urgency.NORMAL, Optional.empty());
    };
  }

  Category category(Urgency urgency) {
    if (caller.isEmpty()) {
      return Category.SILENT;
    }
    for (var entry : CATEGORIES.entrySet()) {
      if (caller.stream().anyMatch(s -> s.has(entry.getValue()))) {
        return entry.getKey();
      }
    }
    return urgency == Urgency.HIGH ? Category.EMERGENCY : Category.OTHER;
  }

  List<String> asked() {
    return caller.stream()
        .filter(s -> s.has(ASKING) || s.text().endsWith("?"))
        .map(Said::withoutGreeting)
        .filter(Said::meaningful)
        .map(Sentence::text)
        .distinct()
        .limit(MOST_SENTENCES)
        .toList();
  }

  /// What Ava promised; her greeting says the same to everybody.
  List<String> promised() {
    return ava.stream()
        .filter(s -> s.turn() > 1 && s.has(PROMISE))
        .map(Sentence::text)
        .distinct()
        .limit(MOST_SENTENCES)
        .toList();
  }

  Summary.Callback callback() {
    var wish = wish();
    if (wish.isEmpty()) {
      return Summary.Callback.NONE;
    }
    return new Summary.Callback(true, moment(wish.get().text()));
  }

  /// The turn that a call back follows from.
  int callbackTurn() {
    return wish()
        .map(Sentence::turn)
        .orElseGet(() -> callerTurns.isEmpty() ? 1 : callerTurns.getLast().seq());
  }

  private Optional<Sentence> wish() {
    var wishes = caller.stream().filter(s -> s.has(CALLBACK) && !s.has(NO_CALLBACK)).toList();
    return wishes.stream()
        .filter(s -> s.has(MOMENT))
        .reduce((_, later) -> later)
        .or(() -> wishes.stream().findFirst());
  }

  /// The time that words name, such as `avant 18 h`.
  static Optional<String> moment(String words) {
    var found = MOMENT.matcher(words);
    return found.find() ? Optional.of(found.group()) : Optional.empty();
  }

  private static Map<Category, Pattern> categories() {
    var all = new LinkedHashMap<Category, Pattern>();
    all.put(
        Category.WRONG_NUMBER,
        words("faux numéro|mauvais numéro|trompée? de numéro|erreur de numéro|me suis trompée?"));
    all.put(Category.EMERGENCY, words("\\bfuite\\b|inond|dégât des eaux|incendie|odeur de gaz"));
    all.put(
        Category.COMPLAINT,
        words("inadmissible|scandal|inacceptable|réclamation|plainte|remboursé|ras[- ]le[- ]bol"));
    all.put(Category.DELIVERY, words("livr(?:er|aison|eur)|\\bcolis\\b|transporteur"));
    all.put(
        Category.SOLICITATION,
        words("recrut|candidat|démarch|offre commerciale|panneaux solaires|partenariat"));
    all.put(Category.APPOINTMENT, words("rendez-vous|\\brdv\\b|consultation|créneau"));
    all.put(
        Category.INFORMATION,
        words("horaires?|ouvert|tarif|adresse|renseignement|combien|informations?"));
    return all;
  }

  private static Pattern words(String regex) {
    return Pattern.compile(regex, CASE_INSENSITIVE | UNICODE_CASE | UNICODE_CHARACTER_CLASS);
  }
}
