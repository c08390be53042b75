package ava.bridge.call;

import java.time.Duration;
import java.time.Instant;
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

  /// When the last of each frame's length came, in milliseconds.
  private final long[] cameAt = new long[ring.length / FRAME];

  private long written;

  /// From where on nobody has heard it.
  private long unheardFrom;

  /// @param audio base64 of mu-law
  void add(String audio, Instant now) {
    var samples = Base64.getDecoder().decode(audio);
    for (var from = Math.max(0, samples.length - ring.length); from < samples.length; ) {
      var at = (int) ((written + from) % ring.length);
      var some = Math.min(samples.length - from, ring.length - at);
      System.arraycopy(samples, from, ring, at, some);
      from += some;
    }
    came(samples.length, now);
  }

  void addSilence(int ms, Instant now) {
    var bytes = Math.min(ms * Playback.BYTES_PER_MS, ring.length);
    for (var n = 0; n < bytes; n++) {
      ring[(int) ((written + n) % ring.length)] = SILENCE;
    }
    came(bytes, now);
  }

  private void came(int bytes, Instant now) {
    var end = written + bytes;
    for (var frame = Math.max(written, end - ring.length) / FRAME; frame * FRAME < end; frame++) {
      cameAt[(int) (frame % cameAt.length)] = now.toEpochMilli();
    }
    written = end;
  }

  /// What comes from now on is unheard, and so is the newest of what there is. A line that stalls
  /// brings the audio of seconds at once, or none: neither its length nor its time alone counts.
  ///
  /// @param last so much of it
  /// @param since and whatever has come since then
  void unheard(Duration last, Instant since) {
    var least = written - last.toMillis() * Playback.BYTES_PER_MS;
    var from = Math.max(0, Math.min(least, cameSince(since)));
    unheardFrom = from - from % FRAME;
  }

  private long cameSince(Instant since) {
    var from = Math.ceilDiv(written, FRAME);
    var oldest = Math.max(0, from - cameAt.length);
    while (from > oldest && cameAt[(int) ((from - 1) % cameAt.length)] > since.toEpochMilli()) {
      from--;
    }
    return Math.min(written, from * FRAME);
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
