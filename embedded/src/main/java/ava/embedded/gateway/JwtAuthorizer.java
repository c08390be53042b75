package ava.embedded.gateway;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The JWT authorizer of an HTTP API. It takes RSA signatures of a key that the issuer publishes
/// and the token names; the issuer; `aud` or, without one, `client_id`; `exp`, `nbf` and `iat`
/// against the clock, to the second, as AWS documents no leeway; then one of the scopes. A token
/// that is none, or of an unknown key, is refused with 401; one without a scope with 403; while the
/// issuer cannot be asked, nobody is let in (503). Source: AWS, "Control access to HTTP APIs with
/// JWT authorizers". Safe for use by several threads; asks the issuer on the caller's.
public final class JwtAuthorizer {
  private static final Logger LOG = LoggerFactory.getLogger(JwtAuthorizer.class);
  private static final Set<JWSAlgorithm> RSA =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);
  private static final String SCHEME = "bearer ";
  private static final int LONGEST = 10_000;

  private static final int KEYS_WITHIN_MS = 1_000;
  private static final int LARGEST_KEYS = 50 * 1024;
  private static final long KEYS_KEPT_MS = 3_600_000;
  private static final long KEYS_ASKED_EVERY_MS = 30_000;

  private final JWKSource<SecurityContext> keys;
  private final DefaultJWTProcessor<SecurityContext> tokens = new DefaultJWTProcessor<>();
  private final String issuer;
  private final String audience;
  private final Set<String> scopes;
  private final Clock clock;

  /// Whether the issuer ever told its keys: after that an unknown key is the token's fault.
  private volatile boolean told;

  /// What the token is.
  sealed interface Verdict {}

  /// @param claims as a function sees them
  record Admitted(Map<String, String> claims, List<String> scopes) implements Verdict {}

  /// @param challenge the header `WWW-Authenticate`, empty for none
  record Refused(int status, String message, String challenge) implements Verdict {}

  /// @param issuer as the tokens name it; its keys are below `/.well-known/jwks.json`
  /// @param audience who the tokens are for
  /// @param scopes one of which a token must have
  public JwtAuthorizer(URI issuer, String audience, Set<String> scopes, Clock clock) {
    this.issuer = issuer.toString();
    this.audience = audience;
    this.scopes = scopes;
    this.clock = clock;
    this.keys = keys(issuer);
    tokens.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            RSA,
            (selector, context) -> {
              var found = keys.get(selector, context);
              told = true;
              return found;
            }));
    tokens.setJWTClaimsSetVerifier((claims, _) -> check(claims));
  }

  private static JWKSource<SecurityContext> keys(URI issuer) {
    try {
      var address = URI.create(issuer + "/.well-known/jwks.json").toURL();
      var retriever = new DefaultResourceRetriever(KEYS_WITHIN_MS, KEYS_WITHIN_MS, LARGEST_KEYS);
      return JWKSourceBuilder.<SecurityContext>create(address, retriever)
          .cache(KEYS_KEPT_MS, 5 * KEYS_WITHIN_MS)
          .refreshAheadCache(false)
          .rateLimited(KEYS_ASKED_EVERY_MS)
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("not an issuer: " + issuer, e);
    }
  }

  Verdict judge(String authorization) {
    try {
      var jwt = SignedJWT.parse(token(authorization));
      if (jwt.getHeader().getKeyID() == null) {
        return unauthorized("no kid");
      }
      tokens.process(jwt, null);
      return scoped(jwt.getPayload().toJSONObject());
    } catch (ParseException | BadJOSEException e) {
      return unauthorized(Objects.toString(e.getMessage()));
    } catch (JOSEException e) {
      if (told && !(e instanceof JWKSetUnavailableException)) {
        return unauthorized(Objects.toString(e.getMessage()));
      }
      LOG.atWarn().setCause(e).log("the issuer does not tell its keys");
      return new Refused(503, "Service Unavailable", "");
    }
  }

  private static String token(String authorization) throws ParseException {
    if (authorization.isBlank() || authorization.length() > LONGEST) {
      throw new ParseException("no token", 0);
    }
    var bearer = authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return (bearer ? authorization.substring(SCHEME.length()) : authorization).strip();
  }

  private void check(JWTClaimsSet claims) throws BadJWTException {
    var now = clock.instant();
    var audiences = claims.getAudience();
    var client = Objects.toString(claims.getClaim("client_id"), "");
    require(issuer.equals(claims.getIssuer()), "iss");
    require(audiences.isEmpty() ? audience.equals(client) : audiences.contains(audience), "aud");
    var until = claims.getExpirationTime();
    require(until != null && now.isBefore(until.toInstant()), "exp");
    require(began(claims.getNotBeforeTime(), now), "nbf");
    require(began(claims.getIssueTime(), now), "iat");
  }

  private static boolean began(@Nullable Date at, Instant now) {
    return at == null || !at.toInstant().isAfter(now);
  }

  private static void require(boolean holds, String claim) throws BadJWTException {
    if (!holds) {
      throw new BadJWTException(claim);
    }
  }

  private Verdict scoped(Map<String, Object> claims) {
    var granted =
        Arrays.asList(Objects.toString(claims.get("scope"), "").split(" ")).stream()
            .filter(scope -> !scope.isEmpty())
            .toList();
    if (granted.stream().noneMatch(scopes::contains)) {
      return new Refused(
          403,
          "Forbidden",
          "Bearer scope=\"" + String.join(" ", scopes) + "\" error=\"insufficient_scope\"");
    }
    var texts = new HashMap<String, String>();
    claims.forEach((name, value) -> texts.put(name, text(value)));
    return new Admitted(texts, granted);
  }

  /// A list becomes `[titulaire lecture]`.
  private static String text(Object value) {
    return value instanceof List<?> many
        ? many.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"))
        : String.valueOf(value);
  }

  /// Whoever asks is not told what was wrong; the log is.
  private static Refused unauthorized(String why) {
    LOG.atInfo().addKeyValue("why", why).log("token refused");
    return new Refused(401, "Unauthorized", "Bearer");
  }
}
