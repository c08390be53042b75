package ava.summary.content;

import static java.util.regex.Pattern.UNICODE_CASE;
import static java.util.regex.Pattern.UNICODE_CHARACTER_CLASS;

import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names that callers give of themselves: by the words around them, or in answer to Ava's question;
/// a name that is spelled out comes before how it was heard.
final class CallerName {
  private static final String TITLE =
      "(?:(?:(?i:madame|monsieur|mademoiselle|mme|mlle|m\\.|mr|docteure?|dr\\.?|ma(?:î|i)tre|professeure?"
          + "|pr\\.?)|Me)\\s+)";
  private static final String PARTICLE =
      "(?:(?i:de la|de|du|des|le|la|van de[nr]?|van|von der|von|den|ten|el|al|ben|bel|ould|di|da|do|del"
          + "|della|dos|saint|sainte|san|santa|mac|mc)\\s+|(?i:d|l)['’]\\s?)";
  private static final String WORD =
      "(?!(?i:c['’]est|j['’]|s['’]il|n['’]est|m['’]appelle|qu['’]))\\p{Lu}[\\p{L}'’-]+";
  private static final String NAME = "(?:(?:PARTICLE){0,2}WORD(?:\\s+(?:PARTICLE){0,2}WORD){0,2})";

  /// Letters of either size, where the words before leave no doubt.
  private static final String ANY_NAME = "(?:[\\p{L}'’-]+(?:\\s+[\\p{L}'’-]+){0,3})";

  private static final String GREETING =
      "^(?i:(?:oui|ah|euh|all(?:ô|o)|bonjour|bonsoir|alors)[\\s,.!]+)*";
  private static final Pattern INTRODUCED =
      compile(
          "(?<![\\p{L}'’])(?:(?i:je m['’]appelle|mon nom est|mon nom c['’]est|au nom de|je suis|moi c['’]est)\\s+(TITLE?NAME)"
              + "|(?i:c['’]est|ici|je suis|moi c['’]est)\\s+(?i:l[ea]\\s+)?(TITLENAME)(?!\\s+qui)"
              + "|(TITLE?NAME)\\s*,?\\s+(?i:(?:à|a) l['’]appareil)"
              + "|(?i:ici|c['’]est)\\s+(TITLE?NAME)(?=\\s*(?:[,.!]|$|\\s(?i:(?:à|a) l['’]appareil)|\\s(?i:de la|du|de l['’]))))");
  private static final Pattern GREETED =
      compile(
          GREETING
              + "(?:(TITLENAME)(?=\\s*(?:[,.!;:]|$))|(TITLE?NAME)\\s*,\\s*(?=(?i:de la|de l['’]|du|des|de chez|soci(?:é|e)t(?:é|e)|cabinet|entreprise)))");

  /// « Bonjour, Marie Roussel. », « Roussel, bonjour. »
  private static final Pattern BARE =
      compile(
          GREETING
              + "(?:(WORD(?:\\s+(?:PARTICLE){0,2}WORD){1,2})(?=\\s*(?:[,.!;:]|$))"
              + "|(TITLE?NAME)(?=\\s*,\\s*(?i:bonjour|bonsoir)(?![\\p{L}])))");

  private static final Pattern SURELY =
      compile(
          "(?i:je m['’]appelle|mon nom est|mon nom c['’]est)\\s+(?:c['’]est\\s+)?(TITLE?ANY)"
              + "|(?<![\\p{L}])(TITLE[\\p{L}'’-]+(?:\\s+[\\p{L}'’-]+){0,2})\\s+(?i:(?:à|a) l['’]appareil)"
              + "|(?i:c['’]est|ici|je suis)\\s+(TITLE[\\p{L}'’-]+)(?=\\s*(?:[,.!]|$))");
  private static final Pattern ASKED =
      compile(
          "(?i:(?:votre|vos) (?:pr(?:é|e)noms? et (?:votre )?)?noms?|(?:(?:à|a|sous|au) )?quel nom|le nom"
              + "|vous (?:vous )?appelez|de la part de|"
              + "appelez-vous|l['’]honneur|de la part de qui|qui (?:est (?:à|a) l['’]appareil|dois-je|appelle)"
              + "|votre identit(?:é|e)|vous (?:ê|e)tes (?:monsieur|madame))");
  private static final Pattern ANSWER =
      compile(
          "^(?i:(?:oui|ah|euh|alors|moi|je vous (?:l['’])?ai (?:d(?:é|e)j(?:à|a) )?dit|(?:nom )?de famille"
              + "|nom|au nom de|bonjour|bien s(?:û|u)r|tout (?:à|a) fait|voil(?:à|a)|c['’]est|moi"
              + " c['’]est|je suis|je m['’]appelle|mon nom est|mon nom c['’]est|mon nom|le nom c['’]est|d['’]accord)[\\s,.!:?…]+)*"
              + "(?i:d[eu]\\s+(?=TITLE|\\p{Lu}[\\p{L}’'-]+\\s+\\p{Lu}))?(TITLE?ANY)\\s*(?:[,.!;:(?]|$|(?i:et|mais|je|avec|(?:à|a) l['’]appareil|(?:ç|c)a s['’](?:é|e)crit)(?![\\p{L}]))");
  private static final Pattern COMPANY =
      compile(
          "(?i:de la société|de l['’]entreprise|du cabinet|de l['’]agence|de chez|société|"
              + "l['’]entreprise)\\s+(NAME|\\p{Lu}{2,})");

