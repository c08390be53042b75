package ava.simulator.twilio;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The failures of one call.
public record LineFaults(List<LineFault> faults) {
  public static final LineFaults NONE = new LineFaults(List.of());

  public LineFaults {
    faults = List.copyOf(faults);
  }

  public static LineFaults of(LineFault... faults) {
    return new LineFaults(List.of(faults));
  }

  <T extends LineFault> Optional<T> find(Class<T> kind) {
    return faults.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /// Those of one of its streams.
  ///
  /// @param number from 1
  LineFaults inStream(int number) {
    return new LineFaults(
        faults.stream()
            .filter(fault -> !(fault instanceof LineFault.OnlyIn only) || only.stream() == number)
            .map(fault -> fault instanceof LineFault.OnlyIn(_, var only) ? only : fault)
            .toList());
  }

  <T extends LineFault> Optional<T> find(Class<T> kind, Predicate<T> which) {
    return faults.stream().filter(kind::isInstance).map(kind::cast).filter(which).findFirst();
  }

  boolean has(Class<? extends LineFault> kind) {
    return find(kind).isPresent();
  }
}
