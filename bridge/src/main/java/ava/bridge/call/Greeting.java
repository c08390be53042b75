package ava.bridge.call;

/// The exact opening words. They say that Ava is an AI, and the caller cannot interrupt them before
/// they have said so (EU AI Act, article 50).
///
/// @param text the whole greeting
/// @param disclosureEnd the index behind the last letter of the disclosure
public record Greeting(String text, int disclosureEnd) {
  /// The part of the greeting that is protected.
  String disclosure() {
    return text.substring(0, disclosureEnd);
  }

  /// The part of the greeting that is protected, from 0 to 1.
  double protectedShare() {
    return (double) disclosureEnd / text.length();
  }
}
