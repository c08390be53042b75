package ava.summary.content;

import ava.shared.call.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everything that a summary of a call may draw on: the turns, the noted message, the caller's
/// number.
final class Heard {
  private static final Pattern WORD = Pattern.compile("[\\p{L}]+\\.?|[0-9]+");
  private static final Pattern LETTERS = Pattern.compile("(?:(?<![a-z])[a-z](?![a-z])[^a-z]*){2,}");

  private static final List<String> DIALLED_AS_IN_FRANCE =
      List.of("33", "590", "596", "594", "262", "508");

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

  private final String text;
  private final Set<String> words;
  private final SpokenNumbers numbers;
  private final List<SpokenNumbers> turns;

  private Heard(String text, List<SpokenNumbers> turns) {
    this.text = Emergency.flat(text);
    this.words = Stream.of(this.text.split(" ")).collect(Collectors.toSet());
    this.numbers = SpokenNumbers.in(text);
    this.turns = turns;
  }

  static Heard in(WholeCall call) {
    var sources =
        Stream.of(
                call.turns().stream().map(Turn::text),
                call.callerTurns().stream().flatMap(turn -> SpelledName.in(turn.text()).stream()),
                call.record().message().fields().values().stream(),
                Stream.of(call.record().from().value()),
                Stream.of("+33", "0").map(prefix -> national(call, prefix)))
            .flatMap(source -> source)
            .toList();
    return new Heard(String.join("\n", sources), sources.stream().map(SpokenNumbers::in).toList());
  }

  private static String national(WholeCall call, String prefix) {
    return call.record().from().value().replaceFirst("^\\+33", prefix);
  }

  /// Whether the words of a name were heard, spelled names included.
  boolean names(String name) {
    return WORD.matcher(name)
        .results()
        .map(found -> Emergency.flat(found.group()))
        .filter(word -> !TITLES.contains(word))
        .allMatch(this::heard);
  }

  /// Whether a telephone number was dictated, noted, or is the caller's.
  ///
  /// @param number E.164
  boolean dictates(String number) {
    var digits = number.substring(1);
    var forms = new ArrayList<>(List.of(digits, "00" + digits));
    DIALLED_AS_IN_FRANCE.stream()
        .filter(digits::startsWith)
        .forEach(code -> forms.add("0" + digits.substring(code.length())));
    return forms.stream()
        .anyMatch(form -> numbers.say(form) || turns.stream().anyMatch(turn -> turn.say(form)));
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
}
