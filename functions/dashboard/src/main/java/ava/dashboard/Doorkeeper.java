package ava.dashboard;

import ava.shared.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/// HTTP Basic authentication (RFC 7617) of the one user `ava`. Takes constant time in what is
/// compared. Safe for use by several threads.
final class Doorkeeper {
  private static final String SCHEME = "basic ";
  private static final int LONGEST = 1_000;

  private final Optional<Secret> password;

  Doorkeeper(Optional<Secret> password) {
    this.password = password;
  }

  enum Verdict {
    WELCOME,
    REFUSED,
    /// No password was ever set, so nobody can be let in.
    CLOSED
  }

  /// @param authorization the header's value, empty when it is missing
  Verdict check(String authorization) {
    var expected = password.map(Secret::value).filter(value -> !value.isBlank());
    if (expected.isEmpty()) {
      return Verdict.CLOSED;
    }
    var given = credentials(authorization);
    return MessageDigest.isEqual(digest("ava:" + expected.get()), digest(given))
        ? Verdict.WELCOME
        : Verdict.REFUSED;
  }

  private static String credentials(String authorization) {
    if (authorization.length() > LONGEST
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return "";
    }
    try {
      var base64 = authorization.substring(SCHEME.length()).strip();
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return "";
    }
  }

  /// Digests have one length, so that the comparison does not tell the password's.
  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
