package ava.summary.mention;

import java.util.List;

/// Numbers below a thousand as the French say them.
public final class Counting {
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
      List.of(
          "",
          "",
          "vingt",
          "trente",
          "quarante",
          "cinquante",
          "soixante",
          "soixante",
          "quatre-vingt",
          "quatre-vingt");

  private Counting() {}

  public static String inWords(int value) {
    if (value >= 100) {
      var rest = value % 100 == 0 ? "" : " " + inWords(value % 100);
      return (value < 200 ? "cent" : SMALL.get(value / 100) + (rest.isEmpty() ? " cents" : " cent"))
          + rest;
    }
    if (value < 20) {
      return SMALL.get(value);
    }
    var tens = value / 10;
    var rest = tens == 7 || tens == 9 ? value % 20 : value % 10;
    if (rest == 0) {
      return TENS.get(tens) + (tens == 8 ? "s" : "");
    }
    var et = (rest == 1 || rest == 11) && tens < 8;
    return TENS.get(tens) + (et ? " et " : "-") + SMALL.get(rest);
  }
}
