package ava.simulator.voice;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/// The failures of a voice to make, changeable at any time. Safe for several threads.
///
/// @param <F> one of them
abstract class VoiceFaults<F> {
  private final Queue<F> next = new ConcurrentLinkedQueue<>();
  private volatile Optional<F> lasting = Optional.empty();

  /// What it fits that comes next fails so.
  public void once(F fault) {
    next.add(fault);
  }

  /// So many that come next fail so.
  public void times(int count, F fault) {
    for (var n = 0; n < count; n++) {
      once(fault);
    }
  }

  /// Everything that it fits fails so, until another word.
  public void always(F fault) {
    lasting = Optional.of(fault);
  }

  /// Nothing fails any more.
  public void never() {
    next.clear();
    lasting = Optional.empty();
  }

  Optional<F> lasting() {
    return lasting;
  }

  Optional<F> take(Predicate<F> fits) {
    var first = next.stream().filter(fits).findFirst();
    first.ifPresent(next::remove);
    return first.or(() -> lasting.filter(fits));
  }
}
