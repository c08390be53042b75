package ava.bridge.call;

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
          Pattern.CASE_INSENSITIVE);

  /// The greeting as configured; words that do not say that Ava is an AI get a sentence that does.
  public static Greeting saying(String configured) {
    var text = configured.strip();
    if (!DISCLOSURE.matcher(text).find()) {
      text = text + " Je suis une intelligence artificielle.";
    }
    var disclosure = DISCLOSURE.matcher(text);
    if (!disclosure.find()) {
      throw new IllegalStateException("the added sentence is a disclosure");
    }
    return new Greeting(text, disclosure.end());
  }

  /// The part of the greeting that is protected, from 0 to 1.
  double protectedShare() {
    return (double) disclosureEnd / text.length();
  }

  /// Whether words that were spoken disclose that an AI speaks.
  static boolean discloses(String spoken) {
    return DISCLOSURE.matcher(spoken).find();
  }
}
