package ava.simulator.scenario;

/// G.711 mu-law, one byte a sample, as both Twilio and the model carry it. Source: ITU-T G.711.
public final class MuLaw {
  /// The byte that means no sound.
  public static final byte SILENCE = (byte) 0xFF;

  private static final int BIAS = 0x84;
  private static final int LIMIT = 32_635;
  private static final short[] DECODED = new short[256];
  private static final int[] SQUARES = new int[256];

  static {
    for (var code = 0; code < DECODED.length; code++) {
      var bits = ~code & 0xFF;
      var magnitude = ((((bits & 0x0F) << 3) + BIAS) << ((bits & 0x70) >> 4)) - BIAS;
      DECODED[code] = (short) ((bits & 0x80) == 0 ? magnitude : -magnitude);
      SQUARES[code] = magnitude * magnitude;
    }
  }

  private MuLaw() {}

  /// The 16-bit sample that a byte stands for.
  public static short decode(byte code) {
    return DECODED[code & 0xFF];
  }

  /// The nearest byte for a 16-bit sample.
  public static byte encode(int sample) {
    var sign = sample < 0 ? 0x80 : 0;
    var magnitude = Math.min(Math.abs(sample), LIMIT) + BIAS;
    var exponent = 31 - Integer.numberOfLeadingZeros(magnitude) - 7;
    var mantissa = (magnitude >> (exponent + 3)) & 0x0F;
    return (byte) ~(sign | (exponent << 4) | mantissa);
  }

  /// The root mean square of some samples, 0 to 32767; 0 for none.
  public static double level(byte[] audio, int from, int to) {
    if (to <= from) {
      return 0;
    }
    var sum = 0L;
    for (var index = from; index < to; index++) {
      sum += SQUARES[audio[index] & 0xFF];
    }
    return Math.sqrt((double) sum / (to - from));
  }
}
