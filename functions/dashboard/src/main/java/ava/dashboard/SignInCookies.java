package ava.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The cookies of a sign-in. Two are out of reach for scripts: what is remembered while the browser
/// is at the issuer's, and the refresh token, which only `/auth` gets and no other site can have
/// sent. The third holds nothing: by it the page knows that there is a refresh token. Prefixes and
/// `Secure` are left out on this machine alone, where there is no HTTPS.
///
/// @param secure whether the page is at an HTTPS address
record SignInCookies(boolean secure) {
  /// How long one may take to sign in.
  private static final Duration LOGIN_LIFE = Duration.ofMinutes(10);

  /// Empty value for none.
  String login(String value) {
    return cookie(loginName(), value, "Path=/; SameSite=Lax", LOGIN_LIFE);
  }

  /// @param life how long the token is good yet
  List<String> refresh(String token, Duration life) {
    return List.of(
        cookie(refreshName(), token, "Path=/auth; SameSite=Strict", life),
        "ava-here=%s; Path=/; SameSite=Lax; Max-Age=%d%s"
            .formatted(token.isEmpty() ? "" : "1", life.toSeconds(), secure ? "; Secure" : ""));
  }

  String noLogin() {
    return cookie(loginName(), "", "Path=/; SameSite=Lax", Duration.ZERO);
  }

  List<String> noRefresh() {
    return refresh("", Duration.ZERO);
  }

  Optional<String> findLogin(List<String> cookies) {
    return find(cookies, loginName());
  }

  Optional<String> findRefresh(List<String> cookies) {
    return find(cookies, refreshName());
  }

  private String loginName() {
    return secure ? "__Host-ava-login" : "ava-login";
  }

  private String refreshName() {
    return secure ? "__Secure-ava-refresh" : "ava-refresh";
  }

  private String cookie(String name, String value, String scope, Duration life) {
    return "%s=%s; %s; Max-Age=%d; HttpOnly%s"
        .formatted(name, value, scope, life.toSeconds(), secure ? "; Secure" : "");
  }

  private static Optional<String> find(List<String> cookies, String name) {
    return cookies.stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.substring(name.length() + 1))
        .filter(value -> !value.isEmpty())
        .findFirst();
  }
}
