package ava.dashboard;

import ava.dashboard.TokenEndpoint.Tokens;
import ava.shared.web.FormFields;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `/auth`: the page's way to an access token. The refresh token stays in a cookie that no script
/// can read, the access token lives in the page's memory for five minutes: a token-mediating
/// backend. What the page posts must come from the page's own origin and carry a header of ours,
/// which no other site may send. Source: "OAuth 2.0 for Browser-Based Applications" (RFC 10017).
/// Safe for use by several threads.
final class SignIn {
  /// How long one stays signed in, and as the issuer has it.
  static final Duration LIFE = Duration.ofDays(30);

  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String SCOPES = "openid email";

  private final SignInSettings settings;
  private final Desk desk;
  private final LiveSockets sockets;
  private final SignInPages pages;
  private final TokenCheck check;
  private final TokenEndpoint endpoint;
  private final SignInCookies cookies;

  SignIn(SignInSettings settings, Desk desk, Assets assets, LiveSockets sockets) {
    this.settings = settings;
    this.desk = desk;
    this.sockets = sockets;
    this.pages = new SignInPages(settings, assets);
    this.check = new TokenCheck(settings, desk.clock());
    this.endpoint = new TokenEndpoint(settings);
    this.cookies = new SignInCookies(settings.secure());
  }

  /// An answer, and what the browser is to keep.
  record Answered(WebReply reply, List<String> cookies) {
    static Answered of(WebReply reply) {
      return new Answered(reply, List.of());
    }
  }

  /// Reads a token as a sign-in does, and asks nobody.
  void rehearse() {
    RehearsedToken.read();
  }

  /// @param kept the browser's cookies, each as `name=value`
  Answered answer(WebRequest request, List<String> kept) {
    return switch (request.method() + " " + request.path()) {
      case "GET /auth/login" -> login(request);
      case "GET /auth/callback" -> callback(request, kept);
      case "POST /auth/token" -> posted(request, kept, this::token);
      case "POST /auth/logout" -> posted(request, kept, this::logout);
      case "POST /auth/logout-everywhere" -> posted(request, kept, this::logoutEverywhere);
      default -> Answered.of(Problem.NOT_FOUND.reply("Cette page n’existe pas."));
    };
  }

  private Answered login(WebRequest request) {
    if (!request.header("host").equals(settings.page().getRawAuthority())) {
      return Answered.of(pages.elsewhere());
    }
    var attempt = LoginAttempt.begin(FormFields.parse(request.rawQuery()).get("vers"));
    // without prompt a browser that signed out everywhere would be let in again by its own cookie
    var query =
        Map.of(
            "response_type",
            "code",
            "client_id",
            settings.client(),
            "redirect_uri",
            settings.callback().toString(),
            "scope",
            SCOPES,
            "state",
            attempt.state(),
            "nonce",
            attempt.nonce(),
            "code_challenge",
            attempt.challenge(),
            "code_challenge_method",
            "S256",
            "prompt",
            "login",
            "lang",
            "fr");
    var address = settings.site() + "/oauth2/authorize?" + encoded(query);
    return new Answered(to(address), List.of(cookies.login(attempt.cookie())));
  }

  private Answered callback(WebRequest request, List<String> kept) {
    var query = FormFields.parse(request.rawQuery());
    var attempt =
        cookies
            .findLogin(kept)
            .flatMap(LoginAttempt::parse)
            .filter(begun -> begun.has(query.get("state")));
    if (attempt.isEmpty() || query.get("code").isEmpty()) {
      return new Answered(pages.again(400), List.of(cookies.noLogin()));
    }
    try {
      return welcome(attempt.get(), query.get("code"));
    } catch (SignInException e) {
      LOG.atWarn().setCause(e).log("nobody signed in");
      var page = e.away() ? pages.later() : pages.again(403);
      return new Answered(page, List.of(cookies.noLogin()));
    }
  }

  private Answered welcome(LoginAttempt attempt, String code) {
    var tokens = endpoint.redeem(code, attempt.verifier());
    var id = check.id(tokens.id(), attempt.nonce());
    var visitor = visitor(tokens);
    if (!visitor.sub().equals(id.get("sub"))) {
      throw SignInException.refused("tokens of two users");
    }
    if (visitor.knownBy(desk.users().signIns()).isEmpty()) {
      endpoint.revoke(tokens.refresh());
      throw SignInException.refused("signed out since");
    }
    var name = id.getOrDefault("email", visitor.sub());
    desk.users().signIns().note(visitor.sub(), name);
    desk.audit().write(name, "SIGN_IN", "", "");
    var cookies = new ArrayList<>(kept(visitor, tokens));
    cookies.add(this.cookies.noLogin());
    return new Answered(to(attempt.wish()), cookies);
  }

