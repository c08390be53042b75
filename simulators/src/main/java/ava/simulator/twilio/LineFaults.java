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

  <T extends LineFault> Optional<T> find(Class<T> kind, Predicate<T> which) {
    return faults.stream().filter(kind::isInstance).map(kind::cast).filter(which).findFirst();
  }

  boolean has(Class<? extends LineFault> kind) {
    return find(kind).isPresent();
  }
}
