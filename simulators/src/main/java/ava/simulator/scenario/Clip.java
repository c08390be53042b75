package ava.simulator.scenario;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// A piece of speech: mu-law, 8 kHz, mono, 8 bytes a millisecond. Immutable.
public final class Clip {
  /// Bytes in a millisecond.
  public static final int BYTES_PER_MS = 8;

  /// How long the frame sounds that a telephone network carries.
  public static final int FRAME_MS = 20;

  /// Bytes in a frame.
  public static final int FRAME = FRAME_MS * BYTES_PER_MS;

  private static final double HIGH_PASS = 0.95;
  private static final int FADE = 10 * BYTES_PER_MS;
  private static final double AUDIBLE = 450;
  private static final int TONE_MS_PER_CHARACTER = 65;

  private final byte[] audio;

  private Clip(byte[] audio) {
    this.audio = audio;
  }

  public static Clip of(byte[] audio) {
    return new Clip(audio.clone());
  }

  /// A frame in which nothing is said.
  public static byte[] silentFrame() {
    return silence(Duration.ofMillis(FRAME_MS)).bytes();
  }

  public static Clip silence(Duration length) {
    var audio = new byte[Math.toIntExact(length.toMillis() * BYTES_PER_MS)];
    Arrays.fill(audio, MuLaw.SILENCE);
    return new Clip(audio);
  }

  /// A hum with the rhythm of syllables, as long as the text would take to say: the voice of a
  /// sentence that nobody recorded.
  public static Clip hum(String text) {
    var length = Math.max(1, text.strip().length()) * TONE_MS_PER_CHARACTER * BYTES_PER_MS;
    var audio = new byte[length];
    var pitch = 170 + Math.floorMod(text.hashCode(), 40);
    for (var index = 0; index < length; index++) {
      var seconds = index / 8000.0;
      var syllable = 0.55 + 0.45 * Math.sin(2 * Math.PI * 4 * seconds);
      var phase = 2 * Math.PI * (pitch + 3.3 * seconds) * seconds;
      var tone = Math.sin(phase) + 0.4 * Math.sin(3 * phase);
      audio[index] = MuLaw.encode((int) (5000 * syllable * tone));
    }
    return new Clip(audio);
  }

  /// One clip after the other.
  public static Clip join(List<Clip> clips) {
    var joined = new ByteArrayOutputStream();
    clips.forEach(clip -> joined.writeBytes(clip.audio));
    return new Clip(joined.toByteArray());
  }

  /// Without an offset from the middle line, as recordings of old telephone equipment have it. The
  /// filter (high pass, 64 Hz) runs backwards: the offset that such a recording begins with fades
  /// away in time, and a filter that starts with it would ring.
  public Clip centred() {
    var centred = new byte[audio.length];
    var before = audio.length == 0 ? 0 : MuLaw.decode(audio[audio.length - 1]);
    var filtered = 0.0;
    for (var index = audio.length - 1; index >= 0; index--) {
      var sample = MuLaw.decode(audio[index]);
      filtered = sample - before + HIGH_PASS * filtered;
      before = sample;
      centred[index] = MuLaw.encode((int) Math.round(filtered));
    }
    return new Clip(centred);
  }

  /// Without clicks at its edges.
  public Clip faded() {
    var faded = audio.clone();
    for (var index = 0; index < Math.min(FADE, audio.length / 2); index++) {
      var behind = audio.length - 1 - index;
      faded[index] = MuLaw.encode(MuLaw.decode(audio[index]) * index / FADE);
      faded[behind] = MuLaw.encode(MuLaw.decode(audio[behind]) * index / FADE);
    }
    return new Clip(faded);
  }

  /// Without the silence before and behind.
  public Clip trimmed() {
    var step = FRAME / 2;
    var from = 0;
    while (from + step < audio.length && MuLaw.level(audio, from, from + step) < AUDIBLE) {
      from += step;
    }
    var to = audio.length;
    while (to - step > from && MuLaw.level(audio, to - step, to) < AUDIBLE) {
      to -= step;
    }
    return new Clip(Arrays.copyOfRange(audio, from, to));
  }

  public byte[] bytes() {
    return audio.clone();
  }

  public Duration length() {
    return Duration.ofMillis(audio.length / BYTES_PER_MS);
  }

  /// How many frames of 20 ms it takes, the last one filled with silence.
  public int frames() {
    return (audio.length + FRAME - 1) / FRAME;
  }

  /// A frame of 20 ms, filled with silence at the end.
  public byte[] frame(int index) {
    var from = index * FRAME;
    var frame = Arrays.copyOfRange(audio, from, from + FRAME);
    if (audio.length < from + FRAME) {
      Arrays.fill(frame, audio.length - from, FRAME, MuLaw.SILENCE);
    }
    return frame;
  }
}
