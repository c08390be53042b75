package ava.bridge.call;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/// The opening words. They always say that Ava is an AI, and the caller cannot interrupt them
/// before they have said so (EU AI Act, article 50).
///
/// @param text the whole greeting
/// @param disclosureEnd the index behind the last letter of the disclosure
public record Greeting(String text, int disclosureEnd) {
  private static final Pattern DISCLOSURE =
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

  /// The greeting as configured; words that do not say that Ava is an AI get a sentence that does.
  public static Greeting saying(String configured) {
    var text = configured.strip();
    if (disclosureEnd(text).isEmpty()) {
      text = text + " Je suis une intelligence artificielle.";
    }
    return new Greeting(text, disclosureEnd(text).orElseThrow());
  }

  /// Where the first statement that an AI speaks ends, neither denied nor asked.
  private static OptionalInt disclosureEnd(String text) {
    return CLAUSE
        .matcher(text)
        .results()
        .filter(clause -> !DENIED.matcher(clause.group()).find())
        .flatMap(clause ->
            DISCLOSURE.matcher(clause.group()).results().map(found -> clause.start() + found.end()))
        .mapToInt(Integer::intValue)
        .findFirst();
  }

  /// The part of the greeting that is protected, from 0 to 1.
  double protectedShare() {
    return (double) disclosureEnd / text.length();
  }

  /// Whether words that were spoken disclose that an AI speaks.
  static boolean discloses(String spoken) {
    return disclosureEnd(spoken).isPresent();
  }
}
