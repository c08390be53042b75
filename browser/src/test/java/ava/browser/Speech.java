package ava.browser;

import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MuLaw;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// What somebody says into a microphone, sentence by sentence.
final class Speech {
  private static final int RATE = 8000;
  private static final int WINDOW = 75;

  private final List<Clip> parts = new ArrayList<>();

  /// Says nothing for a while.
  Speech waits(Duration length) {
    parts.add(Clip.silence(length));
    return this;
  }

  Speech says(Clip sentence) {
    parts.add(sentence);
    return this;
  }

  /// Writes it as a microphone's file. Silence ends it, since Chromium's microphone repeats the
  /// last bit for ever.
  Path write(Path wav) {
    parts.add(Clip.silence(Duration.ofSeconds(2)));
    var sound = Clip.join(parts).bytes();
    var samples = ByteBuffer.allocate(2 * sound.length).order(ByteOrder.LITTLE_ENDIAN);
    for (var code : sound) {
      samples.putShort(MuLaw.decode(code));
    }
    var format = new AudioFormat(RATE, Short.SIZE, 1, true, false);
    try (var audio =
        new AudioInputStream(new ByteArrayInputStream(samples.array()), format, sound.length)) {
      AudioSystem.write(audio, AudioFileFormat.Type.WAVE, wav.toFile());
      return wav;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// How alike the loudness of two sounds runs over a second and a half, where they fit best: 1 for
  /// the same. Not over the whole, for a busy machine loses sound between microphone and page.
  static double likeness(byte[] heard, byte[] said) {
    var a = loudness(heard);
    var b = loudness(said);
    var best = -1.0;
    for (var from = 0; from + WINDOW <= b.length; from += WINDOW / 5) {
      var part = Arrays.copyOfRange(b, from, from + WINDOW);
      for (var shift = 0; shift + WINDOW <= a.length; shift++) {
        best = Math.max(best, correlation(a, shift, part));
      }
    }
    return best;
  }

  private static double[] loudness(byte[] sound) {
    var levels = new double[sound.length / Clip.FRAME];
    for (var frame = 0; frame < levels.length; frame++) {
      var from = frame * Clip.FRAME;
      levels[frame] = Math.log(1 + MuLaw.level(sound, from, from + Clip.FRAME));
    }
    return levels;
  }

  private static double correlation(double[] a, int shift, double[] b) {
    var meanA = 0.0;
    var meanB = 0.0;
    for (var index = 0; index < b.length; index++) {
      meanA += a[shift + index] / b.length;
      meanB += b[index] / b.length;
    }
    var both = 0.0;
    var squaresA = 0.0;
    var squaresB = 0.0;
    for (var index = 0; index < b.length; index++) {
      var fromA = a[shift + index] - meanA;
      var fromB = b[index] - meanB;
      both += fromA * fromB;
      squaresA += fromA * fromA;
      squaresB += fromB * fromB;
    }
    return both / Math.sqrt(Math.max(1e-9, squaresA * squaresB));
  }
}
