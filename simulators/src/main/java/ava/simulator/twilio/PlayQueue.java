package ava.simulator.twilio;

import ava.simulator.scenario.Clip;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What Twilio has been sent and has not played yet: audio and marks in order. Source: Twilio,
/// Media Streams, "mark" and "clear". Not for several threads.
final class PlayQueue {
  private static final long LIMIT = Duration.ofMinutes(10).toMillis() * Clip.BYTES_PER_MS;

  private sealed interface Entry {}

  private static final class Audio implements Entry {
    private final byte[] bytes;
    private int played;

    private Audio(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  private record Mark(String name) implements Entry {}

  /// The sound of 20 ms, and the marks that were reached with it.
  static final class Played {
    private final byte[] frame;
    private final int audible;
    private final List<String> marks;

    private Played(byte[] frame, int audible, List<String> marks) {
      this.frame = frame;
      this.audible = audible;
      this.marks = List.copyOf(marks);
    }

    /// Filled with silence where nothing was queued.
    byte[] frame() {
      return frame;
    }

    /// How many of its bytes were queued audio.
    int audible() {
      return audible;
    }

    List<String> marks() {
      return marks;
    }
  }

  private static final byte[] SILENCE = Clip.silentFrame();
  private static final Played NOTHING = new Played(SILENCE, 0, List.of());

  /// What a `clear` threw away.
  record Cleared(Duration unheard, List<String> marks) {}

  private final Deque<Entry> queue = new ArrayDeque<>();
  private long queuedBytes;

  /// Queues audio; false when the queue is full and the audio is dropped.
  boolean add(byte[] audio) {
    if (queuedBytes + audio.length > LIMIT) {
      return false;
    }
    queue.add(new Audio(audio));
    queuedBytes += audio.length;
    return true;
  }

  /// Queues a mark; true when it is reached at once because no audio is queued.
  boolean mark(String name) {
    if (queuedBytes == 0) {
      return true;
    }
    queue.add(new Mark(name));
    return false;
  }

  Cleared clear() {
    var marks = new ArrayList<String>();
    for (var entry : queue) {
      if (entry instanceof Mark(var name)) {
        marks.add(name);
      }
    }
    var unheard = queued();
    queue.clear();
    queuedBytes = 0;
    return new Cleared(unheard, marks);
  }

  /// Plays 20 ms.
  Played play() {
    if (queue.isEmpty()) {
      return NOTHING;
    }
    var frame = SILENCE.clone();
    var marks = new ArrayList<String>();
    var filled = 0;
    for (var entry = queue.peek(); entry != null; entry = queue.peek()) {
      if (entry instanceof Mark(var name)) {
        marks.add(name);
        queue.remove();
      } else if (entry instanceof Audio audio) {
        if (filled == frame.length) {
          break;
        }
        var count = Math.min(frame.length - filled, audio.bytes.length - audio.played);
        System.arraycopy(audio.bytes, audio.played, frame, filled, count);
        audio.played += count;
        filled += count;
        if (audio.played == audio.bytes.length) {
          queue.remove();
        }
      }
    }
    queuedBytes -= filled;
    return new Played(frame, filled, marks);
  }

  Duration queued() {
    return Duration.ofMillis(queuedBytes / Clip.BYTES_PER_MS);
  }
}
