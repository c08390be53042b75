package ava.simulator.voice;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/// The failures to make, changeable at any time. Safe for several threads.
public final class PollyFaults {
  private final Queue<PollyFault> next = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Optional<PollyFault>> lasting =
      new AtomicReference<>(Optional.empty());

  /// One of the next texts fails so.
  public void once(PollyFault fault) {
    next.add(fault);
  }

  /// So many of the next texts fail so.
  public void times(int texts, PollyFault fault) {
    for (var text = 0; text < texts; text++) {
      once(fault);
    }
  }

  /// Every text fails so, until another word.
  public void always(PollyFault fault) {
    lasting.set(Optional.of(fault));
  }

  /// No text fails any more.
  public void never() {
    next.clear();
    lasting.set(Optional.empty());
  }

  Optional<PollyFault> lasting() {
    return Optional.<PollyFault>empty().or(lasting::get);
  }

  Optional<PollyFault> take() {
    return Optional.ofNullable(next.poll()).or(lasting::get);
  }
}
