package ava.summary.dictation;

import ava.summary.dictation.Stroke.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A number that Ava read back.
///
/// @param number E.164
/// @param asked whether « non » refuses it, and nothing else that she asked
record ReadBack(String number, boolean asked) {
  private static final Pattern SHOWN =
      Pattern.compile("s'affiche|numero affiche|(?:avec|depuis|sur) lequel vous");
  private static final Pattern FOR_THE_CALLER_TO_DIAL =
      Pattern.compile(
          "vous pouvez (?:joindre|appeler|composer|contacter)|\\bcomposez\\b|\\bappelez le\\b");
  private static final Pattern ANOTHER_QUESTION = Pattern.compile("[.!?;][^?]*[a-z][^?]*\\?\\W*$");
  private static final Pattern ASKS_FOR =
      Pattern.compile(
          "\\b(?:noms?|prenom|appel\\w+|motif|objet|sujet|adresse|quand|code|combien)\\b");
  private static final Pattern CONFIRMS =
      Pattern.compile(
          "\\b(?:bien|ca|cela|exact\\w*|correct\\w*|bon|juste|confirm\\w+|accord|trompe|compris|note"
              + "|entendu|n'est-ce pas|oui|ok)\\b[^?]*\\?\\W*$");

  /// @param shown what the caller's telephone showed, E.164
  static Optional<ReadBack> in(String text, Optional<String> shown) {
    var plain = Strokes.plain(text);
    var numbers =
        Part.of(text).stream()
            .flatMap(part -> part.number().stream())
            .flatMap(number -> number.telephone().stream())
            .distinct()
            .toList();
    if (numbers.size() == 1 && !FOR_THE_CALLER_TO_DIAL.matcher(plain).find()) {
      return of(numbers.getFirst(), behind(plain, Strokes.of(text)));
    }
    return plain.contains("?") && SHOWN.matcher(plain).find()
        ? shown.map(number -> new ReadBack(number, true))
        : Optional.empty();
  }

  private static String behind(String plain, List<Stroke> strokes) {
    return strokes.reversed().stream()
        .filter(stroke -> stroke.is(Kind.NUMBER))
        .findFirst()
        .map(last -> plain.substring(last.end()))
        .orElse(plain);
  }

  private static Optional<ReadBack> of(String number, String behind) {
    var asked =
        !behind.contains("?") || !behind.matches(".*[a-z].*") || CONFIRMS.matcher(behind).find();
    var other = ANOTHER_QUESTION.matcher(behind).find() || ASKS_FOR.matcher(behind).find();
    return asked || !other ? Optional.of(new ReadBack(number, asked)) : Optional.empty();
  }
}
