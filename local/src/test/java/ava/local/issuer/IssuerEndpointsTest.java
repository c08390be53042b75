package ava.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import ava.local.Hands;
import ava.shared.settings.Secret;
import ava.shared.web.FormFields;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class IssuerEndpointsTest {
  private static final URI HERE = URI.create("http://127.0.0.1:8081");
  private static final String CALLBACK = HERE + "/auth/callback";
  private static final String VERIFIER = "v".repeat(43);
  private static final String PASSWORD = "mot de passe";

  @TempDir private Path folder;

  private final Hands clock = new Hands();
  private IssuerEndpoints issuer;

  @BeforeEach
  void start() {
    var file = folder.resolve("sign-in.json");
    var store = new IssuerStore(Optional.of(file));
    if (!Files.exists(file)) {
      store.write(KnownKeys.OURS, List.of());
    }
    issuer = new IssuerEndpoints(HERE, Secret.of(PASSWORD), store, clock);
  }

  @Test
  void theWholeFlowEndsWithTokensLikeCognitos() throws ParseException {
    var tokens = json(redeem(code("ava"), VERIFIER));

    var access = claims(tokens, "access_token");
    assertThat(access)
        .containsEntry("iss", HERE + "/local_ava")
        .containsEntry("client_id", "ava-local")
        .containsEntry("token_use", "access")
        .containsEntry("scope", "openid email")
        .containsEntry("cognito:groups", List.of("titulaire"))
        .containsEntry("auth_time", clock.instant().getEpochSecond())
        .doesNotContainKeys("aud", "nonce", "email");
    assertThat(claims(tokens, "id_token"))
        .containsEntry("aud", "ava-local")
        .containsEntry("token_use", "id")
        .containsEntry("nonce", "n-1")
        .containsEntry("email", "ava")
        .doesNotContainKeys("scope", "client_id");
    assertThat(tokens.path("expires_in").asInt()).isEqualTo(300);
    assertThat(json(get("/local_ava/.well-known/jwks.json", Map.of())).path("keys"))
        .hasSize(2)
        .allSatisfy(key -> assertThat(key.has("d")).isFalse());
  }

  @ParameterizedTest
  @CsvSource({
    "client_id, other",
    "client_id, ''",
    "redirect_uri, https://elsewhere.example/auth/callback",
    "redirect_uri, http://127.0.0.1:8081/auth/callback/",
    "redirect_uri, http://127.0.0.1:8081/auth/callback?x=1",
    "redirect_uri, http://127.0.0.1:8081/auth/callback@elsewhere.example",
    "redirect_uri, http://localhost:8081/auth/callback",
    "redirect_uri, ''",
  })
  void whoeverIsNotTheDeskIsNotSentAnywhere(String name, String value) {
    for (var path : List.of("/oauth2/authorize", "/login")) {
      var reply = get(path, asking(name, value));

      assertThat(reply.status()).as(path).isEqualTo(400);
      assertThat(reply.headers()).doesNotContainKey("Location");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "code_challenge, ''",
    "code_challenge, short",
    "code_challenge_method, plain",
    "code_challenge_method, ''",
    "response_type, token",
    "scope, email",
    "scope, openid aws.cognito.signin.user.admin",
  })
  void aWrongRequestOfTheDeskGoesBackToIt(String name, String value) {
    var reply = get("/oauth2/authorize", asking(name, value));

    assertThat(reply.status()).isEqualTo(302);
    assertThat(reply.headers().get("Location"))
        .isEqualTo(CALLBACK + "?error=invalid_request&state=s-1");
  }

  @Test
  void aCodeIsGoodOnceAndItsSecondUseEndsWhatCameOfTheFirst() {
    var code = code("ava");
    var tokens = json(redeem(code, VERIFIER));

    assertRefused(redeem(code, VERIFIER));
    assertRefused(refresh(tokens.path("refresh_token").asString()));
  }

  @Test
  void aCodeIsGoodForAMinuteForItsVerifierItsAddressAndItsClient() {
    assertRefused(redeem(code("ava"), "w".repeat(43)));
    assertRefused(redeem("made up", VERIFIER));
    var elsewhere = new TreeMap<>(redeeming(code("ava"), VERIFIER));
    elsewhere.put("redirect_uri", HERE + "/");
    assertRefused(post("/oauth2/token", Map.of(), elsewhere));
    var old = code("ava");
    clock.forward(Duration.ofSeconds(61));
    assertRefused(redeem(old, VERIFIER));
  }

  @Test
  void aGuessedVerifierSpendsTheCode() {
    var code = code("ava");

    assertRefused(redeem(code, "w".repeat(43)));
    assertRefused(redeem(code, VERIFIER));
  }

  @Test
  void refreshTokensChangeWithEachUseAndTwoTabsMayUseOneAtOnce() {
    var first = json(redeem(code("ava"), VERIFIER)).path("refresh_token").asString();

    var second = json(refresh(first)).path("refresh_token").asString();
    clock.forward(Duration.ofSeconds(10));
    var third = json(refresh(first)).path("refresh_token").asString();

    assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
    assertThat(refresh(second).status()).isEqualTo(200);
    assertThat(refresh(third).status()).isEqualTo(200);
  }

  @Test
  void aRefreshTokenThatIsUsedAgainLaterEndsItsFamily() {
    var first = json(redeem(code("ava"), VERIFIER)).path("refresh_token").asString();
    var second = json(refresh(first)).path("refresh_token").asString();
    clock.forward(Duration.ofSeconds(11));

    assertRefused(refresh(first));
    assertRefused(refresh(second));
  }

  @Test
  void aSignInEndsThirtyDaysAfterItBeganHoweverOftenItIsRefreshed() {
    var token = json(redeem(code("ava"), VERIFIER)).path("refresh_token").asString();
    for (var day = 0; day < 29; day++) {
      clock.forward(Duration.ofDays(1));
      token = json(refresh(token)).path("refresh_token").asString();
    }
    clock.forward(Duration.ofDays(1));

    assertRefused(refresh(token));
  }

  @Test
  void whatIsRevokedIsOver() {
    var token = json(redeem(code("ava"), VERIFIER)).path("refresh_token").asString();
    var form = Map.of("token", token, "client_id", "ava-local");

    assertThat(post("/oauth2/revoke", Map.of(), form).status()).isEqualTo(200);
    assertRefused(refresh(token));
    assertThat(post("/oauth2/revoke", Map.of(), form).status()).isEqualTo(200);
  }

  @Test
  void aSignInOutlivesTheProcess() {
    var token = json(redeem(code("lecture"), VERIFIER)).path("refresh_token").asString();
    var keys = get("/local_ava/.well-known/jwks.json", Map.of()).body();

    start();

    assertThat(get("/local_ava/.well-known/jwks.json", Map.of()).body()).isEqualTo(keys);
    var later = json(refresh(token));
    assertThat(later.path("access_token").asString()).isNotEmpty();
    assertRefused(refresh("made up"));
  }

  @Test
  void afterFiveWrongPasswordsInAMinuteNobodySignsIn() {
    for (var tried = 0; tried < 5; tried++) {
      assertThat(signIn("ava", "wrong" + tried).status()).isEqualTo(401);
    }

    var sixth = signIn("ava", PASSWORD);

    assertThat(sixth.status()).isEqualTo(429);
    assertThat(Integer.parseInt(sixth.headers().getOrDefault("Retry-After", "0")))
        .isBetween(55, 61);
    clock.forward(Duration.ofSeconds(61));
    assertThat(signIn("ava", PASSWORD).status()).isEqualTo(302);
  }

  @Test
  void whoGuessesIsNotToldWhetherTheUserIsKnown() {
    assertThat(signIn("nobody", PASSWORD).body()).isEqualTo(signIn("ava", "x").body());
  }

  @Test
  void whatIsTypedIsNeverShownAgain() {
    assertThat(signIn("<script>", "<script>").body()).doesNotContain("script");
  }

  @Test
  void aBrowserThatSignedInIsKnownForAnHour() {
    var cookie = signIn("ava", PASSWORD).headers().getOrDefault("Set-Cookie", "");

    assertThat(cookie).contains("HttpOnly", "SameSite=Lax");
    var pair = "other=1; " + cookie.replaceFirst(";.*", "");
    assertThat(issuer.knows(pair)).isTrue();
    assertThat(issuer.knows("ava-issuer=made-up")).isFalse();
    clock.forward(Duration.ofMinutes(61));
    assertThat(issuer.knows(pair)).isFalse();
  }

  @Test
  void loggingOutForgetsTheBrowserAndGoesHomeOnly() {
    var pair =
        signIn("ava", PASSWORD).headers().getOrDefault("Set-Cookie", "").replaceFirst(";.*", "");
    var query = Map.of("client_id", "ava-local", "logout_uri", HERE + "/");
    var elsewhere = Map.of("client_id", "ava-local", "logout_uri", "https://elsewhere.example/");

    assertThat(get("/logout", elsewhere).status()).isEqualTo(400);
    var reply =
        issuer.answer(
            WebRequest.of("GET", "/logout", encoded(query), Map.of("cookie", pair), "", false));

    assertThat(reply.headers()).containsEntry("Location", HERE + "/");
    assertThat(issuer.knows(pair)).isFalse();
  }

  private String code(String user) {
    var location = signIn(user, PASSWORD).headers().getOrDefault("Location", "");
    assertThat(location).startsWith(CALLBACK + "?code=");
    var query = FormFields.parse(URI.create(location).getRawQuery());
    assertThat(query.get("state")).isEqualTo("s-1");
    return query.get("code");
  }

  private WebReply signIn(String user, String password) {
    return post("/login", asking("", ""), Map.of("username", user, "password", password));
  }

  private static Map<String, String> asking(String name, String value) {
    var query = new TreeMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", "ava-local");
    query.put("redirect_uri", CALLBACK);
    query.put("scope", "openid email");
    query.put("state", "s-1");
    query.put("nonce", "n-1");
    query.put("code_challenge", IssuerGrants.challenge(VERIFIER));
    query.put("code_challenge_method", "S256");
    if (!name.isEmpty()) {
      query.put(name, value);
    }
    return query;
  }

  private static Map<String, String> redeeming(String code, String verifier) {
    return Map.of(
        "grant_type", "authorization_code",
        "client_id", "ava-local",
        "redirect_uri", CALLBACK,
        "code", code,
        "code_verifier", verifier);
  }

  private WebReply redeem(String code, String verifier) {
    return post("/oauth2/token", Map.of(), redeeming(code, verifier));
  }

  private WebReply refresh(String token) {
    var form =
        Map.of("grant_type", "refresh_token", "client_id", "ava-local", "refresh_token", token);
    return post("/oauth2/token", Map.of(), form);
  }

  private WebReply get(String path, Map<String, String> query) {
    return issuer.answer(WebRequest.of("GET", path, encoded(query), Map.of(), "", false));
  }

  private WebReply post(String path, Map<String, String> query, Map<String, String> form) {
    return issuer.answer(
        WebRequest.of("POST", path, encoded(query), Map.of(), encoded(form), false));
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static void assertRefused(WebReply reply) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(json(reply).path("error").asString()).isEqualTo("invalid_grant");
  }

  private static JsonNode json(WebReply reply) {
    return JsonMapper.shared().readTree(reply.body());
  }

  private static Map<String, Object> claims(JsonNode tokens, String name) throws ParseException {
    return SignedJWT.parse(tokens.path(name).asString()).getPayload().toJSONObject();
  }
}
