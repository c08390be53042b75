package ava.local.issuer;

import ava.local.issuer.IssuerGrants.Asked;
import ava.local.issuer.IssuerGrants.Grant;
import ava.shared.settings.Secret;
import ava.shared.settings.Sha256;
import ava.shared.settings.Unguessable;
import ava.shared.web.FormFields;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/// The issuer's answers, on Cognito's paths: the code flow with PKCE (S256, obligatory), refresh
/// tokens that rotate, revocation. Sources: AWS, "User pool endpoints and managed login reference";
/// RFC 6749, 7009, 7636. Safe for several threads; waits for a file.
final class IssuerEndpoints {
  static final String CLIENT = "ava-local";
  static final String POOL = "/local_ava";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String MAILBOX = "/mailbox";
  private static final String COOKIE = "ava-issuer";
  private static final Duration COOKIE_LIFE = Duration.ofHours(1);
  private static final Set<String> SCOPES = Set.of("openid", "email");

  private final URI here;
  private final Secret password;
  private final Clock clock;
  private final IssuerGrants grants;
  private final IssuerTokens tokens;
  private final Tries tries;

  /// Browsers that signed in within the hour, by their cookie.
  private final Map<String, Instant> browsers = new ConcurrentHashMap<>();

  IssuerEndpoints(URI here, Secret password, IssuerStore store, Clock clock) {
    this.here = here;
    this.password = password;
    this.clock = clock;
    this.grants = new IssuerGrants(store, store.read(), clock);
    this.tokens = new IssuerTokens(here + POOL, CLIENT, grants.keys(), clock);
    this.tries = new Tries(clock);
  }

  static boolean has(String path) {
    return path.startsWith(POOL + "/.well-known/")
        || path.startsWith("/oauth2/")
        || path.equals("/login")
        || path.equals("/logout");
  }

  WebReply answer(WebRequest request) {
    return switch (request.method() + " " + request.path()) {
      case "GET " + POOL + "/.well-known/openid-configuration" -> discovery();
      case "GET " + POOL + "/.well-known/jwks.json" -> WebReply.json(grants.keys().published());
      case "GET /oauth2/authorize" -> authorize(request);
      case "GET /login" -> open(request).orElseGet(() -> form(""));
      case "POST /login" -> signIn(request);
      case "POST /oauth2/token" -> token(FormFields.parse(request.text().orElse("")));
      case "POST /oauth2/revoke" -> revoke(FormFields.parse(request.text().orElse("")));
      case "GET /logout" -> logout(request);
      default -> new WebReply(404, Map.of(), "");
    };
  }

  /// Whether a browser signed in within the hour.
  boolean knows(String cookies) {
    return cookie(cookies)
        .map(browsers::get)
        .filter(until -> until.isAfter(clock.instant()))
        .isPresent();
  }

  private static Optional<String> cookie(String cookies) {
    return Arrays.stream(cookies.split(";"))
        .map(String::strip)
        .filter(pair -> pair.startsWith(COOKIE + "="))
        .map(pair -> pair.substring(COOKIE.length() + 1))
        .findFirst();
  }

  private WebReply discovery() {
    var answer =
        JSON.createObjectNode()
            .put("issuer", here + POOL)
            .put("authorization_endpoint", here + "/oauth2/authorize")
            .put("token_endpoint", here + "/oauth2/token")
            .put("revocation_endpoint", here + "/oauth2/revoke")
            .put("end_session_endpoint", here + "/logout")
            .put("jwks_uri", here + POOL + "/.well-known/jwks.json");
    answer.putArray("response_types_supported").add("code");
    answer.putArray("code_challenge_methods_supported").add("S256");
    answer.putArray("id_token_signing_alg_values_supported").add("RS256");
    return WebReply.json(answer.toString());
  }

  private WebReply authorize(WebRequest request) {
    return open(request).orElseGet(() -> to("/login?" + request.rawQuery()));
  }

