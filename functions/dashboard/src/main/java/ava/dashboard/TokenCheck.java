package ava.dashboard;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the tokens that the issuer gave us: RS256 by a key that it publishes, its name, us as the
/// one they are for, and what they are to be used for. Its clock may be a minute from ours, either
/// way: for the end, and for the time of issue, too. Source: OpenID Connect Core 1.0, 3.1.3.7. Safe
/// for use by several threads.
final class TokenCheck {
  private static final int SKEW_SECONDS = 60;
  private static final int KEYS_WITHIN_MS = 1_000;
  private static final int LARGEST_KEYS = 50 * 1024;
  private static final long KEYS_KEPT_MS = 3_600_000;
  private static final long KEYS_ASKED_EVERY_MS = 30_000;
  private static final Set<String> ALWAYS = Set.of("sub", "exp", "iat", "auth_time");

  private final Clock clock;
  private final DefaultJWTProcessor<SecurityContext> access;
  private final DefaultJWTProcessor<SecurityContext> id;

  TokenCheck(SignInSettings settings, Clock clock) {
    this(settings, clock, keys(settings));
  }

  /// @param published the keys that are trusted
  TokenCheck(SignInSettings settings, Clock clock, JWKSource<SecurityContext> published) {
    this.clock = clock;
    var keys = new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, published);
    var issued = new JWTClaimsSet.Builder().issuer(settings.issuer().toString()).build();
    this.access =
        processor(
            keys,
            null,
            new JWTClaimsSet.Builder(issued)
                .claim("token_use", "access")
                .claim("client_id", settings.client())
                .build());
    this.id =
        processor(
            keys,
            settings.client(),
            new JWTClaimsSet.Builder(issued).claim("token_use", "id").build());
  }

  private DefaultJWTProcessor<SecurityContext> processor(
      JWSVerificationKeySelector<SecurityContext> keys,
      @org.jspecify.annotations.Nullable String audience,
      JWTClaimsSet exactly) {
    var verifier =
        new DefaultJWTClaimsVerifier<SecurityContext>(audience, exactly, ALWAYS) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    verifier.setMaxClockSkew(SKEW_SECONDS);
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(keys);
    processor.setJWTClaimsSetVerifier(verifier);
    return processor;
  }

  private static JWKSource<SecurityContext> keys(SignInSettings settings) {
    try {
      // resolve would drop the pool from the path
      var address = new java.net.URI(settings.issuer() + "/.well-known/jwks.json").toURL();
      var retriever = new DefaultResourceRetriever(KEYS_WITHIN_MS, KEYS_WITHIN_MS, LARGEST_KEYS);
      // no refresh ahead: Lambda would freeze its thread
      return JWKSourceBuilder.<SecurityContext>create(address, retriever)
          .cache(KEYS_KEPT_MS, 5L * KEYS_WITHIN_MS)
          .refreshAheadCache(false)
          .rateLimited(KEYS_ASKED_EVERY_MS)
          .retrying(true)
          .build();
    } catch (MalformedURLException | java.net.URISyntaxException e) {
      throw new IllegalArgumentException("no issuer", e);
    }
  }

  /// The claims of an ID token as texts.
  ///
  /// @param nonce with which we asked for it
  /// @throws SignInException when it is none of ours, or its keys are not told
  Map<String, String> id(String token, String nonce) {
    var claims = read(id, token);
    if (nonce.isEmpty() || !nonce.equals(claims.get("nonce"))) {
      throw SignInException.refused("nonce");
    }
    return claims;
  }

  /// The claims of an access token as texts.
  ///
  /// @throws SignInException as above
  Map<String, String> access(String token) {
    return read(access, token);
  }

  private Map<String, String> read(DefaultJWTProcessor<SecurityContext> processor, String token) {
    try {
      var jwt = SignedJWT.parse(token);
      var claims = processor.process(jwt, null);
      var latest = clock.instant().plus(Duration.ofSeconds(SKEW_SECONDS));
      if (claims.getIssueTime().toInstant().isAfter(latest)) {
        throw SignInException.refused("issued in the future");
      }
      var texts = new HashMap<String, String>();
      jwt.getPayload().toJSONObject().forEach((name, value) -> texts.put(name, text(value)));
      return texts;
    } catch (ParseException | BadJOSEException e) {
      throw SignInException.refused("token", e);
    } catch (JOSEException e) {
      throw SignInException.away(e);
    }
  }

  /// Written as API Gateway writes them.
  private static String text(Object value) {
    return value instanceof List<?> many
        ? many.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"))
        : String.valueOf(value);
  }
}
