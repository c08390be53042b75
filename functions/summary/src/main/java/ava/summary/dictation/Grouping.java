package ava.summary.dictation;

import ava.summary.dictation.NumberWords.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How telephone numbers are grouped when they are said: by twos, or by threes in the middle.
///
/// @param words what they are read from
/// @param readings by the word that they begin at
record Grouping(List<String> words, List<List<Reading>> readings) {
  private static final Pattern PAIRS = Pattern.compile("0[1-9](?:(?:\\d\\d){1,7}|\\d{11}|\\d{13})");
  private static final List<List<Integer>> BEGUN = List.of(List.of(2, 3), List.of(2, 3, 3));
  private static final List<List<Integer>> NATIONAL =
      List.of(List.of(2, 2, 2, 2, 2), List.of(2, 3, 3, 2), List.of(1, 3, 3, 3));
  private static final List<List<Integer>> BEHIND_COUNTRY =
      List.of(
          List.of(2, 1, 2, 2, 2, 2),
          List.of(2, 1, 3, 3, 2),
          List.of(2, 3, 2, 2, 2),
          List.of(2, 3, 3, 3),
          List.of(3, 3, 2, 2, 2));

  /// Whether the words group the digits so; a number that is not whole, or too long, may be.
  boolean usual(String digits) {
    if (digits.startsWith("+")) {
      return BEHIND_COUNTRY.stream().anyMatch(sizes -> group(0, digits.substring(1), sizes));
    }
    if (digits.startsWith("00")) {
      return BEHIND_COUNTRY.stream()
          .map(sizes -> Stream.concat(Stream.of(2), sizes.stream()).toList())
          .anyMatch(sizes -> group(0, digits, sizes));
    }
    return digits.length() == Readings.NATIONAL_DIGITS
        ? NATIONAL.stream().anyMatch(sizes -> group(0, digits, sizes))
        : byTwos(digits) || BEGUN.stream().anyMatch(sizes -> group(0, digits, sizes));
  }

  /// By twos, of too many digits perhaps with a single one at the end.
  private boolean byTwos(String digits) {
    var sizes = new ArrayList<>(Collections.nCopies(digits.length() / 2, 2));
    if (digits.length() % 2 == 1) {
      sizes.add(1);
    }
    return PAIRS.matcher(digits).matches() && group(0, digits, sizes);
  }

  private boolean group(int word, String digits, List<Integer> sizes) {
    return sizes.isEmpty()
        ? word == words.size() && digits.isEmpty()
        : group(word, digits, sizes.getFirst(), sizes.subList(1, sizes.size()));
  }

  /// Zeros may stand before the number that fills a group.
  private boolean group(int word, String digits, int size, List<Integer> behind) {
    if (word == words.size()) {
      return false;
    }
    if (words.get(word).equals("et")) {
      return group(word + 1, digits, size, behind);
    }
    return readings.get(word).stream()
        .filter(reading -> digits.startsWith(reading.digits()))
        .anyMatch(reading -> {
          var length = reading.digits().length();
          var rest = digits.substring(length);
          return length == size
              ? group(reading.next(), rest, behind)
              : length < size
                  && reading.digits().equals("0")
                  && group(reading.next(), rest, size - 1, behind);
        });
  }
}
