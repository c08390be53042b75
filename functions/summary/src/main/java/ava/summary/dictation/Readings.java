package ava.summary.dictation;

import ava.shared.contact.ValidNumber;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The digits that words may mean, each way with what speaks against it: a mark that it ignores
/// costs more than a space that it reads unusually. A number with a country code begins with `+`.
///
/// @param costs by digits
/// @param guessed only the way in which numbers are grouped speaks for the cheapest
record Readings(Map<String, Integer> costs, boolean guessed) {
  static final Readings NONE = new Readings(Map.of());

  /// Twice a number, as when it is said again at once.
  private static final int LONGEST = 20;

  private static final int MOST = 4_000;

  /// How much more may speak against another number that is to be reckoned with.
  private static final int DOUBT = 1;

  static final int NATIONAL_DIGITS = 10;
  private static final Pattern TELEPHONE =
      Pattern.compile("0[1-9]\\d{8}|(?:\\+|00)[1-9]\\d{5,14}|33[1-9]\\d{8}");
  private static final Pattern NATIONAL = Pattern.compile("0[1-9]");
  private static final Pattern BEGINNING = Pattern.compile("0|0[1-9]\\d*|\\+\\d*|00\\d*");

  Readings {
    costs = Map.copyOf(costs);
  }

  Readings(Map<String, Integer> costs) {
    this(costs, false);
  }

  static Readings only(String digits) {
    return new Readings(Map.of(digits, 0));
  }

  /// One behind the other.
  Readings then(Readings more) {
    return with(more, (first, second) -> Optional.of(first + second));
  }

  /// These or those.
  Readings or(Readings others) {
    var all = new HashMap<>(costs);
    others.costs.forEach((digits, cost) -> all.merge(digits, cost, Math::min));
    return new Readings(all, guessed || others.guessed);
  }

  Readings doubted() {
    return new Readings(costs, true);
  }

  /// Joins each of these digits with each of the others.
  interface Joint {
    Optional<String> of(String before, String after);
  }

  Readings with(Readings more, Joint joint) {
    var all = new LinkedHashMap<String, Integer>();
    costs.forEach((first, cost) ->
        more.costs.forEach((second, extra) ->
            joint
                .of(first, second)
                .filter(digits -> digits.length() <= LONGEST && all.size() < MOST)
                .ifPresent(digits -> all.merge(digits, cost + extra, Math::min))));
    return new Readings(all, guessed || more.guessed);
  }

  /// Those against which the least speaks.
  List<String> cheapest() {
    var least = least();
    return costs.entrySet().stream()
        .filter(reading -> reading.getValue() == least)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /// The one number that these are, E.164; empty when they are none, or may well be two.
  Optional<String> telephone() {
    var near = numbers();
    return near.size() == 1 && near.containsValue(least())
        ? near.keySet().stream().findFirst()
        : Optional.empty();
  }

  /// Whether the number may as well be the beginning of too many digits, or another.
  boolean doubtful() {
    var least = least();
    return guessed
        || costs.entrySet().stream()
            .anyMatch(reading -> {
              var surplus = reading.getKey().length() - NATIONAL_DIGITS;
              return surplus > 1
                  && surplus < NATIONAL_DIGITS
                  && reading.getValue() <= least + DOUBT * surplus / 2
                  && NATIONAL.matcher(reading.getKey()).lookingAt();
            });
  }

  /// With one of these before all others, as numbers are grouped so.
  Readings preferring(String digits) {
    var least = least();
    var all = new HashMap<>(costs);
    all.replaceAll((other, cost) -> other.equals(digits) ? least : cost + DOUBT + 1);
    return new Readings(all, true);
  }

  int least() {
    return costs.isEmpty() ? 0 : Collections.min(costs.values());
  }

  /// The numbers that are hardly less likely than the cheapest reading, and what speaks against
  /// each.
  private Map<String, Integer> numbers() {
    var least = least();
    var numbers = new HashMap<String, Integer>();
    costs.forEach((digits, cost) -> {
      if (cost <= least + DOUBT * times(digits)) {
        number(digits).ifPresent(number -> numbers.merge(number, cost, Math::min));
      }
    });
    return numbers;
  }

  /// What speaks against a number speaks twice against the same said twice.
  private static int times(String digits) {
    return digits.length() == LONGEST ? 2 : 1;
  }

  /// Every number that these may mean, E.164, even where much speaks for another.
  Set<String> possible() {
    return costs.keySet().stream()
        .flatMap(digits -> number(digits).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Those that are hardly less likely than the cheapest.
  Set<String> probable() {
    var least = least();
    return costs.entrySet().stream()
        .filter(reading -> reading.getValue() <= least + DOUBT)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /// Those that are as long as the cheapest, and hardly less likely.
  Readings likely() {
    var lengths = cheapest().stream().map(String::length).toList();
    return new Readings(
        probable().stream()
            .filter(digits -> lengths.contains(digits.length()))
            .collect(Collectors.toMap(digits -> digits, costs::get)),
        doubtful());
  }

  /// Whether a telephone number may begin so.
  boolean begins() {
    return cheapest().stream().anyMatch(digits -> BEGINNING.matcher(digits).matches());
  }

  boolean international() {
    return cheapest().stream()
        .anyMatch(digits -> digits.startsWith("+") || digits.startsWith("00"));
  }

  boolean full() {
    return cheapest().stream().anyMatch(digits -> TELEPHONE.matcher(digits).matches());
  }

  /// Whether they are hardly less likely a whole number than what they seem to be.
  boolean mayBeFull() {
    return !numbers().isEmpty();
  }

  /// The digits of the shortest reading that is not improbable.
  int length() {
    return cheapest().stream().mapToInt(String::length).min().orElse(0);
  }

  /// The digits of the longest reading that is not improbable.
  int longest() {
    return probable().stream().mapToInt(String::length).max().orElse(0);
  }

  /// The telephone number, E.164, that digits are.
  static Optional<String> number(String digits) {
    var half = digits.substring(0, digits.length() / 2);
    var once = digits.length() == LONGEST && digits.equals(half + half) ? half : digits;
    return TELEPHONE.matcher(once).matches()
        ? ValidNumber.from(once).map(ValidNumber::e164)
        : Optional.empty();
  }
}