  /// What no name begins with, and where one ends.
  private static final Set<String> NO_NAME =
      Set.of(
          ("un une des les ce cet cette mon ma mes votre vos notre nos leur je j tu il elle on nous vous"
                  + " c ca pour par avec sans sur dans en et ou mais donc car qui que quoi pourquoi comment"
                  + " quand combien non oui urgent urgence tres trop pas ne plus bonjour bonsoir merci pardon"
                  + " personne rien peu importe prefere desole desolee client cliente patient patiente locataire"
                  + " livreur facteur voisin voisine moi toi lui ici la-bas a au aux est suis ai peux veux voudrais"
                  + " appelle rappelle appareil ava allo malade presse pressee interesse interessee devis"
                  + " comme attendez rappelez rappelez-moi ecoutez regardez dites notez laissez laissez-moi passez"
                  + " confidentiel confidentielle prive privee secret inutile plutot demain hier aujourd"
                  + " volontiers exactement certainement absolument aucun aucune idee possible impossible"
                  + " societe entreprise cabinet mairie agence banque hopital clinique ecole garage"
                  + " lundi mardi mercredi jeudi vendredi samedi dimanche numero telephone portable"
                  + " madame monsieur mademoiselle docteur deja encore aussi juste toujours vraiment bien")
              .split(" "));

  private static final Set<String> PARTICLES =
      Set.of(
          "de", "du", "des", "le", "la", "van", "von", "der", "den", "d", "l", "el", "al", "di",
          "da");

  /// Where somebody is from, told with a large letter.
  private static final Set<String> FROM_SOMEWHERE =
      Set.of(
          ("francais francaise belge suisse marocain marocaine algerien algerienne tunisien tunisienne"
                  + " italien italienne espagnol espagnole portugais portugaise anglais anglaise allemand"
                  + " allemande americain americaine breton bretonne parisien parisienne lyonnais lyonnaise"
                  + " marseillais marseillaise toulousain toulousaine bordelais bordelaise nantais nantaise"
                  + " lillois lilloise nicois nicoise rennais rennaise strasbourgeois strasbourgeoise europeen"
                  + " europeenne")
              .split(" "));

  private CallerName() {}

  static Optional<String> in(WholeCall call) {
    var turns = call.turns();
    var strangers = avaNames(turns);
    var heard =
        Stream.iterate(0, i -> i < turns.size(), i -> i + 1)
            .filter(i -> turns.get(i).speaker() == Speaker.CALLER)
            .flatMap(i -> heard(turns.get(i).text(), asked(turns, i), strangers))
            .findFirst();
    var spelled = allSpelled(call);
    if (spelled.isEmpty()) {
      return heard.map(CallerName::titled);
    }
    var name = heard.orElseGet(spelled::getLast);
    for (var word : spelled) {
      if (name.equals(word)) {
        continue;
      }
      var confirmed = spelled.contains(name);
      name = confirmed && !alike(name, word) ? name + " " + word : replaced(name, word);
    }
    return Optional.of(titled(name));
  }

  private static boolean alike(String name, String other) {
    return SpokenNumbers.plain(name).charAt(0) == SpokenNumbers.plain(other).charAt(0);
  }

  /// The name that the caller spelled.
  static Optional<String> spelledIn(WholeCall call) {
    return allSpelled(call).stream().reduce((_, later) -> later);
  }

  private static List<String> allSpelled(WholeCall call) {
    return call.callerTurns().stream()
        .flatMap(turn -> SpelledName.in(turn.text()).stream())
        .toList();
  }

  static Optional<String> companyIn(List<String> turns) {
    return turns.stream()
        .flatMap(turn -> COMPANY.matcher(turn).results())
        .map(found -> found.group(1))
        .findFirst();
  }

  /// Whom Ava's greeting names is not the one who calls.
  private static Set<String> avaNames(List<Turn> turns) {
    return turns.stream()
        .filter(turn -> turn.seq() == 1 && turn.speaker() == Speaker.AVA)
        .flatMap(turn -> Stream.of(SpokenNumbers.plain(turn.text()).split("[^a-z]+")))
        .collect(Collectors.toSet());
  }

  private static boolean asked(List<Turn> turns, int at) {
    return at > 0
        && turns.get(at - 1).speaker() == Speaker.AVA
        && turns.get(at - 1).text().contains("?")
        && ASKED.matcher(turns.get(at - 1).text()).find();
  }

