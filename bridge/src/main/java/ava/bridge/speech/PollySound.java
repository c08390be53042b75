package ava.bridge.speech;

import ava.bridge.call.Companding;
import java.nio.ByteBuffer;
import java.util.Optional;
import software.amazon.awssdk.services.polly.model.OutputFormat;

/// The sound of one request as it comes, made into µ-law where it is PCM of 16 bits, the low byte
/// first. Thread: the loop's.
final class PollySound {
  /// Nobody speaks 27 letters a second: less sound than that is a broken answer. The client takes a
  /// stream that is reset for one that ends, and one that is reset late is not noticed.
  private static final int LEAST_BYTES_PER_LETTER = 300;

  private final OutputFormat format;
  private Optional<Byte> half = Optional.empty();

  PollySound(OutputFormat format) {
    this.format = format;
  }

  /// Whether so much sound may be all of a text's.
  static boolean mayBeAll(long bytes, String text) {
    return bytes >= (long) text.length() * LEAST_BYTES_PER_LETTER;
  }

  OutputFormat format() {
    return format;
  }

  /// A sample may come in two parts.
  byte[] muLaw(byte[] part) {
    if (format != OutputFormat.PCM) {
      return part;
    }
    var samples = ByteBuffer.allocate(part.length + 1);
    half.ifPresent(samples::put);
    samples.put(part).flip();
    var made = new byte[samples.remaining() / 2];
    for (var n = 0; n < made.length; n++) {
      made[n] = Companding.muLaw((samples.get() & 0xFF) | samples.get() << 8);
    }
    half = samples.hasRemaining() ? Optional.of(samples.get()) : Optional.empty();
    return made;
  }
}
