package ava.shared.call;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What somebody looks for: words that must all be there, each at the beginning of a word or inside
/// a longer one, without regard to accents, capitals and the way a number is grouped. A number of
/// four digits or more is found by its end, with `0` and `+33` for the same.
public final class SearchText {
  private static final Pattern NUMBER = Pattern.compile("[+(]?\\d[\\d .()\u00a0\u202f/-]{2,}\\d");
  private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}@.]+");
  private static final int AROUND = 60;
  private static final int LONGEST = 100;

  private final List<String> words;
  private final Optional<String> digits;

  private SearchText(List<String> words, Optional<String> digits) {
    this.words = words;
    this.digits = digits;
  }

  /// @return empty when nothing is left to look for
  public static Optional<SearchText> of(String asked) {
    var text = asked.length() > LONGEST ? asked.substring(0, LONGEST) : asked;
    var number = NUMBER.matcher(text.strip());
    if (number.matches()) {
      return Optional.of(new SearchText(List.of(), Optional.of(significant(text))));
    }
    var words = Arrays.stream(SEPARATORS.split(folded(text))).filter(w -> !w.isEmpty()).toList();
    return words.isEmpty()
        ? Optional.empty()
        : Optional.of(new SearchText(words, Optional.empty()));
  }

  /// The words about the first place where it stands in a text, or empty when it does not.
  public Optional<String> in(String text) {
    if (digits.isPresent()) {
      return NUMBER
          .matcher(text)
          .results()
          .filter(found -> significant(found.group()).endsWith(digits.get()))
          .findFirst()
          .map(found -> around(text, found.start(), found.end()));
    }
    var folded = folded(text);
    if (!words.stream().allMatch(folded::contains)) {
      return Optional.empty();
    }
    var place = folded.indexOf(words.getFirst());
    // folding keeps the length of what is written with one letter for each
    var end = Math.min(text.length(), place + words.getFirst().length());
    return Optional.of(around(text, Math.min(place, text.length()), end));
  }

  /// All words and numbers of many texts, each once and on a line of its own. Whatever is found in
  /// one of the texts is found here, too: what is not found here is in none of them.
  public static String vocabulary(Collection<String> texts) {
    var words = new TreeSet<String>();
    var numbers = new TreeSet<String>();
    for (var text : texts) {
      NUMBER.matcher(text).results().forEach(found -> numbers.add(found.group()));
      addWords(folded(text), words);
    }
    var all = new StringBuilder();
    var before = "";
    for (var word : words.descendingSet()) {
      if (!before.startsWith(word)) {
        all.append(word).append('\n');
        before = word;
      }
    }
    numbers.forEach(number -> all.append(number).append('\n'));
    return all.toString();
  }

  private static void addWords(String folded, Collection<String> words) {
    var begin = 0;
    for (var place = 0; place <= folded.length(); place++) {
      if (place == folded.length() || !inWord(folded.charAt(place))) {
        if (place > begin) {
          words.add(folded.substring(begin, place));
        }
        begin = place + 1;
      }
    }
  }

  /// Whether a word that is looked for may hold it, as [#SEPARATORS] says; half of a letter that is
  /// written in two always may.
  private static boolean inWord(char letter) {
    if (letter >= 'a' && letter <= 'z') {
      return true;
    }
    return switch (Character.getType(letter)) {
      case Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER,
          Character.SURROGATE ->
          true;
      default -> letter == '@' || letter == '.' || Character.isLetter(letter);
    };
  }

  private static String around(String text, int start, int end) {
    var from = Math.max(text.lastIndexOf('\n', Math.max(0, start - 1)) + 1, start - AROUND);
    var line = text.indexOf('\n', end);
    var to = Math.min(line < 0 ? text.length() : line, end + AROUND);
    return (from > 0 && text.charAt(from - 1) != '\n' ? "…" : "")
        + text.substring(from, to).strip()
        + (to < text.length() && text.charAt(to) != '\n' ? "…" : "");
  }

  /// The digits that a number has in every spelling: without `+33` or a leading `0`.
  private static String significant(String number) {
    var only = number.replaceAll("\\D", "");
    if (number.strip().startsWith("+33") || only.startsWith("0033")) {
      return only.substring(only.indexOf("33") + 2);
    }
    return only.startsWith("0") ? only.substring(1) : only;
  }

  /// Without accents and capitals, with straight apostrophes.
  public static String folded(String text) {
    return Folding.of(text);
  }
}
