package ava.bridge.speech;

import ava.bridge.call.FrenchMonths;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Figures in written French, in the words that a Frenchman says for them: telephone numbers two by
/// two, hours, days, amounts. Pure.
final class SpokenFigures {
  private static final int MILLION = 1_000_000;

  /// Whole numbers that are longer are read figure by figure.
  private static final int LONGEST = 9;

  // the parts of the patterns: a space that may bind, what stands between pairs, whole numbers
  private static final String S = "[ \u00A0\u202F]";
  private static final String PAIRS = "(?:[ .\u00A0\u202F-]?\\d\\d)";
  private static final String WHOLE = "((?:[1-9]\\d{0,2}(?:[ .\u00A0\u202F]\\d{3})+|\\d+)(?!\\d))";
  private static final String DAY = "(0?[1-9]|[12]\\d|3[01])";
  private static final String MONTH = "(0?[1-9]|1[0-2])";
  private static final String HOUR = "([01]?\\d|2[0-4])";
  private static final String END = "(?![\\p{L}\\d])";

  /// Comes before a date without a year, which could be a fraction.
  private static final String WHEN =
      "(?<=\\b(?:le|au|du|dès|avant|après|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )";

  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "\\+(33|\\d{1,3}(?="
                  + S
                  + ")|\\d\\d)"
                  + S
                  + "?(?:\\(0\\))?((?:[ .\u00A0\u202F-]?\\d){6,12})"
                  + END,
              m -> "plus " + number(m.group(1)) + ", " + inPairs(m.group(2))),
          new Rule("(?<!\\d)0\\d" + PAIRS + "{4}(?![\\d])", m -> inPairs(m.group())),
          new Rule(
              "(?<!\\d)0" + S + "?([89]\\d\\d)" + S + "?(\\d{3})" + S + "?(\\d{3})(?!\\d)",
              m ->
                  "zéro "
                      + number(m.group(1))
                      + ", "
                      + number(m.group(2))
                      + ", "
                      + number(m.group(3))),
          new Rule(
              "(?<=\\b(?:le|au|numéro) )3\\d{3}(?![\\d,]|" + S + "?[€%])",
              m -> inPairs(m.group()).replace(",", "")),
          new Rule(
              "(?<!\\d)((?:19|20)\\d\\d)-(\\d\\d)-(\\d\\d)(?!\\d)",
              m -> date(m.group(3), m.group(2), m.group(1))),
          new Rule(
              "(?<!\\d)" + DAY + "([/.])" + MONTH + "\\2((?:19|20)\\d\\d)(?!\\d)",
              m -> date(m.group(1), m.group(3), m.group(4))),
          new Rule(WHEN + DAY + "/" + MONTH + "(?![\\d/])", m -> date(m.group(1), m.group(2), "")),
          new Rule(
              "(?<!\\d)" + HOUR + S + "?[hH](?:" + S + "?([0-5]\\d))?" + END,
              m -> hour(m.group(1), m.group(2))),
          new Rule("(?<!\\d)" + HOUR + ":([0-5]\\d)(?![\\d:])", m -> hour(m.group(1), m.group(2))),
          new Rule(
              "(?<!\\d)" + HOUR + S + "heures?(?:" + S + "([0-5]\\d))?" + END,
              m -> hour(m.group(1), m.group(2))),
          new Rule(
              WHOLE + "(?:,(\\d\\d?))?" + S + "?(?:€|(?:euros?|EUR)" + END + ")",
              m -> euros(m.group(1), m.group(2))),
          new Rule("(\\d+)(er|ère|re|nde|nd|èmes?|emes?|es?)" + END, SpokenFigures::ordinal),
          new Rule("[nN][°º](?=" + S + "?\\d)", _ -> "numéro"),
          new Rule("(?<=[\\dhH€%])" + S + "?[-–—]" + S + "?(?=\\d)", _ -> "à "),
          new Rule(WHOLE + "([,.])(\\d+)(?:(" + S + "?%))?", SpokenFigures::decimal),
          new Rule(WHOLE + S + "?%", m -> number(m.group(1)) + " pour cent"),
          new Rule(
              WHOLE + "(?=" + S + "(?:minute|seconde|semaine|année|personne|place|fois\\b))",
              m -> counting(m.group(1))),
          new Rule(WHOLE, m -> number(m.group(1))));

  /// What is read in its own way.
  private record Rule(Pattern pattern, Function<MatchResult, String> spoken) {
    Rule(String pattern, Function<MatchResult, String> spoken) {
      this(Pattern.compile(pattern), spoken);
    }

    Optional<Figure> first(String text, int from, int before) {
      var found = pattern.matcher(text);
      return found.find(from) && found.start() < before
          ? Optional.of(new Figure(found.start(), found.end(), spoken.apply(found)))
          : Optional.empty();
    }
  }

  /// @param to the index behind it
  record Figure(int from, int to, String spoken) {}

  private SpokenFigures() {}

  /// The first that begins there: what reads more of it comes first.
  static Optional<Figure> first(String text, int from, int before) {
    return RULES.stream()
        .flatMap(rule -> rule.first(text, from, before).stream())
        .min(Comparator.comparingInt(Figure::from));
  }

  /// Of an odd number of figures the first stands alone.
  private static String inPairs(String figures) {
    var digits = digits(figures);
    var odd = digits.length() % 2;
    var pairs =
        IntStream.range(0, digits.length() / 2)
            .mapToObj(n -> digits.substring(odd + 2 * n, odd + 2 * n + 2))
            .map(SpokenFigures::number)
            .collect(Collectors.joining(", "));
    return odd == 0 ? pairs : number(digits.substring(0, 1)) + ", " + pairs;
  }

  private static String digits(String figures) {
    return figures.replaceAll("\\D", "");
  }

  /// Zeros before it are said, too.
  private static String number(String figures) {
    var digits = digits(figures);
    if (digits.length() > LONGEST) {
      return oneByOne(digits);
    }
    var zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    return "zéro ".repeat(zeros) + NumberInWords.of(Integer.parseInt(digits));
  }

  private static String oneByOne(String digits) {
    return digits
        .chars()
        .mapToObj(digit -> NumberInWords.of(digit - '0'))
        .collect(Collectors.joining(" "));
  }

  /// Whether it is a number that one counts with.
  private static boolean counts(String figures) {
    return digits(figures).length() <= LONGEST && !figures.matches("0\\d.*");
  }

  private static String counting(String figures) {
    return counts(figures)
        ? NumberInWords.feminine(Integer.parseInt(digits(figures)))
        : number(figures);
  }

  private static String date(String day, String month, String year) {
    var first = Integer.parseInt(day) == 1 ? "premier" : NumberInWords.of(Integer.parseInt(day));
    var named = Integer.parseInt(month);
    var words =
        first
            + " "
            + (named >= 1 && named <= 12 ? FrenchMonths.NAMES.get(named - 1) : number(month));
    return year.isEmpty() ? words : words + " " + number(year);
  }

  private static String hour(String hour, String minutes) {
    var count = Integer.parseInt(hour);
    var words = NumberInWords.feminine(count) + (count < 2 ? " heure" : " heures");
    var past = minutes == null ? 0 : Integer.parseInt(minutes);
    return past == 0 ? words : words + " " + NumberInWords.feminine(past);
  }

  private static String euros(String figures, String cents) {
    if (!counts(figures)) {
      return number(figures) + " euros";
    }
    var whole = Integer.parseInt(digits(figures));
    var rest = cents == null ? 0 : Integer.parseInt(cents) * (cents.length() == 1 ? 10 : 1);
    if (whole == 0 && rest > 0) {
      return NumberInWords.of(rest) + (rest == 1 ? " centime" : " centimes");
    }
    var of = whole >= MILLION && whole % MILLION == 0 ? " d’" : " ";
    var words = NumberInWords.of(whole) + of + (whole < 2 ? "euro" : "euros");
    return rest == 0 ? words : words + " " + NumberInWords.of(rest);
  }

  private static String decimal(MatchResult found) {
    var point = found.group(2).equals(",") ? " virgule " : " point ";
    return number(found.group(1))
        + point
        + number(found.group(3))
        + (found.group(4) == null ? "" : " pour cent");
  }

  private static String ordinal(MatchResult found) {
    var figures = found.group(1);
    if (!counts(figures)) {
      return number(figures) + found.group(2);
    }
    var many = found.group(2).endsWith("s") ? "s" : "";
    var number = Integer.parseInt(digits(figures));
    return switch (found.group(2)) {
      case "er" -> "premier";
      case "re", "ère" -> number == 1 ? "première" : NumberInWords.ordinal(number);
      case "nd" -> "second";
      case "nde" -> "seconde";
      default -> NumberInWords.ordinal(number) + many;
    };
  }
}
