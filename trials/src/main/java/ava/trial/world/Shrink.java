package ava.trial.world;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Finds the shortest schedule of faults that still breaks the same rule, by leaving out ever
/// smaller parts of it. Source: Zeller and Hildebrandt, "Simplifying and isolating failure-inducing
/// input".
final class Shrink {
  private Shrink() {}

  /// The plot with the fewest odd waits, and with those the fewest faults, in which this rule is
  /// still broken.
  static Plot plot(Plot plot, String invariant) {
    var patience = shortest(plot.patience(), less -> breaks(plot.patient(less), invariant));
    var patient = plot.patient(patience);
    return patient.with(shortest(plot.faults(), less -> breaks(patient.with(less), invariant)));
  }

  private static boolean breaks(Plot plot, String invariant) {
    return new Scene(plot)
        .play().violations().stream()
            .anyMatch(violation -> violation.invariant().equals(invariant));
  }

  static <T> List<T> shortest(List<T> all, Predicate<List<T>> fails) {
    var best = List.copyOf(all);
    for (var size = Math.max(1, best.size() / 2); ; size = Math.max(1, size / 2)) {
      best = without(best, size, fails);
      if (size == 1) {
        return best;
      }
    }
  }

  private static <T> List<T> without(List<T> all, int size, Predicate<List<T>> fails) {
    var best = all;
    var from = 0;
    while (from < best.size()) {
      var less = new ArrayList<>(best.subList(0, from));
      less.addAll(best.subList(Math.min(best.size(), from + size), best.size()));
      if (fails.test(less)) {
        best = List.copyOf(less);
      } else {
        from += size;
      }
    }
    return best;
  }
}
