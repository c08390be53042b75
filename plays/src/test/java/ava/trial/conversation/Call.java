package ava.trial.conversation;

import ava.simulator.scenario.Observation;
import ava.simulator.twilio.CallReport;
import ava.simulator.twilio.PlacedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// A call of a script. The refusals that it provokes on purpose are told in advance.
///
/// @param line what the telephone sees
/// @param expected the codes of Twilio's errors that must come up, and no others
/// @param excused codes that may come up as often as they like
/// @param passes lets time pass until something is so; false when it never was
record Call(
    PlacedCall placed,
    Watch line,
    List<Integer> expected,
    Set<Integer> excused,
    Predicate<BooleanSupplier> passes) {
  Call {
    excused = Set.copyOf(excused);
    expected = List.copyOf(expected);
  }

  /// The codes of Twilio's errors that came up and must be expected.
  List<Integer> refused() {
    return report().refused().stream()
        .map(Observation.Refused::code)
        .filter(code -> !excused.contains(code))
        .toList();
  }

  String sid() {
    return placed.callSid();
  }

  /// Whether its end was told.
  boolean over() {
    return placed.report().isDone();
  }

  /// Lets time pass until the end.
  CallReport report() {
    if (!passes.test(this::over)) {
      throw new AssertionError("the call does not end: " + placed.timeline().observations());
    }
    return placed.await();
  }

  /// Lets time pass until the end; how it ended.
  String how() {
    return report().how();
  }

  <T extends Observation> List<T> all(Class<T> kind) {
    return line.all(kind);
  }

  /// How long it took from one moment to another.
  static long msBetween(Observation first, Observation second) {
    return second.at().minus(first.at()).toMillis();
  }

  /// How long Ava was silent between two sounds of hers while nobody spoke to her, in a call that
  /// is over.
  List<Duration> gaps() {
    var gaps = new ArrayList<Duration>();
    var stopped = Optional.<Duration>empty();
    for (var seen : report().timeline().observations()) {
      switch (seen) {
        case Observation.AvaStops stops -> stopped = Optional.of(stops.at());
        case Observation.CallerStarts _ -> stopped = Optional.empty();
        case Observation.AvaStarts starts -> {
          stopped.ifPresent(at -> gaps.add(starts.at().minus(at)));
          stopped = Optional.empty();
        }
        default -> {}
      }
    }
    return gaps;
  }
}
