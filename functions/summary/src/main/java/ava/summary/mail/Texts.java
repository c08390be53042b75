package ava.summary.mail;

/// Shortens what a caller may make as long as he likes.
final class Texts {
  private Texts() {}

  /// At most so many characters, cut between words and marked with an ellipsis.
  static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    var space = text.lastIndexOf(' ', longest - 1);
    var end = space > longest / 2 ? space : longest - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end).replaceFirst("[\\s,;:–-]+$", "") + "…";
  }
}
