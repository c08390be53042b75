package ava.summary.dictation;

import ava.summary.dictation.NumberWords.Reading;
import ava.summary.dictation.Stroke.Gap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Words of numbers without another word between them. Commas part what hyphens join; a space does
/// either, whichever the rest of the words writes with marks.
final class NumberRun {
  private static final int AGAINST_MARK = 4;
  private static final int UNEVEN = 2;
  private static final int LONGEST = 20;
  private static final int MOST = 4_000;

  private final List<String> words;
  private final List<Gap> gaps;
  private final List<List<Reading>> readings;
  private final boolean hyphens;
  private final boolean plus;

  private NumberRun(List<String> words, List<Gap> gaps, boolean hyphens, boolean plus) {
    this.words = words;
    this.gaps = evenly(words, gaps);
    this.plus = plus;
    var numbers = new NumberWords(words);
    this.readings =
        IntStream.range(0, words.size())
            .mapToObj(at -> numbers.at(at).stream().filter(r -> unbroken(at, r.next())).toList())
            .toList();
    this.hyphens = hyphens;
  }

  /// Every way to read the words; none when they are no number.
  ///
  /// @param hyphens whether the text they stand in joins numbers by hyphens
  static Readings of(List<Stroke> strokes, boolean hyphens) {
    var plus = strokes.getFirst().word().matches("\\+|plus");
    var numbers = plus ? strokes.subList(1, strokes.size()) : strokes;
    if (numbers.isEmpty()) {
      return Readings.NONE;
    }
    var words = numbers.stream().map(Stroke::word).toList();
    return new NumberRun(words, numbers.stream().map(Stroke::gap).toList(), hyphens, plus).read();
  }

  /// Commas behind each single word tell nothing.
  private static List<Gap> evenly(List<String> words, List<Gap> gaps) {
    var inner = gaps.subList(1, gaps.size());
    var everywhere =
        words.size() > 6 && inner.stream().allMatch(gap -> gap.compareTo(Gap.PAUSE) >= 0);
    return everywhere ? gaps.stream().map(_ -> Gap.SPACE).toList() : gaps;
  }

  private boolean unbroken(int start, int end) {
    return gaps.subList(start + 1, end).stream().allMatch(gap -> gap.compareTo(Gap.PAUSE) < 0);
  }

  private Readings read() {
    var pieces = pieces();
    var whole = piece(pieces.getFirst(), pieces.get(1), pieces.size() > 3);
    for (var i = 1; i < pieces.size() - 1; i++) {
      whole = whole.then(piece(pieces.get(i), pieces.get(i + 1), pieces.size() > 3));
    }
    return grouped(plus ? Readings.only("+").then(whole) : whole);
  }

  /// Where the marks leave several numbers, the one that is grouped as numbers are.
  private Readings grouped(Readings all) {
    var grouping = new Grouping(words, readings);
    var costs = new HashMap<>(all.costs());
    var mostDoubtful = all.least() + AGAINST_MARK;
    costs.replaceAll((digits, cost) ->
        digits.length() <= Readings.NATIONAL_DIGITS || cost > mostDoubtful || grouping.usual(digits)
            ? cost
            : cost + UNEVEN);
    var read = new Readings(costs);
    if (read.telephone().isPresent()) {
      return read;
    }
    var usual = read.probable().stream().filter(grouping::usual).toList();
    return usual.size() == 1 && Readings.number(usual.getFirst()).isPresent()
        ? read.preferring(usual.getFirst())
        : read;
  }

  /// Where the pieces between pauses begin, and the end.
  private List<Integer> pieces() {
    var begins = new ArrayList<Integer>();
    for (var i = 0; i < words.size(); i++) {
      if (i == 0 || gaps.get(i).compareTo(Gap.PAUSE) >= 0) {
        begins.add(i);
      }
    }
    begins.add(words.size());
    return begins;
  }

