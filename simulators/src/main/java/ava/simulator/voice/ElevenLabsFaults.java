package ava.simulator.voice;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/// The failures to make, changeable at any time. Safe for several threads.
public final class ElevenLabsFaults {
  private final Queue<ElevenLabsFault> next = new ConcurrentLinkedQueue<>();
  private volatile Optional<ElevenLabsFault> lasting = Optional.empty();

  /// The next handshake, or text, fails so.
  public void once(ElevenLabsFault fault) {
    next.add(fault);
  }

  /// So many of the next fail so.
  public void times(int count, ElevenLabsFault fault) {
    for (var n = 0; n < count; n++) {
      once(fault);
    }
  }

  /// Every handshake, or text, fails so, until another word.
  public void always(ElevenLabsFault fault) {
    lasting = Optional.of(fault);
  }

  /// Nothing fails any more.
  public void never() {
    next.clear();
    lasting = Optional.empty();
  }

  Optional<ElevenLabsFault> takeOfHandshake() {
    return take(ElevenLabsFault::ofHandshake);
  }

  Optional<ElevenLabsFault> takeOfText() {
    return take(fault -> !fault.ofHandshake());
  }

  private Optional<ElevenLabsFault> take(Predicate<ElevenLabsFault> fits) {
    var first = next.stream().filter(fits).findFirst();
    first.ifPresent(next::remove);
    return first.or(() -> lasting.filter(fits));
  }
}
