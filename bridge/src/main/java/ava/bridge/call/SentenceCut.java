package ava.bridge.call;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Cuts written French into pieces that a voice can speak, as the text arrives. A piece is a
/// sentence, short ones together with the next; the first piece may be less, so that the caller
/// hears something soon. Where it is not known yet whether a sentence ends, nothing is cut: two
/// sentences in one piece cost nothing but time.
final class SentenceCut {
  /// Covers the time until the next piece sounds: some fifteen letters are a second.
  private static final int SHORTEST_FIRST = 12;

  private static final int SHORTEST = 20;
  private static final int LONGEST_FIRST = 40;

  private static final String ENDS = ".!?…";
  private static final String CLOSERS = "»)\"”’";
  private static final String PAUSES = ",;:—";

  /// What is written with a full stop and goes on.
  private static final Set<String> SHORTENED =
      Set.of(
          "mm", "mme", "mmes", "mlle", "mlles", "mgr", "dr", "drs", "pr", "prs", "me", "mes", "st",
          "ste", "sté", "cie", "av", "bd", "bld", "blvd", "boul", "ch", "rte", "pl", "sq", "imp",
          "fg", "rés", "bât", "bat", "apt", "appt", "esc", "ét", "no", "nos", "num", "tél", "tel",
          "ext", "cf", "ex", "p", "pp", "art", "al", "chap", "env", "max", "réf", "resp", "vol",
          "janv", "févr", "avr", "juil", "sept", "oct", "nov", "déc", "lun", "mar", "mer", "jeu",
          "ven", "sam", "dim", "apr", "c.-à-d", "hab", "adj", "dép", "secr", "gal");

  private SentenceCut() {}

  /// Where the first piece ends.
  ///
  /// @param first nothing of this answer was cut before
  /// @param whole no more text comes: what is left is a piece
  /// @return the index behind it, or empty when more text must come first
  static Optional<Integer> end(String text, boolean first, boolean whole) {
    var shortest = first ? SHORTEST_FIRST : SHORTEST;
    for (var at = 0; at < text.length(); at++) {
      var end = ENDS.indexOf(text.charAt(at)) >= 0 ? sentenceEnd(text, at) : -1;
      if (end >= shortest) {
        return Optional.of(end);
      }
      if (first && at >= SHORTEST_FIRST && pauses(text, at)) {
        return Optional.of(at + 1);
      }
      if (first && at >= LONGEST_FIRST) {
        var space = lastSpace(text, LONGEST_FIRST);
        if (space >= SHORTEST_FIRST) {
          return Optional.of(space);
        }
      }
    }
    return whole && !text.isBlank() ? Optional.of(text.length()) : Optional.empty();
  }

  /// The index behind a sentence that ends with this mark, or -1.
  private static int sentenceEnd(String text, int mark) {
    var end = mark + 1;
    while (end < text.length() && ENDS.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    end = closed(text, end);
    var next = nextVisible(text, end);
    if (next < 0 || next == end || Character.isLowerCase(text.charAt(next))) {
      return -1;
    }
    return text.charAt(mark) == '.' && isShortened(text, mark) ? -1 : end;
  }

  /// Behind the quotes and brackets that close here, as French writes them: with a blank before.
  private static int closed(String text, int from) {
    var end = from;
    while (true) {
      var next = nextVisible(text, end);
      if (next < 0
          || CLOSERS.indexOf(text.charAt(next)) < 0
          || (next > end && text.charAt(next) != '»')) {
        return end;
      }
      end = next + 1;
    }
  }

  private static int nextVisible(String text, int from) {
    var at = from;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? at : -1;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || binds(c);
  }

  /// A space that holds together what it stands between.
  private static boolean binds(char c) {
    return c == '\u00A0' || c == '\u202F';
  }

  /// Whether the full stop belongs to the word before it: an initial, a title, a street. What
  /// measures a number does not: « à 18 h. » is an end.
  private static boolean isShortened(String text, int stop) {
    var from = stop;
    while (from > 0 && Character.isLetter(text.charAt(from - 1))) {
      from--;
    }
    var word = text.substring(from, stop).toLowerCase(Locale.FRENCH);
    var before = from;
    while (before > 0 && isBlank(text.charAt(before - 1))) {
      before--;
    }
    if (before > 0 && Character.isDigit(text.charAt(before - 1)) && word.length() == 1) {
      return false;
    }
    return word.length() == 1 || SHORTENED.contains(word);
  }

  private static boolean pauses(String text, int at) {
    return PAUSES.indexOf(text.charAt(at)) >= 0
        && at + 1 < text.length()
        && Character.isWhitespace(text.charAt(at + 1))
        && !binds(text.charAt(at + 1));
  }

  /// The last space before there at which a voice may stop: behind a number come its next digits or
  /// what it counts.
  private static int lastSpace(String text, int before) {
    for (var at = before; at > 0; at--) {
      var c = text.charAt(at);
      if (Character.isWhitespace(c)
          && !binds(c)
          && !Character.isDigit(text.charAt(at - 1))
          && ".’'".indexOf(text.charAt(at - 1)) < 0) {
        return at;
      }
    }
    return -1;
  }

  /// A text without the marks that a model writes for the eye.
  static String spoken(String text) {
    return text.replaceAll("[*_#`]", "").replaceAll("[\\s&&[^\u00A0\u202F]]+", " ").strip();
  }
}