  /// @param pairs whether pieces of two digits are to be expected
  private Readings piece(int begin, int end, boolean pairs) {
    var costs = new ArrayList<Map<String, Integer>>();
    IntStream.rangeClosed(begin, end).forEach(_ -> costs.add(new HashMap<>()));
    costs.getFirst().put("", 0);
    for (var at = begin; at < end; at++) {
      var here = costs.get(at - begin);
      if (words.get(at).equals("et")) {
        add(here, "", 0, costs.get(at + 1 - begin));
      }
      for (var reading : readings.get(at)) {
        if (reading.next() <= end) {
          var cost = joins(at, reading.next()) + (at > begin ? split(at, begin, end) : 0);
          add(here, reading.digits(), cost, costs.get(reading.next() - begin));
        }
      }
    }
    var all = costs.getLast();
    all.remove("");
    if (pairs) {
      all.replaceAll((digits, cost) -> digits.length() == 2 ? cost : cost + UNEVEN);
    }
    var mostImprobable = all.isEmpty() ? 0 : Collections.min(all.values()) + AGAINST_MARK + 1;
    all.values().removeIf(cost -> cost > mostImprobable);
    return new Readings(all);
  }

  private static void add(
      Map<String, Integer> before, String digits, int cost, Map<String, Integer> behind) {
    before.forEach((first, sum) -> {
      if (first.length() + digits.length() <= LONGEST && behind.size() < MOST) {
        behind.merge(first + digits, sum + cost, Math::min);
      }
    });
  }

  /// What speaks against one number across the words between.
  private int joins(int start, int end) {
    return IntStream.range(start + 1, end).map(this::join).sum();
  }

  private int join(int at) {
    if (gaps.get(at) == Gap.HYPHEN || bound(at)) {
      return 0;
    }
    if (doubled(at) || digits(at) || digits(at - 1)) {
      return UNEVEN;
    }
    return hyphens || pairEnds(at) || plural(at) ? 1 : 0;
  }

  /// What speaks against a new number at a word, where the words could be one.
  private int split(int at, int begin, int end) {
    if (!joinable(at, begin, end)) {
      return 0;
    }
    if (gaps.get(at) == Gap.HYPHEN) {
      return AGAINST_MARK;
    }
    if (pairEnds(at) || plural(at) || doubled(at)) {
      return 0;
    }
    if (bound(at)) {
      return 1;
    }
    if (hyphens || digits(at) || digits(at - 1)) {
      return 0;
    }
    return words.get(at - 1).equals("quatre") && NumberWords.isTwenty(words.get(at)) ? 2 : 1;
  }

  private boolean joinable(int at, int begin, int end) {
    return IntStream.range(begin, at)
        .anyMatch(
            start -> readings.get(start).stream().anyMatch(r -> r.next() > at && r.next() <= end));
  }

  /// Words that are written with spaces also inside one number.
  private boolean bound(int at) {
    var word = words.get(at);
    var before = words.get(at - 1);
    return word.equals("et")
        || before.equals("et")
        || before.equals("zero")
        || NumberWords.isPower(word)
        || NumberWords.isPower(before)
        || word.equals("fois")
        || before.equals("fois")
        || NumberWords.isManifold(before);
  }

  /// Behind « zéro six », which is a pair by itself; « zéro zéro » is one as well.
  private boolean pairEnds(int at) {
    var zeros = 0;
    while (at - 2 - zeros >= 0 && words.get(at - 2 - zeros).equals("zero")) {
      zeros++;
    }
    return zeros % 2 == 1 && NumberWords.isUnit(words.get(at - 1));
  }

  /// Behind « double sept »: hardly more than one digit is doubled.
  private boolean doubled(int at) {
    return at > 1
        && NumberWords.isManifold(words.get(at - 2))
        && NumberWords.isUnit(words.get(at - 1));
  }

  /// « quatre vingts » alone has its s.
  private boolean plural(int at) {
    return words.get(at - 1).equals("vingts");
  }

  private boolean digits(int at) {
    return Character.isDigit(words.get(at).charAt(0));
  }
}
