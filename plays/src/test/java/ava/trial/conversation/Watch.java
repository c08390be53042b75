package ava.trial.conversation;

import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// What a simulator saw. Whoever waits for an observation lets the world's time pass until then.
final class Watch implements CallObserver {
  private final Predicate<BooleanSupplier> passes;
  private final List<Observation> seen = new ArrayList<>();

  /// @param passes lets time pass until something is so; false when it never was
  Watch(Predicate<BooleanSupplier> passes) {
    this.passes = passes;
  }

  @Override
  public void observed(Observation observation) {
    seen.add(observation);
  }

  <T extends Observation> List<T> all(Class<T> kind) {
    return seen.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <T extends Observation> T await(Class<T> kind) {
    return await(kind, _ -> true);
  }

  /// Returns the first such observation, which may have been made before.
  <T extends Observation> T await(Class<T> kind, Predicate<T> which) {
    if (!passes.test(() -> find(kind, which).isPresent())) {
      throw new AssertionError("no such " + kind.getSimpleName() + " among " + seen);
    }
    return find(kind, which).orElseThrow();
  }

  /// Waits for the n-th of a kind, counted from 1.
  <T extends Observation> T await(int number, Class<T> kind) {
    if (!passes.test(() -> all(kind).size() >= number)) {
      throw new AssertionError(kind.getSimpleName() + " comes less often in " + seen);
    }
    return all(kind).get(number - 1);
  }

  private <T extends Observation> Optional<T> find(Class<T> kind, Predicate<T> which) {
    return all(kind).stream().filter(which).findFirst();
  }
}
