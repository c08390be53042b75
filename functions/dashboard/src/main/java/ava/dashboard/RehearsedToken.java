package ava.dashboard;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/// A token that an issuer of nobody's signed once, by a key whose private half was thrown away. It
/// lets nobody in: its key is trusted here alone, and its hour is long over.
final class RehearsedToken {
  private static final URI NOBODY = URI.create("https://rehearsal.invalid");
  private static final SignInSettings SETTINGS =
      new SignInSettings(NOBODY, NOBODY, "rehearsal", NOBODY);
  private static final Clock IN_ITS_HOUR =
      Clock.fixed(Instant.parse("2026-01-05T09:30:00Z"), ZoneOffset.UTC);

  private RehearsedToken() {}

  /// Reads it as one of an owner's, so that the first real one meets loaded classes. Asks nobody:
  /// keys that are carried across a snapshot may be old ones.
  ///
  /// @return its claims
  static Map<String, String> read() {
    try {
      var keys = new ImmutableJWKSet<SecurityContext>(JWKSet.parse(file("rehearsal.jwks")));
      return new TokenCheck(SETTINGS, IN_ITS_HOUR, keys).access(file("rehearsal.jwt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ParseException e) {
      throw new IllegalStateException("the key of a rehearsal", e);
    }
  }

  private static String file(String name) throws IOException {
    try (var stream = RehearsedToken.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new FileNotFoundException(name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
  }
}
