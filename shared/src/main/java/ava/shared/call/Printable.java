package ava.shared.call;

import java.util.regex.Pattern;

/// Text without what cannot be seen: control characters, marks that turn the direction of writing,
/// characters without a width, halves of characters and what will never be one, which SQS refuses.
/// What a caller says or a model writes could else change how the text around it is read.
public final class Printable {
  private static final Pattern BREAK = Pattern.compile("\\R|[\t\u000b\f\u2028\u2029]");
  private static final Pattern LINE_END = Pattern.compile("\\R|[\u2028\u2029]");
  private static final String FORMAT =
      "\\p{Cf}\\p{Co}\\p{Cs}\\p{IsNoncharacter_Code_Point}\\x{115f}\\x{1160}\\x{3164}\\x{ffa0}\\x{2028}\\x{2029}";
  private static final Pattern TURNING = Pattern.compile("[" + FORMAT + "]");
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}" + FORMAT + "&&[^\n]]");

  private static final char SOFT_HYPHEN = '\u00ad';
  private static final char FIRST_MARK = '\u0300';

  private Printable() {}

  /// Whether these are letters and signs of Western Europe, of which most texts are: looking for
  /// what stands in none of them takes far longer.
  private static boolean isUsual(String text) {
    for (var at = 0; at < text.length(); at++) {
      var c = text.charAt(at);
      if (Character.isISOControl(c) || c == SOFT_HYPHEN || c >= FIRST_MARK) {
        return false;
      }
    }
    return true;
  }

  /// Without what changes how other text is read. Control characters stay: they are no danger to
  /// JSON and the table.
  public static String straight(String text) {
    return isUsual(text) ? text : TURNING.matcher(text).replaceAll("");
  }

  /// On one line.
  public static String line(String text) {
    return isUsual(text)
        ? text
        : UNSEEN.matcher(BREAK.matcher(text).replaceAll(" ")).replaceAll("").replace("\n", " ");
  }

  /// With its lines.
  public static String lines(String text) {
    return UNSEEN
        .matcher(LINE_END.matcher(text).replaceAll("\n").replace('\t', ' '))
        .replaceAll("");
  }
}
