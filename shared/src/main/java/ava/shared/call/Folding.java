package ava.shared.call;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text without accents and capitals, with straight apostrophes. Letters of Europe and usual marks
/// are looked up one by one, since a search folds all that was said in a year.
final class Folding {
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  /// Behind it begin the marks that stand over another letter.
  private static final int LETTERS = 0x300;

  private static final int PUNCTUATION = 0x2000;
  private static final int PUNCTUATION_END = 0x2070;

  private static final String[] FOLDED = new String[PUNCTUATION_END];

  static {
    for (var each = 0; each < PUNCTUATION_END; each++) {
      if (each < LETTERS || each >= PUNCTUATION) {
        FOLDED[each] = byRules(String.valueOf((char) each));
      }
    }
  }

  private Folding() {}

  static String of(String text) {
    var folded = new StringBuilder(text.length());
    for (var place = 0; place < text.length(); place++) {
      var letter = text.charAt(place);
      if ((letter >= 'a' && letter <= 'z') || letter == ' ') {
        folded.append(letter);
      } else if (letter < PUNCTUATION_END && (letter < LETTERS || letter >= PUNCTUATION)) {
        folded.append(FOLDED[letter]);
      } else {
        return byRules(text);
      }
    }
    return folded.toString();
  }

  static String byRules(String text) {
    var plain =
        text.replace('’', '\'')
            .replace("œ", "oe")
            .replace("Œ", "oe")
            .replace("æ", "ae")
            .replace("Æ", "ae");
    return MARKS
        .matcher(Normalizer.normalize(plain, Normalizer.Form.NFD))
        .replaceAll("")
        .toLowerCase(Locale.ROOT);
  }
}
