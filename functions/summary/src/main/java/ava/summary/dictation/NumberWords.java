package ava.summary.dictation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// French number words, and digits among them, in every way they can be read: « soixante dix huit »
/// is 78 as well as 60 18 or 60 10 8.
public final class NumberWords {
  private static final Set<String> HUNDRED = Set.of("cent", "cents");
  private static final Set<String> THOUSAND = Set.of("mille", "mil");
  private static final Set<String> TWENTY = Set.of("vingt", "vingts");
  private static final Map<String, Integer> MANIFOLD = Map.of("double", 2, "triple", 3);
  private static final String TIMES = "fois";

  private final List<String> words;

  /// One way to read the words from somewhere on.
  ///
  /// @param next the first word behind it
  public record Reading(int next, String digits) {}

  private record Value(int next, int value) {}

  /// @param words in small letters without accents
  public NumberWords(List<String> words) {
    this.words = List.copyOf(words);
  }

  /// Whether a word is a number by itself.
  static boolean isNumber(String word) {
    return !new NumberWords(List.of(word)).once(0).isEmpty();
  }

  static boolean isUnit(String word) {
    return Cardinals.UNITS.containsKey(word);
  }

  /// Whether a word multiplies the one before it, as in « deux cents ».
  static boolean isPower(String word) {
    return HUNDRED.contains(word) || THOUSAND.contains(word);
  }

  /// « double », « triple ».
  static boolean isManifold(String word) {
    return MANIFOLD.containsKey(word);
  }

  static boolean isTwenty(String word) {
    return TWENTY.contains(word);
  }

  /// Every way to read one number that begins at a word; none when it is no number.
  public List<Reading> at(int start) {
    var all = new ArrayList<>(repeated(start));
    for (var once : once(start)) {
      all.add(once);
      var times = times(once.next());
      if (times > 0 && once(once.next() + 2).isEmpty()) {
        all.add(new Reading(once.next() + 2, once.digits().repeat(times)));
      }
    }
    return all;
  }

  /// « deux fois vingt-deux », « double zéro ».
  private List<Reading> repeated(int start) {
    if (start >= words.size()) {
      return List.of();
    }
    if (is(start + 1, "zeros")) {
      return unit(start).stream()
          .map(unit -> new Reading(start + 2, "0".repeat(unit.value())))
          .toList();
    }
    var manifold = MANIFOLD.get(words.get(start));
    var times = manifold == null ? times(start) : manifold;
    if (times == 0) {
      return List.of();
    }
    var all = new ArrayList<Reading>();
    for (var once : once(manifold == null ? start + 2 : start + 1)) {
      all.add(new Reading(once.next(), once.digits().repeat(times)));
      if (once.digits().equals("0")) {
        unit(once.next())
            .forEach(unit -> all.add(new Reading(unit.next(), ("0" + unit.value()).repeat(times))));
      }
    }
    return all;
  }

  private int times(int at) {
    if (!is(at + 1, TIMES)) {
      return 0;
    }
    return unit(at).stream()
        .mapToInt(Value::value)
        .filter(n -> n > 1 && n < 6)
        .findFirst()
        .orElse(0);
  }

  private List<Reading> once(int at) {
    if (at >= words.size()) {
      return List.of();
    }
    var word = words.get(at);
    if (word.equals("zero") || word.equals("zeros")) {
      return List.of(new Reading(at + 1, "0"));
    }
    var all = new ArrayList<Reading>();
    if (isDigits(word)) {
      all.add(new Reading(at + 1, word));
    }
    large(at).stream()
        .filter(value -> !isDigits(word) || value.next() > at + 1)
        .forEach(value -> all.add(new Reading(value.next(), "" + value.value())));
    return all;
  }

  private List<Value> large(int at) {
    var all = new ArrayList<>(hundreds(at));
    var heads = new ArrayList<>(all);
    heads.add(new Value(at, 1));
    for (var head : heads) {
      if (isOneOf(head.next(), THOUSAND) && head.value() < 1000) {
        var thousands = new Value(head.next() + 1, head.value() * 1000);
        all.add(thousands);
        hundreds(behindAnd(thousands.next()))
            .forEach(rest -> all.add(new Value(rest.next(), thousands.value() + rest.value())));
      }
    }
    return all;
  }

  private List<Value> hundreds(int at) {
    var all = new ArrayList<>(below100(at));
    var heads = new ArrayList<>(all.stream().filter(value -> value.value() < 20).toList());
    heads.add(new Value(at, 1));
    for (var head : heads) {
      if (isOneOf(head.next(), HUNDRED)) {
        var hundreds = new Value(head.next() + 1, head.value() * 100);
        all.add(hundreds);
        below100(behindAnd(hundreds.next()))
            .forEach(rest -> all.add(new Value(rest.next(), hundreds.value() + rest.value())));
      }
    }
    return all;
  }

  private List<Value> below100(int at) {
    var all = new ArrayList<Value>();
    if (at >= words.size()) {
      return all;
    }
    var word = words.get(at);
    if (isDigits(word) && word.length() > 1 && word.length() < 4) {
      all.add(new Value(at + 1, Integer.parseInt(word)));
    }
    all.addAll(unit(at));
    all.addAll(teen(at));
    var tens = Cardinals.TENS.get(word);
    if (tens != null) {
      addTens(all, new Value(at + 1, tens), tens == 60);
    }
    if (is(at, "quatre") && isOneOf(at + 1, TWENTY)) {
      addTens(all, new Value(at + 2, 80), true);
    }
    return all;
  }

  /// @param teens whether eleven to nineteen may follow, as behind soixante and quatre-vingt
  private void addTens(List<Value> all, Value tens, boolean teens) {
    all.add(tens);
    var next = behindAnd(tens.next());
    unit(next).forEach(unit -> all.add(new Value(unit.next(), tens.value() + unit.value())));
    if (teens) {
      teen(next).forEach(teen -> all.add(new Value(teen.next(), tens.value() + teen.value())));
    }
  }

  private List<Value> unit(int at) {
    if (at >= words.size()) {
      return List.of();
    }
    var word = words.get(at);
    if (word.length() == 1 && word.charAt(0) >= '1' && word.charAt(0) <= '9') {
      return List.of(new Value(at + 1, word.charAt(0) - '0'));
    }
    var value = Cardinals.UNITS.get(word);
    return value == null ? List.of() : List.of(new Value(at + 1, value));
  }

  private List<Value> teen(int at) {
    var value = at < words.size() ? Cardinals.TEENS.get(words.get(at)) : null;
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

  private int behindAnd(int at) {
    return is(at, "et") ? at + 1 : at;
  }

  private static boolean isDigits(String word) {
    return Character.isDigit(word.charAt(0));
  }

  private boolean isOneOf(int at, Set<String> some) {
    return at < words.size() && some.contains(words.get(at));
  }

  private boolean is(int at, String word) {
    return at < words.size() && words.get(at).equals(word);
  }
}
