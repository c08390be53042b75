package ava.trial.conversation;

import ava.simulator.scenario.Observation;
import ava.simulator.twilio.CallReport;
import ava.simulator.twilio.PlacedCall;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// A call of a script. The refusals that it provokes on purpose are told in advance.
///
/// @param line what the telephone sees
/// @param expected the codes of Twilio's errors that must come up, and no others
/// @param passes lets time pass until something is so; false when it never was
record Call(
    PlacedCall placed, Watch line, List<Integer> expected, Predicate<BooleanSupplier> passes) {
  Call {
    expected = List.copyOf(expected);
  }

  /// The codes of Twilio's errors that came up.
  List<Integer> refused() {
    return report().refused().stream().map(Observation.Refused::code).toList();
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
}
