package ava.local.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.text.ParseException;
import java.util.stream.Stream;

/// Keys that were made once and for all: to find the primes takes seconds.
final class KnownKeys {
  private static final JWKSet ALL = all();

  static final IssuerKeys OURS = named("a-1", "a-2");
  static final IssuerKeys FOREIGN = named("b-1", "b-2");

  private KnownKeys() {}

  private static IssuerKeys named(String... ids) {
    return new IssuerKeys(Stream.of(ids).map(id -> (RSAKey) ALL.getKeyByKeyId(id)).toList());
  }

  private static JWKSet all() {
    try (var file = KnownKeys.class.getResourceAsStream("keys.jwks")) {
      return JWKSet.load(file);
    } catch (IOException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }
}
