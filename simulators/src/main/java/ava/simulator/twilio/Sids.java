package ava.simulator.twilio;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Makes Twilio's ids: two letters and 32 hex digits. Safe for several threads.
final class Sids {
  private static final int BYTES = 16;

  private final SecureRandom random = new SecureRandom();

  String next(String prefix) {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return prefix + HexFormat.of().formatHex(bytes);
  }
}
