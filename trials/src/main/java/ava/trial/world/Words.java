package ava.trial.world;

import java.util.OptionalInt;

/// Words that nobody says but one: each has a number, so that it can be told anywhere whose it is.
/// They can be pronounced, and look like no word, number or name.
final class Words {
  /// How many there are.
  static final int MOST = 1 << 18;

  private static final String CONSONANTS = "bcdfgjklmnprstvz";
  private static final String VOWELS = "aeio";
  private static final int SYLLABLES = 3;
  private static final int SYLLABLE_BITS = 6;

  private Words() {}

  static String word(int number) {
    var word = new StringBuilder(2 * SYLLABLES);
    for (var syllable = SYLLABLES - 1; syllable >= 0; syllable--) {
      var bits = (number >> (syllable * SYLLABLE_BITS)) & ((1 << SYLLABLE_BITS) - 1);
      word.append(CONSONANTS.charAt(bits >> 2)).append(VOWELS.charAt(bits & 3));
    }
    return word.toString();
  }

  /// The number of a word; empty when it is none of these.
  static OptionalInt number(String word) {
    if (word.length() != 2 * SYLLABLES) {
      return OptionalInt.empty();
    }
    var number = 0;
    for (var at = 0; at < word.length(); at += 2) {
      var consonant = CONSONANTS.indexOf(word.charAt(at));
      var vowel = VOWELS.indexOf(word.charAt(at + 1));
      if (consonant < 0 || vowel < 0) {
        return OptionalInt.empty();
      }
      number = (number << SYLLABLE_BITS) | (consonant << 2) | vowel;
    }
    return OptionalInt.of(number);
  }
}