  /// What is wrong with the way that leads to the form; empty when nothing is.
  private Optional<WebReply> open(WebRequest request) {
    var query = FormFields.parse(request.rawQuery());
    if (request.path().equals("/login") && query.get("vers").equals(MAILBOX)) {
      return Optional.empty();
    }
    if (!query.get("client_id").equals(CLIENT) || !query.get("redirect_uri").equals(callback())) {
      return Optional.of(SignInForm.wrong("Cette demande ne vient pas du tableau de bord d’Ava."));
    }
    var scopes = List.of(query.get("scope").split(" "));
    var good =
        query.get("response_type").equals("code")
            && query.get("code_challenge_method").equals("S256")
            && query.get("code_challenge").matches("[A-Za-z0-9_-]{43}")
            && scopes.contains("openid")
            && SCOPES.containsAll(scopes);
    return good
        ? Optional.empty()
        : Optional.of(to(callback() + "?error=invalid_request&state=" + state(query)));
  }

  private WebReply signIn(WebRequest request) {
    var wrong = open(request);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    var pause = tries.pause();
    if (pause.isPresent()) {
      return SignInForm.pause(pause.get().toSeconds() + 1);
    }
    var given = FormFields.parse(request.text().orElse(""));
    var person = Person.named(given.get("username"));
    if (!right(given.get("password")) || person.isEmpty()) {
      tries.failed();
      return SignInForm.form(401, "Utilisateur ou mot de passe inconnu.");
    }
    return welcome(FormFields.parse(request.rawQuery()), person.get());
  }

  private boolean right(String given) {
    return MessageDigest.isEqual(Sha256.of(given), Sha256.of(password.value()));
  }

  private WebReply welcome(FormFields query, Person person) {
    var browser = Unguessable.next();
    var now = clock.instant();
    browsers.values().removeIf(until -> until.isBefore(now));
    browsers.put(browser, now.plus(COOKIE_LIFE));
    var address = query.get("vers").equals(MAILBOX) ? MAILBOX : redirect(query, person);
    return to(
        address,
        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax"
            .formatted(COOKIE, browser, COOKIE_LIFE.toSeconds()));
  }

  private String redirect(FormFields query, Person person) {
    var asked =
        new Asked(
            CLIENT,
            callback(),
            query.get("code_challenge"),
            query.get("nonce"),
            query.get("scope"));
    return callback() + "?code=" + grants.code(person, asked) + "&state=" + state(query);
  }

  private WebReply token(FormFields form) {
    if (!form.get("client_id").equals(CLIENT)) {
      return refused("invalid_client");
    }
    return switch (form.get("grant_type")) {
      case "authorization_code" ->
          given(
              grants.redeem(
                  form.get("code"),
                  form.get("client_id"),
                  form.get("redirect_uri"),
                  form.get("code_verifier")));
      case "refresh_token" -> given(grants.refresh(form.get("refresh_token")));
      default -> refused("unsupported_grant_type");
    };
  }

  private WebReply given(Optional<Grant> grant) {
    return grant
        .flatMap(known ->
            Person.of(known.start().sub())
                .map(person -> WebReply.json(tokens.answer(known, person))))
        .orElseGet(() -> refused("invalid_grant"));
  }

  private WebReply revoke(FormFields form) {
    if (!form.get("client_id").equals(CLIENT)) {
      return refused("invalid_client");
    }
    grants.revoke(form.get("token"));
    return WebReply.empty(200);
  }

  private WebReply logout(WebRequest request) {
    var query = FormFields.parse(request.rawQuery());
    if (!query.get("client_id").equals(CLIENT) || !query.get("logout_uri").equals(here + "/")) {
      return SignInForm.wrong("Cette demande ne vient pas du tableau de bord d’Ava.");
    }
    cookie(request.header("cookie")).ifPresent(browsers::remove);
    return to(here + "/", COOKIE + "=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
  }

  private String callback() {
    return here + "/auth/callback";
  }

  private static WebReply form(String problem) {
    return SignInForm.form(200, problem);
  }

  private static String state(FormFields query) {
    return URLEncoder.encode(query.get("state"), StandardCharsets.UTF_8);
  }

  private static WebReply refused(String error) {
    return new WebReply(
        400, Map.of("Content-Type", "application/json"), "{\"error\":\"" + error + "\"}");
  }

  private static WebReply to(String address) {
    return new WebReply(302, Map.of("Location", address), "");
  }

  private static WebReply to(String address, String cookie) {
    var headers = new HashMap<>(Map.of("Location", address, "Set-Cookie", cookie));
    return new WebReply(302, headers, "");
  }
}
