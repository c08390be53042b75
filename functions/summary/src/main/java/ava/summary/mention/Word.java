package ava.summary.mention;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A word, a number in digits or a sign of a text.
///
/// @param plain in small letters without accents
/// @param before what stands between the word before and this one
/// @param start where it begins in the text
record Word(String text, String plain, String before, int start) {
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]*|[0-9]+|[€%@/:_+²&]");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern JOINT = Pattern.compile("[\\s\u00a0\u202f\u2011-]*");

  static List<Word> in(String text) {
    var words = new ArrayList<Word>();
    var found = WORD.matcher(text);
    var behind = 0;
    while (found.find()) {
      var before = text.substring(behind, found.start());
      words.add(new Word(found.group(), plain(found.group()), before, found.start()));
      behind = found.end();
    }
    return List.copyOf(words);
  }

  static String plain(String text) {
    var parts = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    return MARKS.matcher(parts).replaceAll("").replace("œ", "oe").replace("æ", "ae");
  }

  int end() {
    return start + text.length();
  }

  boolean digits() {
    return Character.isDigit(text.charAt(0));
  }

  boolean capital() {
    return Character.isUpperCase(text.charAt(0));
  }

  /// Whether nothing but spaces or hyphens part it from the word before.
  boolean joined() {
    return JOINT.matcher(before).matches();
  }

  /// Whether a sentence begins with it.
  boolean begins() {
    return start == before.length() || before.matches("(?s).*[.!?…:«\n].*");
  }
}
