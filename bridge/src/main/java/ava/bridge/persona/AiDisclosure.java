package ava.bridge.persona;

import ava.bridge.call.Greeting;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// That an AI speaks, as it is said in French (EU AI Act, article 50). What counts is what a
/// sentence says, not which words stand in it.
public final class AiDisclosure {
  private static final Pattern NAMED =
      Pattern.compile(
          "intelligence artificielle|assistante? (?:vocale? )?virtuelle?|\\bIA\\b|\\brobot\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  /// One statement: « je ne suis pas humaine, je suis une IA » are two.
  private static final Pattern CLAUSE =
      Pattern.compile("(?:(?!\\bmais\\b)[^.!?;:,…])+\\??", Pattern.CASE_INSENSITIVE);

  private static final Pattern DENIED =
      Pattern.compile(
          "\\b(?:pas|jamais|aucune?|ni|sans|plus)\\b|\\?$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  private AiDisclosure() {}

  /// The greeting as configured; words that do not say that Ava is an AI get a sentence that does.
  public static Greeting greeting(String configured) {
    var text = configured.strip();
    if (end(text).isEmpty()) {
      text = text + " Je suis une intelligence artificielle.";
    }
    return new Greeting(text, end(text).orElseThrow());
  }

  /// Whether these words disclose it.
  static boolean in(String spoken) {
    return end(spoken).isPresent();
  }

  /// Where the first statement that an AI speaks ends, neither denied nor asked.
  private static OptionalInt end(String text) {
    return CLAUSE
        .matcher(text)
        .results()
        .filter(clause -> !DENIED.matcher(clause.group()).find())
        .flatMap(clause ->
            NAMED.matcher(clause.group()).results().map(found -> clause.start() + found.end()))
        .mapToInt(Integer::intValue)
        .findFirst();
  }
}
