package ava.local.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.UUID;

/// The keys that sign tokens: two, as Cognito publishes, of which the first is in use. Safe for
/// several threads.
record IssuerKeys(List<RSAKey> keys) {
  private static final int BITS = 2048;

  static IssuerKeys made() {
    return new IssuerKeys(List.of(key(), key()));
  }

  private static RSAKey key() {
    try {
      var id = UUID.randomUUID().toString();
      return new RSAKeyGenerator(BITS)
          .keyID(id)
          .keyUse(KeyUse.SIGNATURE)
          .algorithm(JWSAlgorithm.RS256)
          .generate();
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  /// @throws ParseException when the text is no set of RSA keys
  static IssuerKeys parse(String jwks) throws ParseException {
    return new IssuerKeys(JWKSet.parse(jwks).getKeys().stream().map(key -> (RSAKey) key).toList());
  }

  /// With the private parts.
  String secret() {
    return new JWKSet(List.copyOf(keys)).toString(false);
  }

  /// What everybody may know.
  String published() {
    return new JWKSet(List.copyOf(keys)).toString();
  }

  String sign(JWTClaimsSet claims) {
    try {
      var key = keys.getFirst();
      var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
      var token = new SignedJWT(header, claims);
      token.sign(new RSASSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("our own key does not sign", e);
    }
  }
}
