package ava.trial.soak;

import ava.simulator.scenario.Clip;
import java.util.Map;
import java.util.WeakHashMap;

/// How late the simulated Twilio asks callers for their frames, against one frame each 20 ms: what
/// is late here was late before it reached the bridge. Safe for several threads.
public final class Lateness {
  private static final long FRAME = Clip.FRAME_MS * 1_000_000L;
  private static final long LATE = 10_000_000L;

  private final Map<Object, Long> due = new WeakHashMap<>();
  private long frames;
  private long late;
  private long worst;

  synchronized void tick(Object caller) {
    var now = System.nanoTime();
    var expected = due.getOrDefault(caller, now);
    var by = now - expected;
    frames++;
    // a gap of a second is a new stream
    var pause = by > 50 * FRAME;
    if (by > LATE && !pause) {
      late++;
      worst = Math.max(worst, by);
    }
    due.put(caller, (pause ? now : expected) + FRAME);
  }

  public synchronized long frames() {
    return frames;
  }

  /// Frames later than 10 ms.
  public synchronized long late() {
    return late;
  }

  public synchronized long worstMs() {
    return worst / 1_000_000;
  }
}