  private static Stream<String> heard(String turn, boolean asked, Set<String> strangers) {
    var surely =
        Stream.concat(SURELY.matcher(turn).results(), asked ? answer(turn) : Stream.empty())
            .map(CallerName::name)
            .flatMap(name -> trimmed(name).stream());
    var introduced =
        INTRODUCED
            .matcher(turn)
            .results()
            .map(CallerName::name)
            .filter(name -> !FROM_SOMEWHERE.contains(SpokenNumbers.plain(name)))
            .filter(name -> !initials(name, turn));
    var greeted =
        Stream.of(GREETED, BARE)
            .flatMap(pattern -> pattern.matcher(turn).results())
            .map(CallerName::name)
            .flatMap(name -> trimmed(name).stream())
            .filter(name -> !strangers.contains(SpokenNumbers.plain(lastWord(name))));
    return Stream.of(introduced.flatMap(name -> trimmed(name).stream()), surely, greeted)
        .flatMap(names -> names);
  }

  /// « EDF », unless everything is written in capitals.
  private static boolean initials(String name, String turn) {
    return name.matches("\\p{Lu}{2,4}") && !turn.equals(turn.toUpperCase(Locale.FRANCE));
  }

  private static Stream<MatchResult> answer(String turn) {
    var answer = ANSWER.matcher(turn);
    return answer.find() ? Stream.of(answer.toMatchResult()) : Stream.empty();
  }

  private static String name(MatchResult found) {
    for (var group = 1; group <= found.groupCount(); group++) {
      if (found.group(group) != null) {
        return found.group(group);
      }
    }
    return "";
  }

  /// Up to the first word that no name has, with large initials.
  private static Optional<String> trimmed(String words) {
    var title = compile("^(?:(?i:l[ea])\\s+(?=TITLE))?TITLE").matcher(words);
    var head = title.find() ? title.group().strip().replaceFirst("^(?i:l[ea])\\s+", "") + " " : "";
    var kept =
        Stream.of(words.substring(head.isEmpty() ? 0 : title.end()).split("\\s+"))
            .takeWhile(CallerName::mayName)
            .map(CallerName::capitalised)
            .toList();
    var bare = kept.stream().allMatch(word -> PARTICLES.contains(word.toLowerCase(Locale.FRANCE)));
    return bare ? Optional.empty() : Optional.of(head + String.join(" ", kept));
  }

  private static boolean mayName(String word) {
    var plain = SpokenNumbers.plain(word);
    return !NO_NAME.contains(plain)
        && !word.matches("(?:[jcnsmt]|qu)['’].*|(?i:c['’]est|j['’]ai|s['’]il)")
        && (plain.length() > 1 || Character.isUpperCase(word.charAt(0)));
  }

  private static String capitalised(String word) {
    var small = word.toLowerCase(Locale.FRANCE);
    if (PARTICLES.contains(small)) {
      return word.equals(word.toUpperCase(Locale.FRANCE)) ? small : word;
    }
    var shouted = word.length() > 2 && word.equals(word.toUpperCase(Locale.FRANCE));
    return shouted || word.equals(small)
        ? Pattern.compile("(?<![\\p{L}])\\p{L}")
            .matcher(small)
            .replaceAll(initial -> initial.group().toUpperCase(Locale.FRANCE))
        : word;
  }

  /// The word that begins as the spelled one does, else the last.
  private static String replaced(String heard, String spelled) {
    var words = heard.split(" ");
    var first = SpokenNumbers.plain(spelled).charAt(0);
    var at = words.length - 1;
    for (var i = words.length - 1; i >= 0; i--) {
      if (SpokenNumbers.plain(words[i]).charAt(0) == first && words[i].length() > 2) {
        at = i;
        break;
      }
    }
    words[at] = spelled;
    return String.join(" ", words);
  }

  private static String lastWord(String name) {
    return name.substring(name.lastIndexOf(' ') + 1);
  }

  private static String titled(String name) {
    return name.replaceFirst("^(?i)madame\\s", "Mme ")
        .replaceFirst("^(?i)mademoiselle\\s", "Mlle ")
        .replaceFirst("^(?i)monsieur\\s", "M. ")
        .replaceFirst("^(?i)docteur\\s", "Dr ")
        .replaceFirst("^(?i)ma[îi]tre\\s", "Me ");
  }

  private static Pattern compile(String regex) {
    var whole =
        regex
            .replace("TITLENAME", "TITLE" + NAME)
            .replace("TITLE?NAME", "TITLE?" + NAME)
            .replace("ANY", ANY_NAME)
            .replace("NAME", NAME)
            .replace("TITLE", TITLE)
            .replace("PARTICLE", PARTICLE)
            .replace("WORD", WORD);
    return Pattern.compile(whole, UNICODE_CASE | UNICODE_CHARACTER_CLASS);
  }
}
