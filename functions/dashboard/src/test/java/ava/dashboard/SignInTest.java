package ava.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import ava.embedded.EmbeddedDynamoDb;
import ava.shared.table.AuditTrail;
import ava.shared.table.Viewers.Viewer;
import ava.shared.web.FormFields;
import ava.shared.web.WebRequest;
import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SignInTest {
  static final SignInSettings SETTINGS =
      new SignInSettings(
          URI.create("http://127.0.0.1:1/pool"),
          URI.create("http://127.0.0.1:1"),
          "client",
          URI.create("https://ava.example.org"));

  private static final Instant NOW = Instant.parse("2026-11-25T09:40:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Map<String, String> OURS =
      Map.of("host", "ava.example.org", "origin", "https://ava.example.org", "x-ava", "1");
  private static final List<String> POSTS =
      List.of("/auth/token", "/auth/logout", "/auth/logout-everywhere");

  @AutoClose private static final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();

  @AutoClose private final StandInIssuer issuer = new StandInIssuer(NOW);
  private final String table = "calls-" + UUID.randomUUID();
  private final Desk desk = Desk.of(dynamoDb.client(), table, CLOCK);
  private final List<String> closed = new ArrayList<>();
  private final Contract contract = new Contract();
  private final SignIn signIn = new SignIn(issuer.settings(), desk, new Assets(), closed::add);

  @BeforeEach
  void createTable() {
    dynamoDb.createTable(table);
  }

  /// Nobody answers at the address of these settings.
  @Test
  void aTokenIsReadBeforeTheSnapshotWithoutAskingTheIssuer() {
    assertThat(RehearsedToken.read())
        .containsEntry("token_use", "access")
        .containsEntry("client_id", "rehearsal");
    assertThatNoException()
        .isThrownBy(() -> new SignIn(SETTINGS, desk, new Assets(), closed::add).rehearse());
  }

  @Test
  void theRehearsedTokenLetsNobodyIn() throws IOException {
    try (var file = RehearsedToken.class.getResourceAsStream("rehearsal.jwt")) {
      var token = new String(file.readAllBytes(), StandardCharsets.US_ASCII).strip();

      assertThatExceptionOfType(SignInException.class)
          .isThrownBy(() -> new TokenCheck(issuer.settings(), CLOCK).access(token));
    }
  }

  @Test
  void theBrowserIsSentToTheIssuerWithAChallengeAndKeepsTheRest() {
    var answer = get("/auth/login", "", List.of());

    assertThat(answer.reply().status()).isEqualTo(302);
    var address = URI.create(answer.reply().headers().getOrDefault("Location", ""));
    var query = FormFields.parse(address.getRawQuery());
    assertThat(address.getPath()).isEqualTo("/oauth2/authorize");
    assertThat(query.get("redirect_uri")).isEqualTo("https://ava.example.org/auth/callback");
    assertThat(query.get("code_challenge_method")).isEqualTo("S256");
    assertThat(query.get("scope")).isEqualTo("openid email");
    assertThat(query.get("prompt")).isEqualTo("login");
    var kept = LoginAttempt.parse(value(answer.cookies().getFirst())).orElseThrow();
    assertThat(query.get("state")).isEqualTo(kept.state());
    assertThat(query.get("nonce")).isEqualTo(kept.nonce());
    assertThat(query.get("code_challenge")).isEqualTo(kept.challenge());
    assertThat(address.toString()).doesNotContain(kept.verifier());
    assertThat(answer.cookies().getFirst())
        .startsWith("__Host-ava-login=")
        .contains("Path=/;", "HttpOnly", "Secure", "SameSite=Lax", "Max-Age=600");
    var another = get("/auth/login", "", List.of());
    assertThat(another.cookies()).isNotEqualTo(answer.cookies());
  }

  @Test
  void aCodeBecomesACookieThatNoScriptReadsAndTheWishIsKept() {
    var answer = signsIn("/#/a-traiter/CA0123456789abcdef0123456789abcdef");

    assertThat(answer.reply().status()).isEqualTo(302);
    assertThat(answer.reply().headers())
        .containsEntry("Location", "/#/a-traiter/CA0123456789abcdef0123456789abcdef");
    assertThat(answer.cookies())
        .anySatisfy(
            cookie -> assertThat(cookie).startsWith("__Host-ava-login=;").contains("Max-Age=0"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("__Secure-ava-refresh=refresh-1;")
                .contains("Path=/auth;", "HttpOnly", "Secure", "SameSite=Strict")
                .contains("Max-Age=2591990;"));
    assertThat(trail()).containsExactly("marie@cabinet.fr SIGN_IN");
    assertThat(issuer.asked().getFirst().get("code_verifier")).hasSize(43);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "\\\\elsewhere.example",
        "/\t/elsewhere.example",
        "/\n/elsewhere.example",
        "///elsewhere.example",
        "javascript:alert(1)",
        "elsewhere.example",
        "/\r\nSet-Cookie: a=b",
        "/é",
        "/auth/login",
        "",
        " /"
      })
  void aWishThatLeadsElsewhereLeadsToThePage(String wish) {
    assertThat(signsIn(wish).reply().headers()).containsEntry("Location", "/");
  }

  @Test
  void aWishThatIsTooLongLeadsToThePage() {
    assertThat(signsIn("/" + "a".repeat(501)).reply().headers()).containsEntry("Location", "/");
  }

  @Test
  void aCallbackThatNobodyAskedForSignsNobodyIn() {
    var login = get("/auth/login", "", List.of());
    var cookie = pair(login.cookies().getFirst());
    var state = LoginAttempt.parse(value(cookie)).orElseThrow().state();

    var foreign = get("/auth/callback", "code=c&state=" + "s".repeat(43), List.of(cookie));
    var cookieless = get("/auth/callback", "code=c&state=" + state, List.of());
    var refused = get("/auth/callback", "error=access_denied&state=" + state, List.of(cookie));
    var rubbish =
        get("/auth/callback", "code=c&state=" + state, List.of("__Host-ava-login=rubbish"));

    assertThat(List.of(foreign, cookieless, refused, rubbish))
        .allSatisfy(answer -> {
          assertThat(answer.reply().status()).isEqualTo(400);
          assertThat(answer.reply().body()).contains("/auth/login").doesNotContain("<script");
          assertThat(answer.cookies()).noneMatch(c -> c.contains("ava-refresh"));
        });
    assertThat(issuer.asked()).isEmpty();
  }

  record Forged(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<Forged> forgedIds() {
    return List.of(
        new Forged("nonce", c -> c.claim("nonce", "another")),
        new Forged("no nonce", c -> c.claim("nonce", null)),
        new Forged("audience", c -> c.audience("another")),
        new Forged("issuer", c -> c.issuer("https://elsewhere.example")),
        new Forged("use", c -> c.claim("token_use", "access")),
        new Forged("subject", c -> c.subject("u-2")),
        new Forged("end", c -> c.expirationTime(Date.from(NOW.minusSeconds(61)))),
        new Forged("future", c -> c.issueTime(Date.from(NOW.plusSeconds(61)))));
  }

  @ParameterizedTest
  @MethodSource("forgedIds")
  void anIdTokenThatIsNotForThisSignInIsRefused(Forged forged) {
    var answer = signsIn("/", forged.change());

    assertThat(answer.reply().status()).isEqualTo(403);
    assertThat(answer.cookies()).noneMatch(cookie -> cookie.contains("ava-refresh"));
    assertThat(trail()).isEmpty();
  }

  @Test
  void clocksMayBeAMinuteApart() {
    var answer =
        signsIn(
            "/",
            c ->
                c.issueTime(Date.from(NOW.plusSeconds(59)))
                    .expirationTime(Date.from(NOW.minusSeconds(59))));

    assertThat(answer.reply().status()).isEqualTo(302);
  }

  @Test
  void anIssuerThatIsAwayIsToldApartFromOneThatRefuses() {
    issuer.answers(503);
    assertThat(signsIn("/").reply().status()).isEqualTo(503);
    assertThat(post("/auth/token", OURS, kept()).reply().status()).isEqualTo(503);
    assertThat(post("/auth/token", OURS, kept()).cookies()).isEmpty();
    issuer.answers(400);
    assertThat(signsIn("/").reply().status()).isEqualTo(403);
    var refused = post("/auth/token", OURS, kept());
    assertThat(refused.reply().status()).isEqualTo(401);
    assertThat(refused.cookies().getFirst()).startsWith("__Secure-ava-refresh=;");
  }

  @Test
  void thePageGetsATokenAndTheCookieIsChanged() {
    signsIn("/");

    var answer = post("/auth/token", OURS, kept());

    var body = json(answer);
    assertThat(body.path("token").asString()).startsWith("eyJ");
    assertThat(body.path("seconds").asInt()).isEqualTo(300);
    assertThat(body.path("name").asString()).isEqualTo("marie@cabinet.fr");
    assertThat(body.path("role").asString()).isEqualTo("titulaire");
    assertThat(body.propertyNames()).doesNotContain("refresh_token", "refresh");
    assertThat(answer.cookies().getFirst()).startsWith("__Secure-ava-refresh=refresh-2;");
    assertThat(answer.cookies().getLast()).startsWith("ava-here=1; Path=/;");
  }

  @ParameterizedTest
  @CsvSource({
    "origin, https://elsewhere.example",
    "origin, http://ava.example.org",
    "origin, https://ava.example.org.elsewhere.example",
    "origin, 'null'",
    "origin, ''",
    "x-ava, ''",
    "x-ava, 0",
  })
  void noOtherSiteActsInTheOwnersName(String header, String value) {
    for (var path : POSTS) {
      var headers = new java.util.HashMap<>(OURS);
      headers.put(header, value);

      var answer = post(path, headers, kept());

      assertThat(answer.reply().status()).as(path).isEqualTo(403);
      assertThat(answer.cookies()).isEmpty();
    }
    assertThat(issuer.asked()).isEmpty();
  }

  @Test
  void withoutACookieThereIsNothingToGet() {
    for (var path : POSTS) {
      assertThat(post(path, OURS, List.of()).reply().status()).as(path).isEqualTo(401);
      assertThat(post(path, OURS, List.of("ava-refresh=x")).reply().status()).isEqualTo(401);
    }
    assertThat(issuer.asked()).isEmpty();
  }

  @Test
  void signingOutEndsThisSignInAndItsSocketsOnly() {
    watch("mine", "s-1");
    watch("other", "s-2");

    var answer = post("/auth/logout", OURS, kept());

    assertThat(answer.cookies().getFirst()).startsWith("__Secure-ava-refresh=;");
    assertThat(json(answer).path("next").asString())
        .contains("/logout?client_id=client&logout_uri=https%3A%2F%2Fava.example.org%2F");
    assertThat(closed).containsExactly("mine");
    assertThat(desk.users().viewers().all()).containsExactly("other");
    assertThat(issuer.asked().getLast().get("path")).isEqualTo("/oauth2/revoke");
    assertThat(issuer.asked().getLast().get("token")).isEqualTo("refresh-1");
    assertThat(post("/auth/token", OURS, kept()).reply().status()).isEqualTo(401);
    assertThat(trail()).containsExactly("u-1 SIGN_OUT");
  }

  @Test
  void signingOutEverywhereHoldsAtOnceForAllThatBeganBefore() {
    watch("mine", "s-1");
    watch("other", "s-2");
    desk.users().viewers().add("colleague", new Viewer("u-2", "s-3", NOW.plusSeconds(60)));

    post("/auth/logout-everywhere", OURS, kept());

    assertThat(closed).containsExactlyInAnyOrder("mine", "other");
    assertThat(desk.users().viewers().all()).containsExactly("colleague");
    issuer.access(claims -> claims.claim("origin_jti", "s-2"));
    assertThat(post("/auth/token", OURS, kept()).reply().status()).isEqualTo(401);
    assertThat(issuer.asked().getLast().get("path")).isEqualTo("/oauth2/revoke");
    assertThat(signsIn("/").reply().status()).isEqualTo(403);
    issuer.access(claims -> claims.claim("auth_time", NOW.getEpochSecond() + 1));
    assertThat(signsIn("/").reply().status()).isEqualTo(302);
  }

  @Test
  void byAnotherNameOfOursOneIsToldWhereToSignIn() {
    var request =
        WebRequest.of("GET", "/auth/login", "", Map.of("host", "abc.ngrok.app"), "", false);

    var answer = signIn.answer(request, List.of());

    assertThat(answer.reply().status()).isEqualTo(421);
    assertThat(answer.reply().body()).contains("href=\"https://ava.example.org/\"");
    assertThat(answer.cookies()).isEmpty();
  }

  private void watch(String connectionId, String session) {
    desk.users().viewers().add(connectionId, new Viewer("u-1", session, NOW.plusSeconds(60)));
  }

  private SignIn.Answered signsIn(String wish) {
    return signsIn(wish, claims -> claims);
  }

  private SignIn.Answered signsIn(String wish, UnaryOperator<JWTClaimsSet.Builder> id) {
    var login =
        get("/auth/login", "vers=" + URLEncoder.encode(wish, StandardCharsets.UTF_8), List.of());
    var cookie = pair(login.cookies().getFirst());
    var attempt = LoginAttempt.parse(value(cookie)).orElseThrow();
    issuer.id(claims -> id.apply(claims.claim("nonce", attempt.nonce())));
    return get("/auth/callback", "code=c-1&state=" + attempt.state(), List.of("x=y", cookie));
  }

  private static List<String> kept() {
    return List.of("__Secure-ava-refresh=refresh-0");
  }

  private SignIn.Answered get(String path, String query, List<String> cookies) {
    return answer(WebRequest.of("GET", path, query, OURS, "", false), cookies);
  }

  private SignIn.Answered post(String path, Map<String, String> headers, List<String> cookies) {
    return answer(WebRequest.of("POST", path, "", headers, "", false), cookies);
  }

  private SignIn.Answered answer(WebRequest request, List<String> cookies) {
    var answer = signIn.answer(request, cookies);
    contract.check(request.method() + " " + request.path(), answer.reply());
    return answer;
  }

  private static JsonNode json(SignIn.Answered answer) {
    return JsonMapper.shared().readTree(answer.reply().body());
  }

  private List<String> trail() {
    return new AuditTrail(dynamoDb.client(), table, CLOCK)
        .of(YearMonth.of(2026, 11)).stream().map(line -> line.by() + " " + line.what()).toList();
  }

  private static String pair(String cookie) {
    return cookie.replaceFirst(";.*", "");
  }

  private static String value(String cookie) {
    return pair(cookie).replaceFirst("[^=]*=", "");
  }
}
