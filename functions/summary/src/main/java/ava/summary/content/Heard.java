package ava.summary.content;

import ava.shared.Turn;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything that a summary of a call may draw on: the turns, the noted message, the caller's
/// number.
final class Heard {
  private static final Pattern WORD = Pattern.compile("[\\p{L}]+\\.?|[0-9]+");
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]+(?:[ .\u00a0\u202f/-]?[0-9]+)*");
  private static final Pattern LETTERS = Pattern.compile("(?:(?<![a-z])[a-z](?![a-z])[^a-z]*){3,}");
  private static final int TELEPHONE_DIGITS = 8;

  /// What stands before names, or for the caller.
  private static final Set<String> TITLES =
      Set.of(
          "m",
          "mr",
          "mme",
          "mlle",
          "madame",
          "monsieur",
          "mademoiselle",
          "dr",
          "docteur",
          "me",
          "maitre",
          "pr",
          "professeur",
          "ava",
          "de",
          "du",
          "des",
          "la",
          "le",
          "les",
          "et",
          "l",
          "d");

  private static final Set<String> DATES =
      Set.of(
          "lundi",
          "mardi",
          "mercredi",
          "jeudi",
          "vendredi",
          "samedi",
          "dimanche",
          "janvier",
          "fevrier",
          "mars",
          "avril",
          "mai",
          "juin",
          "juillet",
          "aout",
          "septembre",
          "octobre",
          "novembre",
          "decembre",
          "demain",
          "hier",
          "midi",
          "minuit");
  private static final Set<String> AMBIGUOUS_NUMBERS = Set.of("un", "une", "neuf", "cent");

  /// How a number may be said without its digits.
  private static final Map<String, String> BY_OTHER_WORDS =
      Map.of(
          "30", "demi", "15", "quart", "45", "quart", "12", "midi", "0", "minuit", "1", "premier");

  private final String text;
  private final Set<String> words;
  private final SpokenNumbers numbers;
  private final List<SpokenNumbers> turns;

  private Heard(String text, List<SpokenNumbers> turns) {
    this.text = flat(text);
    this.words = Stream.of(this.text.split(" ")).collect(Collectors.toSet());
    this.numbers = SpokenNumbers.in(text);
    this.turns = turns;
  }

  static Heard in(FinishedCall call) {
    var sources =
        Stream.of(
                call.turns().stream().map(Turn::text),
                call.record().message().fields().values().stream(),
                Stream.of(call.record().from().value()),
                Stream.of("+33", "0").map(prefix -> national(call, prefix)))
            .flatMap(source -> source)
            .toList();
    return new Heard(String.join("\n", sources), sources.stream().map(SpokenNumbers::in).toList());
  }

  private static String national(FinishedCall call, String prefix) {
    return call.record().from().value().replaceFirst("^\\+33", prefix);
  }

  /// Whether every number, name and date of a text was heard.
  boolean supports(String claim) {
    return numbersHeard(claim) && datesHeard(claim) && namesHeard(claim);
  }

  /// Whether the words of a name were heard, spelled names included.
  boolean names(String name) {
    return WORD.matcher(name)
        .results()
        .map(found -> flat(found.group()))
        .filter(word -> !TITLES.contains(word))
        .allMatch(this::heard);
  }

  /// Whether a telephone number was dictated, noted, or is the caller's.
  ///
  /// @param number E.164
  boolean dictates(String number) {
    var digits = number.substring(1);
    var forms =
        digits.startsWith("33")
            ? List.of("0" + digits.substring(2), digits, "00" + digits)
            : List.of(digits, "00" + digits);
    return forms.stream()
        .anyMatch(form -> numbers.say(form) || turns.stream().anyMatch(turn -> turn.say(form)));
  }

  /// Whether these very words were said.
  boolean quotes(String quote) {
    var flat = flat(quote);
    return !flat.isBlank() && text.contains(flat);
  }

  private boolean numbersHeard(String claim) {
    var written =
        NUMBER.matcher(claim).results().allMatch(found -> writtenNumberHeard(found.group()));
    return written && SpokenNumbers.in(spelledOnly(claim)).wordsHeardIn(numbers, AMBIGUOUS_NUMBERS);
  }

  private static String spelledOnly(String claim) {
    return NUMBER.matcher(claim).replaceAll(" ");
  }

  private boolean writtenNumberHeard(String written) {
    var digits = written.replaceAll("[^0-9]", "");
    if (digits.length() >= TELEPHONE_DIGITS) {
      return TelephoneCheck.valid(written).filter(this::dictates).isPresent()
          || numbers.say(digits);
    }
    return Stream.of(written.split("[^0-9]+"))
        .filter(d -> !d.isEmpty())
        .allMatch(this::digitsHeard);
  }

  private boolean digitsHeard(String digits) {
    var value = digits.replaceFirst("^0+(?=.)", "");
    var other = BY_OTHER_WORDS.get(value);
    return numbers.say(digits)
        || numbers.say(value)
        || (other != null && text.contains(other))
        || saidOfTheAfternoon(value);
  }

  /// « six heures du soir » may be written 18 h.
  private boolean saidOfTheAfternoon(String value) {
    var hour = value.length() == 2 ? Integer.parseInt(value) : 0;
    return hour > 12
        && hour < 24
        && (text.contains("du soir") || text.contains("apres midi"))
        && numbers.say("" + (hour - 12));
  }

  private boolean datesHeard(String claim) {
    return Stream.of(flat(claim).split(" ")).filter(DATES::contains).allMatch(words::contains);
  }

  /// A word with a capital that does not begin the sentence is a name; one that begins it is one
  /// when another name or a title stands beside it.
  private boolean namesHeard(String claim) {
    var found = WORD.matcher(claim).results().toList();
    for (var i = 0; i < found.size(); i++) {
      var word = found.get(i).group();
      var flat = flat(word);
      var begins =
          i == 0
              || claim.substring(0, found.get(i).start()).stripTrailing().matches("(?s).*[.!?:«]");
      var beside =
          i + 1 < found.size() && Character.isUpperCase(found.get(i + 1).group().charAt(0));
      var capital = Character.isUpperCase(word.charAt(0)) && word.length() > 1;
      if (capital && (!begins || beside) && !TITLES.contains(flat) && !heard(flat)) {
        return false;
      }
    }
    return true;
  }

  private boolean heard(String word) {
    return words.contains(word) || spelled(word);
  }

  private boolean spelled(String word) {
    return LETTERS
        .matcher(text)
        .results()
        .anyMatch(found -> found.group().replaceAll("[^a-z]", "").contains(word));
  }

  /// Small letters and digits with single spaces between the words.
  private static String flat(String text) {
    return SpokenNumbers.plain(text).replaceAll("[^a-z0-9]+", " ").strip();
  }
}
