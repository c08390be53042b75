package ava.summary.dictation;

import ava.shared.contact.ValidNumber;
import ava.summary.mention.Counting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Says numbers as French callers do, and as transcriptions write them.
record SpokenNumber(SplittableRandom random, Style style) {
  private static final List<String> OVERSEAS =
      List.of(
          "0690", "0590", "0694", "0594", "0696", "0697", "0596", "0692", "0693", "0262", "0639");

  /// How it is written down.
  enum Style {
    COMMAS(", ", true),
    SPACES(" ", true),
    STOPS(". ", true),
    DASHES(" - ", true),
    COMMAS_WITHOUT_HYPHENS(", ", false),
    CAPITALS(", ", true),
    WITHOUT_ACCENTS(" ", true),
    NOTHING(" ", false);

    private final String between;
    private final boolean hyphens;

    Style(String between, boolean hyphens) {
      this.between = between;
      this.hyphens = hyphens;
    }
  }

  static String below1000(int number) {
    var hundreds = number / 100;
    var head = hundreds == 0 ? "" : hundreds == 1 ? "cent" : Counting.inWords(hundreds) + " cent";
    return number % 100 == 0 ? head : (head + " " + Counting.inWords(number % 100)).strip();
  }

  /// A French number of ten digits that can exist.
  String national() {
    while (true) {
      var digits = "0" + (1 + random.nextInt(9)) + "%08d".formatted(random.nextInt(100_000_000));
      if (!digits.startsWith("08")
          && ValidNumber.from(digits).filter(ValidNumber::codeSure).isPresent()) {
        return digits;
      }
    }
  }

  static String pair(String two) {
    return two.startsWith("0")
        ? "zéro " + Counting.inWords(two.charAt(1) - '0')
        : Counting.inWords(Integer.parseInt(two));
  }

  static String digit(char digit) {
    return Counting.inWords(digit - '0');
  }

  /// A number of the overseas regions, as it is dialled in France.
  String overseas() {
    while (true) {
      var digits = one(OVERSEAS) + "%06d".formatted(random.nextInt(1_000_000));
      if (ValidNumber.from(digits)
          .filter(number -> number.codeSure() && !number.e164().startsWith("+33"))
          .isPresent()) {
        return digits;
      }
    }
  }

  /// The number with another pair there that has no zeros before it.
  String otherPair(String number, int pair) {
    while (true) {
      var other = "%02d".formatted(random.nextInt(100));
      var digits = number.substring(0, 2 * pair) + other + number.substring(2 * pair + 2);
      if (!digits.equals(number) && ValidNumber.from(digits).isPresent()) {
        return digits;
      }
    }
  }

  /// « septante et un », « huitante », « nonante-cinq ».
  String abroad(String two) {
    var value = Integer.parseInt(two);
    if (value < 70) {
      return pair(two);
    }
    var tens =
        switch (value / 10) {
          case 7 -> "septante";
          case 8 -> one(List.of("huitante", "octante"));
          default -> "nonante";
        };
    return switch (value % 10) {
      case 0 -> tens;
      case 1 -> tens + " et un";
      default -> tens + "-" + Counting.inWords(value % 10);
    };
  }

  static List<String> pairsOf(String digits) {
    return IntStream.range(0, (digits.length() + 1) / 2)
        .mapToObj(i -> digits.substring(2 * i, Math.min(digits.length(), 2 * i + 2)))
        .toList();
  }

  /// Digits in pairs, a single one at the end.
  String say(String digits) {
    return sayAs(digits, SpokenNumber::pair);
  }

  String sayAs(String digits, UnaryOperator<String> pair) {
    return join(
        pairsOf(digits).stream()
            .map(two -> two.length() == 1 ? digit(two.charAt(0)) : pair.apply(two))
            .toList());
  }

  String sayOneByOne(String digits) {
    return join(digits.chars().mapToObj(c -> digit((char) c)).toList());
  }

  /// « zéro six, cent vingt-trois, quatre cent cinquante-six, soixante-dix-huit ».
  String sayByThrees(String digits) {
    var parts = new ArrayList<>(List.of(pair(digits.substring(0, 2))));
    for (var three : List.of(digits.substring(2, 5), digits.substring(5, 8))) {
      var zeros = three.chars().takeWhile(c -> c == '0').count();
      var rest = Integer.parseInt(three);
      var head =
          IntStream.range(0, (int) Math.min(zeros, 2))
              .mapToObj(_ -> "zéro ")
              .collect(Collectors.joining());
      parts.add(head + (rest == 0 ? "zéro" : below1000(rest)));
    }
    parts.add(pair(digits.substring(8)));
    return join(parts);
  }

  String join(List<String> parts) {
    return written(String.join(style.between, parts));
  }

  String written(String words) {
    var text = style.hyphens ? words : words.replace('-', ' ');
    return switch (style) {
      case CAPITALS -> text.toUpperCase(Locale.FRENCH);
      case WITHOUT_ACCENTS -> text.replace("é", "e");
      default -> text;
    };
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
