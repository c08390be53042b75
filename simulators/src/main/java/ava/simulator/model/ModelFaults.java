package ava.simulator.model;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/// The failures that the simulator is to make, changeable while it runs. Safe for several threads.
public final class ModelFaults {
  private record Armed(ModelFault fault, AtomicInteger left) {}

  private final ConcurrentLinkedQueue<Armed> armed = new ConcurrentLinkedQueue<>();
  private final Optional<ModelFaults> others;

  public ModelFaults() {
    this.others = Optional.empty();
  }

  /// Failures of one, which come before those of all.
  ModelFaults(ModelFaults ofAll) {
    this.others = Optional.of(ofAll);
  }

  /// The next occasion fails, then all is well.
  public void once(ModelFault fault) {
    times(1, fault);
  }

  public void times(int count, ModelFault fault) {
    armed.add(new Armed(fault, new AtomicInteger(count)));
  }

  /// Every occasion fails until [#clear].
  public void always(ModelFault fault) {
    times(Integer.MAX_VALUE, fault);
  }

  public void clear() {
    armed.clear();
  }

  /// Uses up one occasion of the oldest failure of this kind.
  <T extends ModelFault> Optional<T> take(Class<T> kind) {
    return take(kind, _ -> true);
  }

  /// As [#take(Class)], of those that fit.
  <T extends ModelFault> Optional<T> take(Class<T> kind, Predicate<T> fits) {
    for (Iterator<Armed> each = armed.iterator(); each.hasNext(); ) {
      var next = each.next();
      if (kind.isInstance(next.fault()) && fits.test(kind.cast(next.fault()))) {
        if (next.left().decrementAndGet() <= 0) {
          each.remove();
        }
        return Optional.of(kind.cast(next.fault()));
      }
    }
    return others.flatMap(faults -> faults.take(kind, fits));
  }
}