  @FunctionalInterface
  private interface Posted {
    Answered answer(Tokens tokens, Visitor visitor);
  }

  /// What the page asks for in the name of who signed in, by his cookie.
  private Answered posted(WebRequest request, List<String> kept, Posted posted) {
    if (!request.header("origin").equals(settings.page().toString())
        || !request.header(Gate.HEADER).equals("1")) {
      return Answered.of(
          Problem.NOT_OURS.reply(
              "Cette demande ne vient pas de la page d’Ava, qui est à l’adresse "
                  + settings.page()
                  + "."));
    }
    var refresh = cookies.findRefresh(kept);
    if (refresh.isEmpty()) {
      return signedOut();
    }
    try {
      var tokens = endpoint.refresh(refresh.get());
      var visitor = visitor(tokens).knownBy(desk.users().signIns());
      if (visitor.isEmpty()) {
        endpoint.revoke(tokens.refresh());
        return signedOut();
      }
      return posted.answer(tokens, visitor.get());
    } catch (SignInException e) {
      LOG.atInfo().setCause(e).log("no token");
      return e.away()
          ? Answered.of(Problem.AWAY.reply("Le service d’identification ne répond pas."))
          : signedOut();
    }
  }

  private Answered signedOut() {
    return new Answered(
        Problem.UNKNOWN.reply("Votre session est terminée. Identifiez-vous de nouveau."),
        cookies.noRefresh());
  }

  /// `{"token":"…","seconds":300,"name":"…","role":"titulaire"}`
  private Answered token(Tokens tokens, Visitor visitor) {
    var left = Duration.between(desk.clock().instant(), visitor.until());
    var answer =
        JSON.createObjectNode()
            .put("token", tokens.access())
            .put("seconds", left.toSeconds())
            .put("name", visitor.name())
            .put("role", visitor.role().group());
    return new Answered(json(answer), kept(visitor, tokens));
  }

  private Answered logout(Tokens tokens, Visitor visitor) {
    desk.users().signIns().end(visitor.sub(), visitor.session());
    desk.audit().write(visitor.name(), "SIGN_OUT", "", "");
    desk.users().viewers().of(visitor.sub(), visitor.session()).forEach(this::close);
    return leave(tokens);
  }

  private Answered logoutEverywhere(Tokens tokens, Visitor visitor) {
    desk.users().signIns().endAll(visitor.sub());
    desk.audit().write(visitor.name(), "SIGN_OUT_EVERYWHERE", "", "");
    desk.users().viewers().of(visitor.sub()).forEach(this::close);
    return leave(tokens);
  }

  private void close(String connectionId) {
    desk.users().viewers().remove(connectionId);
    sockets.close(connectionId);
  }

  /// `{"next":"https://…/logout?…"}`, where the issuer forgets the browser, too.
  private Answered leave(Tokens tokens) {
    endpoint.revoke(tokens.refresh());
    var query = Map.of("client_id", settings.client(), "logout_uri", settings.page() + "/");
    var answer = JSON.createObjectNode().put("next", settings.site() + "/logout?" + encoded(query));
    return new Answered(json(answer), cookies.noRefresh());
  }

  private Visitor visitor(Tokens tokens) {
    return Visitor.of(check.access(tokens.access()))
        .orElseThrow(() -> SignInException.refused("no access token"));
  }

  /// A token that takes another's place ends when that would have.
  private List<String> kept(Visitor visitor, Tokens tokens) {
    var end = visitor.signedInAt().plus(LIFE);
    var left = Duration.between(desk.clock().instant(), end);
    return cookies.refresh(tokens.refresh(), left.isNegative() ? Duration.ZERO : left);
  }

  private static WebReply json(ObjectNode answer) {
    return WebReply.json(answer.toString());
  }

  private static WebReply to(String address) {
    return new WebReply(302, Map.of("Location", address), "");
  }

  private static String encoded(Map<String, String> query) {
    return query.entrySet().stream()
        .map(part ->
            part.getKey() + "=" + URLEncoder.encode(part.getValue(), StandardCharsets.UTF_8))
        .sorted()
        .collect(Collectors.joining("&"));
  }
}
