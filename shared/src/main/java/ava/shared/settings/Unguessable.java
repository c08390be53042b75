package ava.shared.settings;

import java.security.SecureRandom;
import java.util.Base64;

/// Texts that nobody can guess, fit for addresses and cookies. Safe for use by several threads.
public final class Unguessable {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private Unguessable() {}

  /// Another one each time, of 256 random bits: 43 characters of base64url.
  public static String next() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return base64(bytes);
  }

  /// Base64url without padding. Source: RFC 4648, 5.
  public static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
