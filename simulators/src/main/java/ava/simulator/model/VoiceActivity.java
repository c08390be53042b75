package ava.simulator.model;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MuLaw;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The input audio buffer with `server_vad`: finds speech by the energy of the audio. Time is the
/// amount of audio received, never the clock. Not for several threads.
final class VoiceActivity {
  /// @param threshold 0 to 1
  record Tuning(double threshold, int prefixMs, int silenceMs) {}

  sealed interface Change {
    /// @param atMs with the prefix before the first sound
    record Started(long atMs) implements Change {}

    /// @param turn the sound of the turn, its prefix included; the buffer is empty then
    record Stopped(long atMs, Clip turn) implements Change {}
  }

  private static final int FRAMES_TO_START = 3;
  private static final double QUIETEST = 100;
  private static final double THRESHOLD_RANGE = 500;

  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private byte[] buffer = new byte[16_000];
  private int buffered;
  private long heardMs;
  private boolean speaking;
  private int loud;
  private int quietMs;
  private long heldUntilMs;

  long heardMs() {
    return heardMs;
  }

  boolean speaking() {
    return speaking;
  }

  /// Takes audio into the buffer without looking for speech.
  void keep(byte[] audio) {
    append(audio, 0, audio.length);
    heardMs += audio.length / Clip.BYTES_PER_MS;
  }

  /// Takes audio into the buffer; says where speech starts and stops in it.
  List<Change> hear(byte[] audio, Tuning tuning) {
    var bytes = withPartial(audio);
    var changes = List.<Change>of();
    var from = 0;
    for (; from + Clip.FRAME <= bytes.length; from += Clip.FRAME) {
      var change = hear(bytes, from, tuning);
      if (change.isPresent()) {
        changes = new ArrayList<>(changes);
        changes.add(change.get());
      }
    }
    partial.write(bytes, from, bytes.length - from);
    return changes;
  }

  private byte[] withPartial(byte[] audio) {
    if (partial.size() == 0) {
      return audio;
    }
    partial.writeBytes(audio);
    var whole = partial.toByteArray();
    partial.reset();
    return whole;
  }

  private Optional<Change> hear(byte[] audio, int from, Tuning tuning) {
    var to = from + Clip.FRAME;
    append(audio, from, to);
    heardMs += Clip.FRAME_MS;
    var sound = MuLaw.level(audio, from, to) > QUIETEST + THRESHOLD_RANGE * tuning.threshold();
    loud = sound ? loud + 1 : 0;
    quietMs = sound ? 0 : quietMs + Clip.FRAME_MS;
    if (!speaking) {
      var kept = tuning.prefixMs() + FRAMES_TO_START * Clip.FRAME_MS;
      forgetAllBut(kept * Clip.BYTES_PER_MS);
      if (loud >= FRAMES_TO_START) {
        speaking = true;
        return Optional.of(new Change.Started(Math.max(0, heardMs - kept)));
      }
    } else if (quietMs >= tuning.silenceMs() && heardMs >= heldUntilMs) {
      speaking = false;
      loud = 0;
      return Optional.of(new Change.Stopped(heardMs, Clip.of(take())));
    }
    return Optional.empty();
  }

  /// Takes whatever comes for speech, for so long.
  void holdOn(Duration length) {
    heldUntilMs = heardMs + length.toMillis();
  }

  /// The audio of the turn; the buffer is empty then.
  byte[] take() {
    var taken = Arrays.copyOf(buffer, buffered);
    buffered = 0;
    return taken;
  }

  int bufferedMs() {
    return buffered / Clip.BYTES_PER_MS;
  }

  void clear() {
    buffered = 0;
    partial.reset();
    speaking = false;
    loud = 0;
    quietMs = 0;
    heldUntilMs = 0;
  }

  private void append(byte[] audio, int from, int to) {
    var length = to - from;
    if (buffered + length > buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * (buffered + length));
    }
    System.arraycopy(audio, from, buffer, buffered, length);
    buffered += length;
  }

  private void forgetAllBut(int bytes) {
    var surplus = buffered - bytes;
    if (surplus > 0) {
      System.arraycopy(buffer, surplus, buffer, 0, bytes);
      buffered = bytes;
    }
  }
}
