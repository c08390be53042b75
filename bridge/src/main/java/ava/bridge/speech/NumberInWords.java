package ava.bridge.speech;

import java.util.List;

/// Whole numbers as the French say and spell them. Pure.
final class NumberInWords {
  private static final List<String> SMALL =
      List.of(
          "zéro",
          "un",
          "deux",
          "trois",
          "quatre",
          "cinq",
          "six",
          "sept",
          "huit",
          "neuf",
          "dix",
          "onze",
          "douze",
          "treize",
          "quatorze",
          "quinze",
          "seize",
          "dix-sept",
          "dix-huit",
          "dix-neuf");
  private static final List<String> TENS =
      List.of("vingt", "trente", "quarante", "cinquante", "soixante");
  private static final int HUNDRED = 100;
  private static final int THOUSAND = 1_000;
  private static final int MILLION = 1_000_000;

  /// The largest of these numbers.
  static final int LARGEST = 999_999_999;

  private NumberInWords() {}

  /// @param number from 0 to [#LARGEST]
  static String of(int number) {
    if (number >= MILLION) {
      var millions = number / MILLION;
      return behind(of(millions) + (millions == 1 ? " million" : " millions"), number % MILLION);
    }
    if (number >= THOUSAND) {
      var thousands = number / THOUSAND;
      var head = thousands == 1 ? "mille" : withoutPlural(of(thousands)) + " mille";
      return behind(head, number % THOUSAND);
    }
    if (number >= HUNDRED) {
      var hundreds = number / HUNDRED;
      var rest = number % HUNDRED;
      var head = hundreds == 1 ? "cent" : SMALL.get(hundreds) + (rest == 0 ? " cents" : " cent");
      return behind(head, rest);
    }
    return below100(number);
  }

  /// As it counts something feminine: « vingt et une ».
  static String feminine(int number) {
    var words = of(number);
    return words.equals("un") || words.endsWith(" un") || words.endsWith("-un")
        ? words + "e"
        : words;
  }

  /// As in « le troisième ».
  static String ordinal(int number) {
    var words = withoutPlural(of(number));
    if (words.endsWith("cinq")) {
      return words + "uième";
    }
    if (words.endsWith("neuf")) {
      return words.substring(0, words.length() - 1) + "vième";
    }
    return (words.endsWith("e") ? words.substring(0, words.length() - 1) : words) + "ième";
  }

  private static String behind(String head, int rest) {
    return rest == 0 ? head : head + " " + of(rest);
  }

  /// Before « mille » nothing has an « s »: « quatre-vingt mille ».
  private static String withoutPlural(String words) {
    return words.endsWith("cents") || words.endsWith("vingts")
        ? words.substring(0, words.length() - 1)
        : words;
  }

  private static String below100(int number) {
    if (number < SMALL.size()) {
      return SMALL.get(number);
    }
    var fourscore = number >= 80;
    // soixante-dix and quatre-vingt-dix count on to nineteen
    var base = fourscore ? 80 : Math.min(number / 10 * 10, 60);
    var tens = fourscore ? "quatre-vingt" : TENS.get(base / 10 - 2);
    var rest = number - base;
    if (rest == 0) {
      return fourscore ? "quatre-vingts" : tens;
    }
    var and = !fourscore && (rest == 1 || rest == 11);
    return tens + (and ? " et " : "-") + SMALL.get(rest);
  }
}
