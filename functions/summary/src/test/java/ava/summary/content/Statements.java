package ava.summary.content;

import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/// What callers say, the same in other words, and what they did not say: made by chance.
final class Statements {
  /// A Sunday: the day on which all recorded calls were made.
  static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  private Statements() {}

  /// @param said what the caller says
  record Pair(String said, String truth, String lie) {}

  /// A kind of things that can be true or false.
  record Kind(String name, Function<SplittableRandom, Pair> pair) {
    /// Each kind has statements of its own.
    long seed() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind> all() {
    return Stream.of(
            AmountStatements.all(),
            TimeStatements.all(),
            NameStatements.all(),
            Stream.of(new Kind("several at once", Statements::several)))
        .flatMap(kinds -> kinds);
  }

  private static Pair several(SplittableRandom random) {
    var first = AmountStatements.sum(random);
    var second = TimeStatements.hour(random);
    var third = NameStatements.person(random);
    var wrong = random.nextInt(3);
    return new Pair(
        third.said() + " " + first.said() + " " + second.said(),
        clause(third.truth()) + " ; " + small(first.truth()) + " ; " + small(second.truth()) + ".",
        clause(wrong == 0 ? third.lie() : third.truth())
            + " ; "
            + small(wrong == 1 ? first.lie() : first.truth())
            + " ; "
            + small(wrong == 2 ? second.lie() : second.truth())
            + ".");
  }

  private static String small(String sentence) {
    return sentence.substring(0, 1).toLowerCase(Locale.FRANCE) + clause(sentence).substring(1);
  }

  private static String clause(String sentence) {
    return sentence.substring(0, sentence.length() - 1);
  }
}
