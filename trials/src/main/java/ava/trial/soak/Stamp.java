package ava.trial.soak;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MuLaw;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// What a frame of 20 ms says of itself, in its first half: bits as the two bytes of mu-law that
/// mean about nothing, so that a stamped frame of silence is still silent. The second half is the
/// sound.
///
/// @param source who speaks: a call, or a session of the model
/// @param sentence which sentence, from 1; 0 is silence
/// @param index which frame
/// @param total how many there are, when that is known
public record Stamp(int source, int sentence, int index, int total) {
  private static final byte ONE = (byte) 0xFE;
  private static final int[] WIDTHS = {16, 16, 16, 16};
  private static final int MAGIC = 0b1011_0010;
  private static final int MAGIC_WIDTH = 8;
  private static final int BYTES = MAGIC_WIDTH + 4 * 16;
  private static final int BASE64_STAMP = BYTES / 3 * 4;
  private static final int BASE64_FRAME = (Clip.FRAME + 2) / 3 * 4;

  /// A loud hum: enough of it to be heard as speech.
  private static final byte[] SOUND = sound();

  private static byte[] sound() {
    var sound = new byte[Clip.FRAME - BYTES];
    for (var at = 0; at < sound.length; at++) {
      sound[at] = MuLaw.encode((int) (9_000 * Math.sin(2 * Math.PI * 250 * at / 8_000)));
    }
    return sound;
  }

  /// The frame.
  public byte[] frame() {
    var frame = new byte[Clip.FRAME];
    Arrays.fill(frame, MuLaw.SILENCE);
    var at = write(frame, 0, MAGIC, MAGIC_WIDTH);
    var values = new int[] {source, sentence, index, total};
    for (var field = 0; field < values.length; field++) {
      at = write(frame, at, values[field], WIDTHS[field]);
    }
    if (sentence > 0) {
      System.arraycopy(SOUND, 0, frame, BYTES, SOUND.length);
    }
    return frame;
  }

  private static int write(byte[] frame, int from, int value, int width) {
    for (var bit = 0; bit < width; bit++) {
      if ((value >> (width - 1 - bit) & 1) == 1) {
        frame[from + bit] = ONE;
      }
    }
    return from + width;
  }

  /// Reads a frame in base64, without its sound; empty when it has no stamp.
  public static Optional<Stamp> read(String text, int from, int to) {
    if (to - from < BASE64_FRAME) {
      return Optional.empty();
    }
    var stamp = text.substring(from, from + BASE64_STAMP).getBytes(ISO_8859_1);
    return stamp(Base64.getDecoder().decode(stamp), 0);
  }

  /// Reads the frame that begins here; empty when it has no stamp.
  public static Optional<Stamp> read(byte[] audio, int from) {
    return from + Clip.FRAME > audio.length ? Optional.empty() : stamp(audio, from);
  }

  private static Optional<Stamp> stamp(byte[] audio, int from) {
    if (value(audio, from, MAGIC_WIDTH) != MAGIC) {
      return Optional.empty();
    }
    var at = from + MAGIC_WIDTH;
    var values = new int[WIDTHS.length];
    for (var field = 0; field < values.length; field++) {
      values[field] = value(audio, at, WIDTHS[field]);
      if (values[field] < 0) {
        return Optional.empty();
      }
      at += WIDTHS[field];
    }
    return Optional.of(new Stamp(values[0], values[1], values[2], values[3]));
  }

  /// -1 when a byte is no bit.
  private static int value(byte[] audio, int from, int width) {
    var value = 0;
    for (var bit = 0; bit < width; bit++) {
      var one = audio[from + bit];
      if (one != ONE && one != MuLaw.SILENCE) {
        return -1;
      }
      value = value << 1 | (one == ONE ? 1 : 0);
    }
    return value;
  }
}
