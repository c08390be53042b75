package ava.summary.dictation;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A number as far as it was dictated, and what corrections make of it.
///
/// @param words how it was said
/// @param retracted the caller said that it is wrong
record NumberDraft(Readings readings, String words, boolean retracted) {
  private static final Pattern MOBILE = Pattern.compile("0[67]");
  private static final Pattern BEGINNING = Pattern.compile("0[1-9]");
  private static final int PAIR = 2;
  private static final String MORE = " … ";

  NumberDraft(Readings readings, String words) {
    this(readings, words, false);
  }

  Optional<String> telephone() {
    return retracted ? Optional.empty() : readings.telephone();
  }

  /// Whether its words may mean another number as well.
  boolean doubtful() {
    return readings.doubtful();
  }

  /// Whether more digits may come.
  boolean open() {
    return !retracted && (readings.international() || readings.length() < Readings.NATIONAL_DIGITS);
  }

  /// Whether it was taken back, or a correction fits nowhere.
  boolean hopeless() {
    return retracted || readings.costs().isEmpty();
  }

  /// Whether it was said in several pieces, or more than once.
  boolean pieced() {
    return words.contains(MORE);
  }

  /// Whether it has these digits in the only place where it differs from another number, E.164.
  boolean differsFrom(String other, NumberDraft digits) {
    var own = telephone().filter(n -> n.length() == other.length() && !n.equals(other)).orElse("");
    return digits.readings.cheapest().stream()
        .anyMatch(pair ->
            IntStream.rangeClosed(1, own.length() - pair.length())
                .filter(at -> own.startsWith(pair, at))
                .anyMatch(at ->
                    own.startsWith(other.substring(0, at))
                        && own.endsWith(other.substring(at + pair.length()))));
  }

  /// Whether it begins with all that another has, and not by chance.
  boolean beginsAs(NumberDraft other) {
    return other.readings.probable().stream()
        .filter(begin -> begin.length() > PAIR)
        .anyMatch(begin -> readings.probable().stream().anyMatch(d -> d.startsWith(begin)));
  }

  NumberDraft or(NumberDraft other) {
    return new NumberDraft(readings.or(other.readings), other.words);
  }

  /// Words stood between that are not known to belong to a number.
  NumberDraft doubted() {
    return new NumberDraft(readings.doubted(), words, retracted);
  }

  NumberDraft retract() {
    return new NumberDraft(readings, words, true);
  }

  NumberDraft then(NumberDraft more) {
    return joined(more, readings.then(more.readings));
  }

  /// What comes after « non, pardon »: a whole number, or the rest of one from somewhere on.
  NumberDraft corrected(NumberDraft by) {
    if (by.readings.full() || restarts(by.readings)) {
      return by.said(words);
    }
    var before = readings.likely();
    var after = by.readings.likely();
    var whole = before.with(after, NumberDraft::resumed);
    return joined(by, whole.costs().isEmpty() ? before.with(after, NumberDraft::replaced) : whole);
  }

  /// Whether digits rather begin the number anew than mend it.
  private boolean restarts(Readings by) {
    var old = readings.cheapest().stream().findFirst().orElse("");
    return by.cheapest().stream()
        .filter(digits -> BEGINNING.matcher(digits).lookingAt())
        .anyMatch(digits ->
            by.mayBeFull()
                || (old.length() == Readings.NATIONAL_DIGITS && digits.length() > 2 * PAIR)
                || (digits.length() > PAIR && sameBeginning(old, digits)));
  }

  private static boolean sameBeginning(String old, String digits) {
    return old.startsWith(digits.substring(0, PAIR))
        || (MOBILE.matcher(old).lookingAt() && MOBILE.matcher(digits).lookingAt());
  }

  /// The last digits are others.
  NumberDraft ended(NumberDraft by) {
    if (doubtful(by.readings)) {
      return retract();
    }
    return joined(
        by,
        readings
            .likely()
            .with(
                by.readings.likely(),
                (digits, end) ->
                    national(digits)
                        .filter(whole -> end.length() < whole.length())
                        .map(whole ->
                            whole.length() + end.length() == Readings.NATIONAL_DIGITS
                                ? whole + end
                                : whole.substring(0, whole.length() - end.length()) + end)));
  }

