package ava.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// More and more calls into one process, until its frames come late.
///
/// @param first how many come at first, and are there for [#warm]; 0 for a fresh process
/// @param step how many are added each time
/// @param each half of what a step lasts, of which the second is measured
/// @param most where it ends
record Ramp(int first, Duration warm, int step, Duration each, int most) {
  static final Ramp NONE = new Ramp(0, Duration.ZERO, 0, Duration.ZERO, 0);

  private static final double LATE_MS = 20;

  /// In a row: a single one may be the warming up of a fresh process.
  private static final int LATE_STEPS = 2;

  /// @param steps what was measured
  /// @param calls the most of whose frames 99 % came in time
  /// @param p99 of the first crowd that was late, in milliseconds; -1 when none was
  record Climbed(List<Measured> steps, int calls, double p99) {}

  /// @param part what the steps are called
  Climbed climb(String part, BenchRun subject, Load load) {
    var steps = new ArrayList<Measured>();
    var good = 0;
    var late = 0;
    var p99 = -1.0;
    if (first > 0) {
      load.call(first, Duration.ofSeconds(2));
      var _ = subject.measure("warm", first, warm);
    }
    for (var calls = first + step; calls <= most; calls += step) {
      load.call(step, each.dividedBy(2));
      var _ = subject.measure("warm", calls, each);
      var measured = subject.measure(part, calls, each);
      steps.add(measured);
      if (measured.delays().roundTrip().p99() < LATE_MS) {
        good = calls;
        late = 0;
        p99 = -1;
      } else if (++late == 1) {
        p99 = measured.delays().roundTrip().p99();
      }
      if (late == LATE_STEPS || load.refusedCalls() > 0) {
        break;
      }
    }
    return new Climbed(steps, good, p99);
  }
}
