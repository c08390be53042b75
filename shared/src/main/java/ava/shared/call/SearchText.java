package ava.shared.call;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody looks for: words that must all be there, each at the beginning of a word or inside
/// a longer one, without regard to accents, capitals and the way a number is grouped. A number of
/// four digits or more is found by its end, with `0` and `+33` for the same.
public final class SearchText {
  private static final Pattern NUMBER = Pattern.compile("[+(]?\\d[\\d .()\u00a0\u202f/-]{2,}\\d");
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
    var words =
        Arrays.stream(folded(text).split("[^\\p{L}\\p{N}@.]+")).filter(w -> !w.isEmpty()).toList();
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
