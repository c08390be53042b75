package ava.dashboard;

import ava.shared.web.FormFields;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/// The issuer's programs' side, which answers what a test wants it to.
final class StandInIssuer implements AutoCloseable {
  private static final RSAKey KEY = key();

  private final HttpServer server;
  private final Instant now;
  private final List<FormFields> asked = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile UnaryOperator<JWTClaimsSet.Builder> access = claims -> claims;
  private volatile UnaryOperator<JWTClaimsSet.Builder> id = claims -> claims;

  StandInIssuer(Instant now) {
    this.now = now;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/pool/.well-known/jwks.json",
        exchange -> send(exchange, 200, new JWKSet(KEY.toPublicJWK()).toString()));
    server.createContext("/oauth2/", this::answer);
    server.start();
  }

  SignInSettings settings() {
    return new SignInSettings(
        URI.create(site() + "/pool"), site(), "client", URI.create("https://ava.example.org"));
  }

  private URI site() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// What was asked for, latest last.
  List<FormFields> asked() {
    return asked;
  }

  /// From now on every answer has this status.
  void answers(int with) {
    status = with;
  }

  void access(UnaryOperator<JWTClaimsSet.Builder> change) {
    access = change;
  }

  void id(UnaryOperator<JWTClaimsSet.Builder> change) {
    id = change;
  }

  private void answer(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(FormFields.parse(body + "&path=" + exchange.getRequestURI().getPath()));
    if (status != 200) {
      send(exchange, status, "{\"error\":\"invalid_grant\"}");
      return;
    }
    var answer =
        JsonMapper.shared()
            .createObjectNode()
            .put(
                "access_token", signed(access.apply(claims("access").claim("client_id", "client"))))
            .put("id_token", signed(id.apply(claims("id").audience("client"))))
            .put("refresh_token", "refresh-" + asked.size())
            .put("expires_in", 300);
    send(exchange, 200, answer.toString());
  }

  private JWTClaimsSet.Builder claims(String use) {
    return new JWTClaimsSet.Builder()
        .subject("u-1")
        .issuer(site() + "/pool")
        .claim("token_use", use)
        .claim("cognito:groups", List.of("titulaire"))
        .claim("origin_jti", "s-1")
        .claim("email", "marie@cabinet.fr")
        .claim("auth_time", now.minusSeconds(10).getEpochSecond())
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(300)));
  }

  private static String signed(JWTClaimsSet.Builder claims) {
    try {
      var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build();
      var jwt = new SignedJWT(header, claims.build());
      jwt.sign(new RSASSASigner(KEY));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /// Made once and for all: to find the primes takes seconds.
  private static RSAKey key() {
    try (var file = StandInIssuer.class.getResourceAsStream("key.jwks")) {
      return (RSAKey) JWKSet.load(file).getKeyByKeyId("one");
    } catch (IOException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