  /// Whether « soixante seize » may be 76 as well as 60 16 with a last pair that stands already, or
  /// the number that it ends may be whole in another reading.
  private boolean doubtful(Readings end) {
    var digits = readings.cheapest().stream().findFirst().orElse("");
    var length = end.length();
    var keepsLastPair =
        end.probable().stream()
            .filter(other -> other.length() == length + PAIR)
            .anyMatch(other -> digits.endsWith(other.substring(PAIR)));
    return keepsLastPair
        || (digits.length() < Readings.NATIONAL_DIGITS && !readings.possible().isEmpty());
  }

  NumberDraft begun(NumberDraft by) {
    return joined(
        by,
        readings
            .likely()
            .with(
                by.readings.likely(),
                (digits, begin) ->
                    national(digits)
                        .filter(whole -> begin.length() < whole.length())
                        .map(whole -> begin + whole.substring(begin.length()))));
  }

  /// One pair is another; it must stand once.
  NumberDraft replaced(NumberDraft wrong, NumberDraft right) {
    var wrongDigits = wrong.readings.cheapest();
    var rightDigits = right.readings.cheapest();
    if (wrongDigits.size() != 1 || rightDigits.size() != 1) {
      return retract();
    }
    var old = wrongDigits.getFirst();
    var young = rightDigits.getFirst();
    var known =
        readings.with(
            Readings.only(""),
            (digits, _) ->
                national(digits)
                    .filter(whole -> old.length() == young.length())
                    .filter(whole -> !old.isEmpty() && whole.indexOf(old) >= 0)
                    .filter(whole -> whole.indexOf(old) == whole.lastIndexOf(old))
                    .map(whole -> whole.replace(old, young)));
    return joined(right, known);
  }

  /// The same once more, from the beginning or from somewhere on.
  NumberDraft repeated(NumberDraft again) {
    if (again.readings.full()) {
      var before = readings.possible();
      var same =
          telephone().isEmpty()
              ? before.isEmpty() || before.containsAll(again.telephone().stream().toList())
              : telephone().equals(again.telephone());
      return same ? again.said(words) : joined(again, again.readings.then(readings)).retract();
    }
    return joined(
        again,
        readings
            .likely()
            .with(
                again.readings.likely(),
                (before, after) -> {
                  if (before.contains(after)) {
                    return Optional.of(before);
                  }
                  var rest = before.length() + after.length() == Readings.NATIONAL_DIGITS;
                  return (rest ? Optional.of(before + after) : resumed(before, after))
                      .filter(whole -> whole.startsWith(before) || before.startsWith(whole));
                }));
  }

  private NumberDraft joined(NumberDraft more, Readings readings) {
    return new NumberDraft(readings, words + MORE + more.words);
  }

  /// The same, with what was said before.
  NumberDraft said(String before) {
    return new NumberDraft(readings, before + MORE + words, retracted);
  }

  /// A French number is corrected as it is dialled in France.
  private static Optional<String> national(String digits) {
    return Optional.of(digits.replaceFirst("^(?:\\+|00)33(?=[1-9])", "0"));
  }

  /// The digits before, up to where those behind must begin to make a number of the right length.
  private static Optional<String> resumed(String said, String after) {
    var before = national(said).orElse(said);
    var length =
        before.startsWith("0") && !before.startsWith("00")
            ? Readings.NATIONAL_DIGITS
            : before.length();
    var kept = length - after.length();
    var beginning =
        after.length() == PAIR
            && before.length() == length
            && MOBILE.matcher(after).matches()
            && MOBILE.matcher(before).lookingAt();
    return kept > 0 && kept < before.length() && before.length() <= length && !beginning
        ? Optional.of(before.substring(0, kept) + after)
        : Optional.empty();
  }

  /// The first pair behind stands for the last one before; more may follow.
  private static Optional<String> replaced(String before, String after) {
    var kept = before.length() - Math.min(PAIR, after.length());
    return kept > 0 && before.length() < Readings.NATIONAL_DIGITS
        ? Optional.of(before.substring(0, kept) + after)
        : Optional.empty();
  }
}
