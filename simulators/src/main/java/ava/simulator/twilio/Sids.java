package ava.simulator.twilio;

import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes a call's ids. Belongs to the loop.
final class Sids {
  private static final HexFormat HEX = HexFormat.of();

  private final RandomGenerator random;

  Sids(RandomGenerator random) {
    this.random = random;
  }

  /// Twilio's: two letters and 32 hex digits.
  String next(String prefix) {
    return prefix + HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
  }

  /// What tells a repeated request from another.
  String token() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
