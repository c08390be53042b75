package ava.embedded.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JwtAuthorizerTest {
  private static final Instant NOW = Instant.parse("2026-11-25T09:40:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final JWKSet KEYS = keys();
  private static final RSAKey KEY = key("one");
  private static final RSAKey NEXT = key("two");
  private static final RSAKey FOREIGN = new RSAKey.Builder(key("foreign")).keyID("one").build();

  private final AtomicInteger asked = new AtomicInteger();
  private volatile List<RSAKey> published = List.of(KEY);
  private HttpServer issuer;
  private String name;

  @BeforeEach
  void start() throws IOException {
    issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/pool/.well-known/jwks.json",
        exchange -> {
          asked.incrementAndGet();
          var keys = published.stream().map(RSAKey::toPublicJWK).toList();
          var body = new JWKSet(List.copyOf(keys)).toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    issuer.start();
    name = "http://127.0.0.1:" + issuer.getAddress().getPort() + "/pool";
  }

  @AfterEach
  void stop() {
    issuer.stop(0);
  }

  record Case(String what, int status, UnaryOperator<JWTClaimsSet.Builder> change) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Case> cases() {
    return List.of(
        new Case("good", 200, c -> c),
        new Case("last second", 200, c -> c.expirationTime(at(1))),
        new Case("just expired", 401, c -> c.expirationTime(at(0))),
        new Case("expired a minute ago", 401, c -> c.expirationTime(at(-60))),
        new Case("without an end", 401, c -> c.expirationTime(null)),
        new Case("not yet", 401, c -> c.notBeforeTime(at(1))),
        new Case("issued in the future", 401, c -> c.issueTime(at(1))),
        new Case("foreign issuer", 401, c -> c.issuer("https://elsewhere.example/pool")),
        new Case("issuer by prefix", 401, c -> c.issuer("x")),
        new Case("other client", 401, c -> c.claim("client_id", "other")),
        new Case("no client", 401, c -> c.claim("client_id", null)),
        new Case("other audience despite the client", 401, c -> c.audience("other")),
        new Case(
            "our audience",
            200,
            c -> c.audience(List.of("other", "client")).claim("client_id", null)),
        new Case("no scope", 403, c -> c.claim("scope", null)),
        new Case("other scope", 403, c -> c.claim("scope", "openidx email")),
        new Case(
            "id token",
            403,
            c -> c.audience("client").claim("client_id", null).claim("scope", null)));
  }

  private static Date at(int seconds) {
    return Date.from(NOW.plusSeconds(seconds));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void claimsAreJudgedAsApiGatewayJudgesThem(Case token) {
    var verdict = authorizer().judge("Bearer " + signed(KEY, token.change().apply(claims())));

    assertThat(status(verdict)).isEqualTo(token.status());
  }

  record Forgery(String what, Function<JWTClaimsSet, String> made) {
    @Override
    public String toString() {
      return what;
    }
  }

  @ParameterizedTest
  @MethodSource("forgeries")
  void whatIsNotSignedByAKnownKeyIsRefused(Forgery forgery) {
    assertThat(authorizer().judge("Bearer " + forgery.made().apply(claims().build())))
        .isEqualTo(new JwtAuthorizer.Refused(401, "Unauthorized", "Bearer"));
  }

  static List<Forgery> forgeries() {
    return List.of(
        new Forgery("nothing", _ -> ""),
        new Forgery("rubbish", _ -> "a.b.c"),
        new Forgery("too long", _ -> "a".repeat(20_000)),
        new Forgery("a foreign key under a known name", c -> signed(FOREIGN, c)),
        new Forgery("an unknown key", c -> signed(named("three"), c)),
        new Forgery("a key without a name", c -> signed(new JWSHeader(JWSAlgorithm.RS256), c)),
        new Forgery("alg:none", c -> new PlainJWT(c).serialize()),
        new Forgery("alg:none under another name", c -> stripped(signed(KEY, c))),
        new Forgery("HS256 by the public key", JwtAuthorizerTest::symmetric),
        new Forgery("other claims under a good signature", JwtAuthorizerTest::swapped));
  }

  @Test
  void aFunctionSeesTheClaimsAsTexts() {
    var verdict = authorizer().judge(signed(KEY, claims()));

    assertThat(verdict)
        .isInstanceOfSatisfying(
            JwtAuthorizer.Admitted.class,
            admitted -> {
              assertThat(admitted.scopes()).containsExactly("openid", "email");
              assertThat(admitted.claims())
                  .containsEntry("sub", "u-1")
                  .containsEntry("cognito:groups", "[titulaire lecture]")
                  .containsEntry("auth_time", "1795000000")
                  .containsEntry("exp", Long.toString(NOW.plusSeconds(300).getEpochSecond()));
            });
  }

  @Test
  void aNewKeyIsFetchedOnceAndManyUnknownOnesAreNot() {
    var authorizer = authorizer();
    authorizer.judge(signed(KEY, claims()));
    published = List.of(KEY, NEXT);

    assertThat(status(authorizer.judge(signed(NEXT, claims())))).isEqualTo(200);
    for (var stranger = 0; stranger < 5; stranger++) {
      assertThat(status(authorizer.judge(signed(named("x" + stranger), claims())))).isEqualTo(401);
    }
    assertThat(asked.get()).isLessThanOrEqualTo(3);
  }

  @Test
  void keysThatAreKnownOutliveTheIssuerAndNobodyIsLetInWithoutThem() {
    var known = authorizer();
    known.judge(signed(KEY, claims()));
    var stranger = authorizer();
    issuer.stop(0);

    assertThat(status(known.judge(signed(KEY, claims())))).isEqualTo(200);
    for (var tried = 0; tried < 4; tried++) {
      assertThat(status(stranger.judge(signed(KEY, claims())))).isEqualTo(503);
    }
  }

  private JwtAuthorizer authorizer() {
    return new JwtAuthorizer(URI.create(name), "client", Set.of("openid"), CLOCK);
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("u-1")
        .issuer(name)
        .claim("client_id", "client")
        .claim("token_use", "access")
        .claim("scope", "openid email")
        .claim("auth_time", 1_795_000_000L)
        .claim("cognito:groups", List.of("titulaire", "lecture"))
        .issueTime(Date.from(NOW))
        .expirationTime(Date.from(NOW.plusSeconds(300)));
  }

  private static int status(JwtAuthorizer.Verdict verdict) {
    return switch (verdict) {
      case JwtAuthorizer.Admitted _ -> 200;
      case JwtAuthorizer.Refused refused -> refused.status();
    };
  }

  private static String signed(RSAKey key, JWTClaimsSet.Builder claims) {
    return signed(key, claims.build());
  }

  private static String signed(RSAKey key, JWTClaimsSet claims) {
    return signed(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), key, claims);
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims) {
    return signed(header, KEY, claims);
  }

  private static String signed(JWSHeader header, RSAKey key, JWTClaimsSet claims) {
    try {
      var jwt = new SignedJWT(header, claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String symmetric(JWTClaimsSet claims) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(KEY.getKeyID()).build();
      var jwt = new SignedJWT(header, claims);
      jwt.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String stripped(String jwt) {
    var header =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"NONE\",\"kid\":\"one\"}".getBytes(StandardCharsets.UTF_8));
    return header + "." + jwt.split("\\.")[1] + ".";
  }

  private static String swapped(JWTClaimsSet claims) {
    var mine = signed(KEY, claims).split("\\.");
    var theirs = signed(KEY, new JWTClaimsSet.Builder(claims).subject("u-2").build()).split("\\.");
    return String.join(".", Arrays.asList(mine[0], theirs[1], mine[2]));
  }

  private static RSAKey named(String id) {
    return new RSAKey.Builder(FOREIGN).keyID(id).build();
  }

  private static RSAKey key(String id) {
    return (RSAKey) KEYS.getKeyByKeyId(id);
  }

  /// Made once and for all: to find the primes takes more than all these tests.
  private static JWKSet keys() {
    try (var file = JwtAuthorizerTest.class.getResourceAsStream("keys.jwks")) {
      return JWKSet.load(file);
    } catch (IOException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }
}
