package ava.summary.content;

import static ava.summary.content.Chance.one;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// Ways of spelling a name.
enum Spelling {
  PLAIN,
  DOUBLED,
  LIKE_NAMES;

  private static final Map<Character, String> ACCENTS =
      Map.of(
          '\u0301',
          "aigu",
          '\u0300',
          "grave",
          '\u0302',
          "circonflexe",
          '\u0308',
          "tréma",
          '\u0327',
          "cédille");
  private static final Map<Character, String> LIKE =
      Map.ofEntries(
          Map.entry('b', "Bernard"),
          Map.entry('d', "Denise"),
          Map.entry('f', "François"),
          Map.entry('l', "Louis"),
          Map.entry('m', "Marie"),
          Map.entry('n', "Nicolas"),
          Map.entry('p', "Pierre"),
          Map.entry('r', "Robert"),
          Map.entry('s', "Suzanne"),
          Map.entry('t', "Thérèse"),
          Map.entry('v', "Victor"),
          Map.entry('e', "Eugène"));

  /// A name letter by letter.
  String letters(SplittableRandom random, String name) {
    var between = one(random, ", ", " ", "-", ". ");
    if (this != PLAIN || !name.matches("[A-Za-z]+")) {
      between = ", ";
    }
    var parts = new ArrayList<String>();
    for (var i = 0; i < name.length(); i++) {
      var letter = name.charAt(i);
      var twice = i + 1 < name.length() && name.charAt(i + 1) == letter;
      if (letter == '-') {
        parts.add("tiret");
      } else if (letter == '’') {
        parts.add("apostrophe");
      } else if (twice && this == DOUBLED) {
        parts.add(one(random, "deux ", "double ", "2 ") + Character.toUpperCase(letter));
        i++;
      } else {
        parts.add(said(random, letter));
      }
    }
    return String.join(between, parts);
  }

  private String said(SplittableRandom random, char letter) {
    var plain = Normalizer.normalize("" + letter, Normalizer.Form.NFD);
    var bare = plain.substring(0, 1).toUpperCase(Locale.FRANCE);
    if (plain.length() > 1) {
      return one(
              random,
              bare + " accent " + ACCENTS.get(plain.charAt(1)),
              ("" + letter).toUpperCase(Locale.FRANCE))
          .replace("C accent", "C");
    }
    var like = LIKE.get(Character.toLowerCase(letter));
    return this == LIKE_NAMES && like != null && random.nextBoolean()
        ? bare + " comme " + like
        : bare;
  }
}
