package ava.trial.wire;

import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What a simulator saw, to be waited for.
final class Watch implements CallObserver {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Observation> seen = new ArrayList<>();

  @Override
  public synchronized void observed(Observation observation) {
    seen.add(observation);
    notifyAll();
  }

  synchronized <T extends Observation> List<T> all(Class<T> kind) {
    return seen.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends Observation> T await(Class<T> kind) {
    return await(kind, _ -> true);
  }

  /// Returns the first such observation, which may have been made before.
  synchronized <T extends Observation> T await(Class<T> kind, Predicate<T> which) {
    var until = System.nanoTime() + PATIENCE.toNanos();
    for (var found = find(kind, which); ; found = find(kind, which)) {
      if (found.isPresent()) {
        return found.get();
      }
      var left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("no such " + kind.getSimpleName() + " among " + seen);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }

  private <T extends Observation> Optional<T> find(Class<T> kind, Predicate<T> which) {
    return all(kind).stream().filter(which).findFirst();
  }
}
