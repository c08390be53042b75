package ava.summary.content;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The numbers in a French text, said in words or written in digits, in every way they can be read:
/// « soixante dix-huit » is 78 as well as 60 18, « quatre-vingt douze » 92, 80 12 and 4 20 12.
public final class SpokenNumbers {
  private static final Pattern WORD = Pattern.compile("[a-z]+|[0-9]+|\\+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Set<String> FILLERS = Set.of("euh", "heu", "hum", "alors", "puis");
  private static final int LONGEST = 15;

  private static final Map<String, Integer> UNITS =
      Map.ofEntries(
          Map.entry("un", 1),
          Map.entry("une", 1),
          Map.entry("deux", 2),
          Map.entry("trois", 3),
          Map.entry("quatre", 4),
          Map.entry("cinq", 5),
          Map.entry("six", 6),
          Map.entry("sept", 7),
          Map.entry("huit", 8),
          Map.entry("neuf", 9));
  private static final Map<String, Integer> TEENS =
      Map.of(
          "dix",
          10,
          "onze",
          11,
          "douze",
          12,
          "treize",
          13,
          "quatorze",
          14,
          "quinze",
          15,
          "seize",
          16);
  private static final Map<String, Integer> TENS =
      Map.of(
          "vingt", 20,
          "vingts", 20,
          "trente", 30,
          "quarante", 40,
          "cinquante", 50,
          "soixante", 60,
          "septante", 70,
          "huitante", 80,
          "octante", 80,
          "nonante", 90);

  private final List<String> words;

  /// One way to read the words from somewhere on.
  ///
  /// @param next the first word behind it
  private record Reading(int next, String digits) {}

  private record Value(int next, int value) {}

  private SpokenNumbers(List<String> words) {
    this.words = words;
  }

  public static SpokenNumbers in(String text) {
    var plain = plain(text);
    return new SpokenNumbers(WORD.matcher(plain).results().map(found -> found.group()).toList());
  }

  /// Small letters without accents.
  static String plain(String text) {
    var parts = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    return MARKS.matcher(parts).replaceAll("").replace("œ", "oe");
  }

  /// Whether these digits can be heard in the text, one behind the other.
  public boolean say(String digits) {
    for (var i = 0; i < words.size(); i++) {
      if (saysFrom(i, digits)) {
        return true;
      }
    }
    return false;
  }

  /// Whether each number in this text is also said in another.
  ///
  /// @param others words that may mean something else than a number
  boolean wordsHeardIn(SpokenNumbers other, Set<String> others) {
    var i = 0;
    while (i < words.size()) {
      var end = endOfRun(i);
      var start = i;
      if (end > i && !(end == i + 1 && others.contains(words.get(i)))) {
        var all = new LinkedHashSet<String>();
        collect(start, end, "", all);
        if (all.stream().noneMatch(other::say)) {
          return false;
        }
      }
      i = Math.max(end, i + 1);
    }
    return true;
  }

  private boolean saysFrom(int start, String digits) {
    if (digits.isEmpty()) {
      return true;
    }
    var at = behindFillers(start);
    return readings(at).stream()
        .anyMatch(r ->
            digits.startsWith(r.digits())
                && saysFrom(r.next(), digits.substring(r.digits().length())));
  }

  /// The telephone numbers dictated, in their order, in E.164 form. Words that can be read as two
  /// different numbers give none.
  public List<String> telephones() {
    var found = new ArrayList<String>();
    var i = 0;
    while (i < words.size()) {
      var end = endOfRun(i);
      if (end > i) {
        telephone(i, end).stream().forEach(found::add);
      }
      i = Math.max(end, i + 1);
    }
    return List.copyOf(found);
  }

  private List<String> telephone(int start, int end) {
    for (var from = start; from < end; from++) {
      var all = new LinkedHashSet<String>();
      collect(from, end, "", all);
      var plus = from > 0 && Set.of("+", "plus").contains(words.get(from - 1));
      var numbers = all.stream().flatMap(digits -> dialled(digits, plus)).distinct().toList();
      if (!numbers.isEmpty()) {
        return numbers.size() == 1 ? numbers : List.of();
      }
    }
    return List.of();
  }

  private static Stream<String> dialled(String digits, boolean plus) {
    if (plus) {
      return TelephoneCheck.valid("+" + digits).stream();
    }
    if (digits.startsWith("00")) {
      return TelephoneCheck.valid("+" + digits.substring(2)).stream();
    }
    var french = digits.length() == 10 && digits.charAt(0) == '0' && digits.charAt(1) != '0';
    return french ? TelephoneCheck.valid(digits).stream() : Stream.empty();
  }

  private void collect(int from, int end, String digits, Set<String> all) {
    if (from >= end) {
      all.add(digits);
      return;
    }
    for (var reading : readings(behindFillers(from))) {
      if (reading.next() <= end && digits.length() + reading.digits().length() <= LONGEST) {
        collect(reading.next(), end, digits + reading.digits(), all);
      }
    }
  }

  /// Where the numbers end that begin at a word; the word itself when it is none.
  private int endOfRun(int start) {
    var end = start;
    var next = start;
    while (next < words.size()) {
      var at = next == start ? next : behindFillers(next);
      var longest = readings(at).stream().mapToInt(Reading::next).max();
      if (longest.isEmpty()) {
        break;
      }
      end = longest.getAsInt();
      next = end;
    }
    return end;
  }

  private int behindFillers(int start) {
    var at = start;
    while (at < words.size() && FILLERS.contains(words.get(at))) {
      at++;
    }
    return at;
  }

  private List<Reading> readings(int at) {
    if (at >= words.size()) {
      return List.of();
    }
    var word = words.get(at);
    if (Character.isDigit(word.charAt(0))) {
      return List.of(new Reading(at + 1, word));
    }
    if (word.equals("zero")) {
      return List.of(new Reading(at + 1, "0"));
    }
    return large(at).stream().map(v -> new Reading(v.next(), "" + v.value())).toList();
  }

  /// With thousands.
  private List<Value> large(int at) {
    var all = new ArrayList<Value>();
    var heads = new ArrayList<>(hundreds(at));
    all.addAll(heads);
    heads.add(new Value(at, 1));
    for (var head : heads) {
      if (is(head.next(), "mille")) {
        var thousands = new Value(head.next() + 1, head.value() * 1000);
        all.add(thousands);
        hundreds(thousands.next())
            .forEach(rest -> all.add(new Value(rest.next(), thousands.value() + rest.value())));
      }
    }
    return all;
  }

  private List<Value> hundreds(int at) {
    var all = new ArrayList<>(below100(at));
    var heads = new ArrayList<Value>();
    heads.add(new Value(at, 1));
    unit(at).forEach(heads::add);
    for (var head : heads) {
      if (is(head.next(), "cent") || is(head.next(), "cents")) {
        var hundreds = new Value(head.next() + 1, head.value() * 100);
        all.add(hundreds);
        below100(hundreds.next())
            .forEach(rest -> all.add(new Value(rest.next(), hundreds.value() + rest.value())));
      }
    }
    return all;
  }

  private List<Value> below100(int at) {
    var all = new ArrayList<Value>();
    all.addAll(unit(at));
    all.addAll(teen(at));
    if (at >= words.size()) {
      return all;
    }
    var tens = TENS.get(words.get(at));
    if (tens != null) {
      addTens(all, new Value(at + 1, tens), tens == 60);
    }
    if (is(at, "quatre") && (is(at + 1, "vingt") || is(at + 1, "vingts"))) {
      addTens(all, new Value(at + 2, 80), true);
    }
    return all;
  }

  /// @param teens whether eleven to nineteen may follow, as behind soixante and quatre-vingt
  private void addTens(List<Value> all, Value tens, boolean teens) {
    all.add(tens);
    var next = is(tens.next(), "et") ? tens.next() + 1 : tens.next();
    unit(next).forEach(unit -> all.add(new Value(unit.next(), tens.value() + unit.value())));
    if (teens) {
      teen(next).forEach(teen -> all.add(new Value(teen.next(), tens.value() + teen.value())));
    }
  }

  private List<Value> unit(int at) {
    var value = at < words.size() ? UNITS.get(words.get(at)) : null;
    return value == null ? List.of() : List.of(new Value(at + 1, value));
  }

  private List<Value> teen(int at) {
    var value = at < words.size() ? TEENS.get(words.get(at)) : null;
    if (value == null) {
      return List.of();
    }
    var all = new ArrayList<>(List.of(new Value(at + 1, value)));
    if (value == 10) {
      unit(at + 1).stream()
          .filter(unit -> unit.value() >= 7)
          .forEach(unit -> all.add(new Value(unit.next(), 10 + unit.value())));
    }
    return all;
  }

  private boolean is(int at, String word) {
    return at < words.size() && words.get(at).equals(word);
  }
}
