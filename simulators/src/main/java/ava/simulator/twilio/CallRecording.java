package ava.simulator.twilio;

import ava.simulator.scenario.MuLaw;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The sound of a call as both sides heard it at the time they heard it: caller left, Ava right.
/// Safe for several threads.
public final class CallRecording {
  private static final int RATE = 8000;
  private static final int HEADER = 44;

  private final List<byte[]> caller = new ArrayList<>();
  private final List<byte[]> ava = new ArrayList<>();

  /// Adds as much of both sides. Nobody may change it any more: most recordings are never heard,
  /// and nothing is copied before.
  synchronized void add(byte[] callerFrame, byte[] avaFrame) {
    caller.add(callerFrame);
    ava.add(avaFrame);
  }

  public synchronized Duration length() {
    return Duration.ofMillis(caller.stream().mapToLong(frame -> frame.length).sum() * 1000 / RATE);
  }

  /// What the caller said, as mu-law.
  public synchronized byte[] callerAudio() {
    return joined(caller);
  }

  /// What the caller heard of Ava, as mu-law.
  public synchronized byte[] avaAudio() {
    return joined(ava);
  }

  private static byte[] joined(List<byte[]> frames) {
    var sound = new ByteArrayOutputStream();
    frames.forEach(sound::writeBytes);
    return sound.toByteArray();
  }

  /// A WAV file: 16-bit PCM, 8 kHz, stereo.
  public byte[] wav() {
    var left = callerAudio();
    var right = avaAudio();
    var bytes = 4 * left.length;
    var wav = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
    wav.put(ascii("RIFF")).putInt(HEADER - 8 + bytes).put(ascii("WAVE"));
    wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 2);
    wav.putInt(RATE).putInt(RATE * 4).putShort((short) 4).putShort((short) 16);
    wav.put(ascii("data")).putInt(bytes);
    for (var index = 0; index < left.length; index++) {
      wav.putShort(MuLaw.decode(left[index])).putShort(MuLaw.decode(right[index]));
    }
    return wav.array();
  }

  public void write(Path file) {
    try {
      Files.write(file, wav());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
