package ava.local.issuer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import ava.dashboard.DashboardHandler;
import ava.local.LocalAva;
import ava.local.mail.Mailbox;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every route of the whole of Ava against every kind of token, and what else one could try.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class SignInSecurityTest {
  private static final String PASSWORD = "mot de passe";
  private static final int MOST_TRIES = 10;
  private static final String SID = "CA0123456789abcdef0123456789abcdef";
  private static final RequestBody EMPTY =
      RequestBody.create("{}", okhttp3.MediaType.get("application/json"));

  private Optional<LocalAva> started = Optional.empty();
  private URI here = URI.create("http://127.0.0.1");
  private String owner = "";
  private String reader = "";
  private final IssuerKeys keys = KnownKeys.OURS;

  @BeforeAll
  void start(@TempDir Path data) {
    new IssuerStore(Optional.of(data.resolve("sign-in.json"))).write(keys, List.of());
    var given = Map.of("AVA_LOCAL_PASSWORD", PASSWORD);
    var simulator = Optional.of(URI.create("http://127.0.0.1:1/v1"));
    var ava =
        LocalAva.start(
            new LocalAva.Plan(Optional.of(data), 0, given, simulator, Mailbox.inMemory()));
    started = Optional.of(ava);
    here = ava.settings().here();
    owner = new LocalBrowser(here).signIn("ava", PASSWORD);
    reader = new LocalBrowser(here).signIn("lecture", PASSWORD);
  }

  @AfterAll
  void stop() {
    started.ifPresent(LocalAva::close);
  }

  @Test
  void everyRouteOfTheApiRefusesEveryTokenThatIsNotGood() throws ParseException, JOSEException {
    var good = SignedJWT.parse(owner).getJWTClaimsSet();
    var now = Instant.now();
    var stranger = KnownKeys.FOREIGN;
    var tokens = new LinkedHashMap<String, Map.Entry<String, Integer>>();
    tokens.put("none", Map.entry("", 401));
    tokens.put("rubbish", Map.entry("a.b.c", 401));
    tokens.put("expired", refused(claims(good).expirationTime(Date.from(now.minusSeconds(1)))));
    tokens.put("not yet", refused(claims(good).issueTime(Date.from(now.plusSeconds(60)))));
    tokens.put("foreign issuer", refused(claims(good).issuer("https://elsewhere.example/pool")));
    tokens.put("other client", refused(claims(good).claim("client_id", "other")));
    tokens.put("other audience", refused(claims(good).audience("other")));
    tokens.put("foreign key", Map.entry(stranger.sign(good), 401));
    tokens.put("alg none", Map.entry(new PlainJWT(good).serialize(), 401));
    tokens.put("public key as secret", Map.entry(symmetric(good), 401));
    tokens.put("no scope", Map.entry(keys.sign(claims(good).claim("scope", null).build()), 403));
    tokens.put("id token", Map.entry(id(good), 403));

    for (var route : DashboardHandler.ROUTES) {
      if (!DashboardHandler.guarded(route)) {
        continue;
      }
      tokens.forEach((what, token) -> {
        var seen = ask(route, token.getKey());
        assertThat(seen.status()).as(route + ", " + what).isEqualTo(token.getValue());
        assertThat(seen.json().path("message").asString())
            .isEqualTo(token.getValue() == 401 ? "Unauthorized" : "Forbidden");
        assertThat(seen.headers().get("www-authenticate")).startsWith("Bearer");
      });
    }
  }

  @Test
  void everyRouteOfTheApiTakesTheOwnerAndWhoMayOnlyReadReads() {
    for (var route : DashboardHandler.ROUTES) {
      if (!DashboardHandler.guarded(route)) {
        continue;
      }
      assertThat(answer(route, owner).status()).as(route).isNotIn(401, 403, 500);
      var seen = answer(route, reader);
      if (route.startsWith("GET ") || route.equals("POST /api/live-ticket")) {
        assertThat(seen.status()).as(route).isNotIn(401, 403, 500);
      } else {
        assertThat(seen.status()).as(route).isEqualTo(403);
        assertThat(seen.headers()).containsEntry("content-type", "application/problem+json");
        assertThat(seen.json().path("detail").asString()).contains("lecture");
      }
    }
  }

  @Test
  void aCookieOpensNoneOfTheApi() {
    var browser = new LocalBrowser(here);
    browser.signIn("ava", PASSWORD);

    assertThat(browser.get("/api/inbox", Map.of()).status()).isEqualTo(401);
  }

  @Test
  void signingOutEverywhereHoldsAtOnceOnEveryMachine() throws Exception {
    var laptop = new LocalBrowser(here);
    var telephone = new LocalBrowser(here);
    // a sign-in of the same second would be over, too
    var first = laptop.signIn("ava", PASSWORD);
    var second = telephone.signIn("ava", PASSWORD);
    var socket = new Watching(here, ask("POST /api/live-ticket", second), here.toString());
    assertThat(socket.opened.get(60, SECONDS)).isEqualTo(101);

    var left = laptop.post("logout-everywhere");

    assertThat(left.status()).isEqualTo(200);
    assertThat(socket.closed.get(60, SECONDS)).isNotNull();
    for (var token : List.of(first, second)) {
      var seen = ask("GET /api/inbox", token);
      assertThat(seen.status()).isEqualTo(401);
      assertThat(seen.json().path("detail").asString()).contains("Identifiez-vous");
    }
    assertThat(telephone.post("token").status()).isEqualTo(401);
    assertThat(laptop.post("token").status()).isEqualTo(401);
    // the reader is somebody else
    assertThat(ask("GET /api/inbox", reader).status()).isEqualTo(200);
    Instant began = Instant.now();
    while (Instant.now().getEpochSecond() == began.getEpochSecond()) {
      Thread.onSpinWait();
    }
    owner = new LocalBrowser(here).signIn("ava", PASSWORD);
    assertThat(ask("GET /api/inbox", owner).status()).isEqualTo(200);
  }

  @Test
  void aSocketOpensOnceWithATicketFromOurPageOnly() throws Exception {
    var ticket = ask("POST /api/live-ticket", reader);

    assertThat(new Watching(here, ticket, "https://elsewhere.example").opened.get(60, SECONDS))
        .isEqualTo(403);
    assertThat(new Watching(here, ticket, here.toString()).opened.get(60, SECONDS)).isEqualTo(101);
    assertThat(new Watching(here, ticket, here.toString()).opened.get(60, SECONDS)).isEqualTo(401);
  }

  @Test
  void throughATunnelThereIsNoIssuerAndNoMailbox() {
    var browser = new LocalBrowser(here);
    for (var path :
        List.of(
            "/login",
            "/logout",
            "/mailbox",
            "/oauth2/authorize",
            "/local_ava/.well-known/jwks.json")) {
      for (var headers :
          List.of(
              Map.of("Host", "abc.ngrok.app"),
              Map.of("Host", "127.0.0.1.elsewhere.example"),
              Map.of("X-Forwarded-For", "192.0.2.1"))) {
        var seen = browser.get(path, headers);

        assertThat(seen.body()).as(path).doesNotContain("password", "keys", "<article");
        if (!path.equals("/mailbox")) {
          assertThat(seen.status()).as(path).isEqualTo(404);
        }
      }
    }
  }

  @Test
  void aForeignPageCannotFillTheForm() {
    var browser = new LocalBrowser(here);
    var form =
        RequestBody.create(
            "username=ava&password=" + PASSWORD,
            okhttp3.MediaType.get("application/x-www-form-urlencoded"));
    for (var origin : List.of("https://elsewhere.example", "null")) {
      assertThat(
              browser.send("POST", "/login?vers=/mailbox", Map.of("Origin", origin), form).status())
          .isEqualTo(404);
    }
  }

  @Test
  void theMailboxOpensToWhoSignedIn() {
    var browser = new LocalBrowser(here);
    assertThat(browser.get("/mailbox", Map.of()).headers())
        .containsEntry("location", "/login?vers=/mailbox");

    browser.signIn("ava", PASSWORD);

    assertThat(browser.get("/mailbox", Map.of()).body()).contains("<html lang=\"fr\"");
  }

  /// A page that listens.
  private static final class Watching extends WebSocketListener {
    private final CompletableFuture<Integer> opened = new CompletableFuture<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();

    Watching(URI here, LocalBrowser.Seen ticket, String origin) {
      var address =
          here.toString().replaceFirst("^http", "ws")
              + "/live?ticket="
              + ticket.json().path("ticket").asString();
      var request = new Request.Builder().url(address).header("Origin", origin).build();
      new OkHttpClient().newWebSocket(request, this);
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
      opened.complete(response.code());
    }

    @Override
    public void onFailure(WebSocket socket, Throwable problem, Response response) {
      opened.complete(response == null ? 0 : response.code());
      closed.complete("failed");
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      closed.complete(reason);
    }
  }

  /// A table that a busy machine makes slow is out of reach (500) for a while, which says nothing
  /// of rights.
  private LocalBrowser.Seen answer(String route, String token) {
    var seen = ask(route, token);
    for (var tries = 1; seen.status() == 500 && tries < MOST_TRIES; tries++) {
      seen = ask(route, token);
    }
    return seen;
  }

  private LocalBrowser.Seen ask(String route, String token) {
    var method = route.split(" ")[0];
    var path = route.split(" ")[1].replace("{callSid}", SID).replace("{number}", "+33612345678");
    var headers = new LinkedHashMap<>(Map.of("X-Ava", "1"));
    if (!token.isEmpty()) {
      headers.put("Authorization", "Bearer " + token);
    }
    var body = method.equals("GET") ? null : EMPTY;
    return new LocalBrowser(here).send(method, path, headers, body);
  }

  private static JWTClaimsSet.Builder claims(JWTClaimsSet good) {
    return new JWTClaimsSet.Builder(good);
  }

  private Map.Entry<String, Integer> refused(JWTClaimsSet.Builder claims) {
    return Map.entry(keys.sign(claims.build()), 401);
  }

  private String id(JWTClaimsSet good) {
    return keys.sign(
        claims(good)
            .audience("ava-local")
            .claim("token_use", "id")
            .claim("client_id", null)
            .claim("scope", null)
            .build());
  }

  private String symmetric(JWTClaimsSet claims) throws JOSEException {
    var key = keys.keys().getFirst();
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build();
    var jwt = new SignedJWT(header, claims);
    jwt.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
    return jwt.serialize();
  }
}
