package ava.summary.content;

import ava.summary.mention.Counting;
import java.util.List;
import java.util.SplittableRandom;

/// Picks by chance, the same for each seed.
final class Chance {
  private Chance() {}

  @SafeVarargs
  static <T> T one(SplittableRandom random, T... of) {
    return of[random.nextInt(of.length)];
  }

  static <T> T one(SplittableRandom random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  static <T> T other(SplittableRandom random, List<T> of, T not) {
    while (true) {
      var other = one(random, of);
      if (!other.equals(not)) {
        return other;
      }
    }
  }

  static int other(SplittableRandom random, int from, int to, int not) {
    while (true) {
      var other = random.nextInt(from, to);
      if (other != not) {
        return other;
      }
    }
  }

  static String amount(SplittableRandom random, int value) {
    return random.nextBoolean() ? "" + value : Counting.inWords(value);
  }

  static String pairInWords(String pair) {
    return pair.startsWith("0")
        ? "zéro " + Counting.inWords(pair.charAt(1) - '0')
        : Counting.inWords(Integer.parseInt(pair));
  }

  static String words(int value) {
    if (value < 1000) {
      return Counting.inWords(value);
    }
    var thousands = value / 1000 == 1 ? "mille" : Counting.inWords(value / 1000) + " mille";
    return value % 1000 == 0 ? thousands : thousands + " " + Counting.inWords(value % 1000);
  }
}
