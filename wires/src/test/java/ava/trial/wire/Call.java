package ava.trial.wire;

import ava.shared.call.CallSid;
import ava.simulator.scenario.Observation;
import ava.simulator.twilio.CallReport;
import ava.simulator.twilio.PlacedCall;
import java.util.List;

/// A call of a script. The refusals that it provokes on purpose are told in advance.
///
/// @param line what the telephone sees
/// @param expected the codes of Twilio's errors that must come up, and no others
/// @param mayBreak whether the line may break instead of being closed
record Call(PlacedCall placed, Watch line, List<Integer> expected, boolean mayBreak) {
  private static final int BROKEN = 31903;

  Call {
    expected = List.copyOf(expected);
  }

  /// The codes of Twilio's errors that came up and must be expected.
  List<Integer> refused() {
    return report().refused().stream()
        .map(refused -> refused.code())
        .filter(code -> !(mayBreak && code == BROKEN))
        .toList();
  }

  CallSid sid() {
    return new CallSid(placed.callSid());
  }

  /// Waits for the end.
  CallReport report() {
    return placed.await();
  }

  /// Waits for the end; how it ended.
  String how() {
    return report().how();
  }

  <T extends Observation> List<T> all(Class<T> kind) {
    return line.all(kind);
  }
}
