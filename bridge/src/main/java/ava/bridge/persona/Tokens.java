package ava.bridge.persona;

import java.lang.Character.UnicodeScript;
import java.util.regex.Pattern;

/// How much of a model's attention a text takes.
public final class Tokens {
  private static final Pattern PIECE =
      Pattern.compile("\\p{IsLatin}+|\\d+|\\S", Pattern.UNICODE_CHARACTER_CLASS);

  private Tokens() {}

  /// An estimate without the model's vocabulary: a token for each four letters of a word, for three
  /// digits and the space before them, and for every other sign; three for what needs two chars.
  /// For French prose that is 1.25 to 1.4 times what the vocabulary of OpenAI's present models
  /// (`o200k_base`) counts, for other scripts it is more; a text all in capitals takes more than
  /// estimated.
  public static int estimate(String text) {
    return PIECE.matcher(text).results().mapToInt(piece -> cost(piece.group())).sum();
  }

  private static int cost(String piece) {
    var first = piece.codePointAt(0);
    if (Character.isDigit(first)) {
      return 1 + (piece.length() + 2) / 3;
    }
    return UnicodeScript.of(first) == UnicodeScript.LATIN
        ? (piece.length() + 3) / 4
        : 2 * piece.length() - 1;
  }
}
