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

/// The sound of a call as both sides heard it at the time they heard it: caller left, Ava right.
/// Safe for several threads.
public final class CallRecording {
  private static final int RATE = 8000;
  private static final int HEADER = 44;

  private final ByteArrayOutputStream caller = new ByteArrayOutputStream();
  private final ByteArrayOutputStream ava = new ByteArrayOutputStream();

  /// Adds as much of both sides.
  synchronized void add(byte[] callerFrame, byte[] avaFrame) {
    caller.writeBytes(callerFrame);
    ava.writeBytes(avaFrame);
  }

  public synchronized Duration length() {
    return Duration.ofMillis(caller.size() * 1000L / RATE);
  }

  /// What the caller said, as mu-law.
  public synchronized byte[] callerAudio() {
    return caller.toByteArray();
  }

  /// What the caller heard of Ava, as mu-law.
  public synchronized byte[] avaAudio() {
    return ava.toByteArray();
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
