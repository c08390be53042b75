package ava.trial.world;

import ava.trial.soak.Stamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// What a caller hears of each of Ava's answers, against what she tells the model of it: no more
/// than he heard, and he hears no more of it soon after.
final class HeardAnswers {
  private static final int FRAME_MS = 20;

  /// Until a `clear` that was sent at the same time reaches the caller.
  private static final Duration SWEPT = Duration.ofMillis(500);

  private final World world;
  private final BiConsumer<String, String> broken;
  private final Map<Integer, Integer> heardMs = new HashMap<>();
  private final Map<Integer, Long> takenBack = new HashMap<>();
  private final Set<Integer> told = new HashSet<>();

  /// @param broken learns which invariant is broken, and how
  HeardAnswers(World world, BiConsumer<String, String> broken) {
    this.world = world;
    this.broken = broken;
  }

  /// The caller hears a frame.
  ///
  /// @param late whether his line may hold things up
  void hears(byte[] frame, boolean late) {
    var stamp = Stamp.read(frame, 0);
    if (stamp.isEmpty() || stamp.get().sentence() == 0) {
      return;
    }
    var speaker = stamp.get().source();
    heardMs.merge(speaker, (stamp.get().index() + 1) * FRAME_MS, Math::max);
    var since = takenBack.get(speaker);
    if (since != null && !late && world.now() > since + SWEPT.toNanos() && told.add(speaker)) {
      broken.accept("cut", "an answer is heard " + ms(since) + " ms after it was taken back");
    }
  }

  /// The model is told how much of an answer was heard.
  void takenBack(Utterance answer, long toldMs) {
    var heard = heardMs.getOrDefault(answer.speaker(), 0);
    takenBack.putIfAbsent(answer.speaker(), world.now());
    if (toldMs > heard + FRAME_MS) {
      broken.accept("heard", "the model is told of " + toldMs + " ms, heard were " + heard);
    }
  }

  private long ms(long since) {
    return (world.now() - since) / 1_000_000;
  }
}
