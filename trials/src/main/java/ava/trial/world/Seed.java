package ava.trial.world;

import java.util.SplittableRandom;

/// Where all chance of a world comes from. Each purpose of each actor has a stream of its own, so
/// that one draw more or less in one place changes nothing in another.
public record Seed(long value) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /// @param purpose what is drawn, such as `latency`
  /// @param actor whose chance it is
  SplittableRandom stream(String purpose, long actor) {
    return new SplittableRandom(mix(mix(value, purpose.hashCode()), actor));
  }

  /// The seed of one of many worlds.
  public Seed child(long number) {
    return new Seed(mix(value, number));
  }

  /// Scatters two numbers over all 64 bits. Source: Steele, Lea, Flood, "Fast splittable
  /// pseudorandom number generators" (variant 13 of Stafford's).
  static long mix(long a, long b) {
    var z = a + GOLDEN * (b + 1);
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
