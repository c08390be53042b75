package ava.bridge.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// The caller's newest audio, for a session that must hear it again. Holds as much as [#LONGEST],
/// in memory that is taken once. Not for several threads.
final class RecentAudio {
  static final Duration LONGEST = Duration.ofSeconds(10);

  /// How long he may speak before the model says so. More would bring the end of his last sentence
  /// again.
  static final Duration UNDETECTED = Duration.ofMillis(700);

  /// A caller's frame: half of one, heard again, is a sound that nobody made.
  private static final int FRAME = 20 * Playback.BYTES_PER_MS;

  private static final int PIECE = 200 * Playback.BYTES_PER_MS;
  private static final byte SILENCE = (byte) 0xFF;

  private final byte[] ring = new byte[(int) LONGEST.toMillis() * Playback.BYTES_PER_MS];
  private long written;

  /// From where on nobody has heard it.
  private long unheardFrom;

  /// @param audio base64 of mu-law
  void add(String audio) {
    var samples = Base64.getDecoder().decode(audio);
    for (var from = Math.max(0, samples.length - ring.length); from < samples.length; ) {
      var at = (int) ((written + from) % ring.length);
      var some = Math.min(samples.length - from, ring.length - at);
      System.arraycopy(samples, from, ring, at, some);
      from += some;
    }
    written += samples.length;
  }

  void addSilence(int ms) {
    var bytes = Math.min((long) ms * Playback.BYTES_PER_MS, ring.length);
    for (var n = 0; n < bytes; n++) {
      ring[(int) (written++ % ring.length)] = SILENCE;
    }
  }

  /// What comes from now on is unheard, and so is the newest of what there is. It is the audio that
  /// counts, not the time: a line that stalls brings the audio of seconds at once, or none.
  void unheard(Duration last) {
    var from = Math.max(0, written - last.toMillis() * Playback.BYTES_PER_MS);
    unheardFrom = from - from % FRAME;
  }

  /// What is unheard in its order, as far as it is there; at first all of it.
  List<Effect.Append> unheard() {
    var pieces = new ArrayList<Effect.Append>();
    for (var from = Math.max(unheardFrom, written - ring.length); from < written; from += PIECE) {
      pieces.add(piece(from, Math.min(written, from + PIECE)));
    }
    return pieces;
  }

  private Effect.Append piece(long from, long to) {
    var bytes = new byte[(int) (to - from)];
    for (var at = from; at < to; at++) {
      bytes[(int) (at - from)] = ring[(int) (at % ring.length)];
    }
    return new Effect.Append(Base64.getEncoder().encodeToString(bytes));
  }
}
