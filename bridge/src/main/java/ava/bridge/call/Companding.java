package ava.bridge.call;

/// Sound as the telephone carries it: µ-law at 8 kHz. Source: ITU-T G.711.
public final class Companding {
  private static final int LOUDEST = 32_635;

  private Companding() {}

  /// @param sample of 16 bits, linear
  public static byte muLaw(int sample) {
    var sign = sample < 0 ? 0x80 : 0;
    var magnitude = Math.min(Math.abs(sample), LOUDEST) + 132;
    var exponent = 24 - Integer.numberOfLeadingZeros(magnitude);
    var mantissa = (magnitude >> (exponent + 3)) & 0x0F;
    return (byte) ~(sign | (exponent << 4) | mantissa);
  }
}
