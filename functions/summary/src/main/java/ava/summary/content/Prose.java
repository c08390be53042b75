package ava.summary.content;

import ava.shared.call.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A model's text as plain French of a bounded length: no marks of a markup, no other language.
final class Prose {
  private static final List<Pattern> MARKS =
      List.of(
          Pattern.compile("```[a-z]*|`"),
          Pattern.compile("!?\\[([^\\]]*)]\\([^)]*\\)"),
          Pattern.compile("</?[a-zA-Z][^>]{0,80}>"),
          Pattern.compile("(?m)^[ \t]*(?:#{1,6}|[-*+•–]|>+|[0-9]{1,2}[.)])[ \t]+"),
          Pattern.compile("(?m)^[ \t]*(?:[-*_]{3,}|\\|?(?:[ :]*-{2,}[ :]*\\|)+[ :-]*)[ \t]*$"),
          Pattern.compile(
              "\\*{1,3}|~~|(?<![\\p{L}0-9])_{1,3}(?=\\S)|(?<=\\S)_{1,3}(?![\\p{L}0-9])|\\|"));
  private static final Set<String> FRENCH =
      Set.of(
          "le",
          "la",
          "les",
          "l",
          "un",
          "une",
          "des",
          "du",
          "de",
          "d",
          "et",
          "est",
          "a",
          "au",
          "aux",
          "il",
          "elle",
          "on",
          "que",
          "qui",
          "pour",
          "dans",
          "sur",
          "par",
          "avec",
          "ne",
          "pas",
          "se",
          "son",
          "sa",
          "ses",
          "ce",
          "cette",
          "à",
          "en",
          "être",
          "rappeler",
          "rappelée",
          "souhaite",
          "demande",
          "depuis",
          "avant",
          "après",
          "chez",
          "ou",
          "je",
          "vous",
          "votre",
          "madame",
          "monsieur");
  private static final Set<String> FOREIGN =
      Set.of(
          "the",
          "and",
          "of",
          "to",
          "is",
          "was",
          "are",
          "were",
          "has",
          "had",
          "have",
          "will",
          "would",
          "should",
          "she",
          "he",
          "her",
          "his",
          "they",
          "their",
          "caller",
          "called",
          "call",
          "please",
          "with",
          "for",
          "from",
          "that",
          "this",
          "about",
          "wants",
          "asked",
          "needs",
          "back",
          "urgent-ly",
          "leak",
          "water",
          "appointment",
          "tomorrow",
          "today",
          "in",
          "at",
          "on",
          "an",
          "be",
          "it",
          "by",
          "been",
          "el",
          "los",
          "las",
          "una",
          "con",
          "por",
          "para",
          "está",
          "llamada",
          "quiere",
          "der",
          "die",
          "das",
          "und",
          "ist",
          "eine",
          "einen",
          "mit",
          "für",
          "von",
          "nicht",
          "il",
          "che",
          "della",
          "per",
          "sono");
  private static final Pattern WORD = Pattern.compile("[\\p{L}]+");

  private Prose() {}

  /// Without marks, on lines of its own where it had some.
  static String plain(String text) {
    var plain = Printable.lines(text);
    for (var mark : MARKS) {
      plain = mark.matcher(plain).replaceAll(mark.pattern().startsWith("!?") ? "$1" : "");
    }
    return plain.replaceAll("[ \t]+", " ").replaceAll(" ?\n ?", "\n").strip();
  }

  /// One line without marks.
  static String line(String text, int longest) {
    return shortened(plain(text).replaceAll("\\s+", " "), longest);
  }

  /// At most so many characters, cut between words.
  static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    var space = text.lastIndexOf(' ', longest - 1);
    var end = space > longest / 2 ? space : longest - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
            .replaceFirst("[\\s,;:–-]+$", "")
        + "…";
  }

  /// Whether more words of it are another language's than French.
  static boolean foreign(String text) {
    var words =
        WORD.matcher(text).results().map(word -> word.group().toLowerCase(Locale.ROOT)).toList();
    var french = words.stream().filter(FRENCH::contains).count();
    var foreign =
        words.stream()
            .filter(word -> FOREIGN.contains(word) && !FRENCH.contains(word))
            .distinct()
            .count();
    return (foreign > 1 && foreign > french) || (foreign == 1 && french == 0 && words.size() > 2);
  }

  /// The first of these texts, each shortened.
  static List<String> bounded(Stream<String> texts, int most, int longest) {
    return texts
        .map(text -> line(text, longest))
        .filter(text -> !text.isEmpty())
        .distinct()
        .limit(most)
        .toList();
  }
}
