package ava.dashboard;

import ava.shared.settings.Settings;
import java.net.URI;
import java.util.Set;

/// Where the owner signs in.
///
/// @param issuer signs the tokens and names itself in them, `SIGN_IN_ISSUER`
/// @param site where its pages and its token endpoint are, `SIGN_IN_URL`
/// @param client who we are to it, `SIGN_IN_CLIENT_ID`
/// @param page our own origin, `PAGE_ORIGIN`; plain HTTP only on this machine
record SignInSettings(URI issuer, URI site, String client, URI page) {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  static SignInSettings from(Settings settings) {
    var page = settings.address("PAGE_ORIGIN", Settings.Scheme.HTTP);
    var plain = "http".equals(page.getScheme());
    if (plain && !LOOPBACK.contains(page.getHost())) {
      settings.reject("PAGE_ORIGIN must begin with https://");
    } else if (page.getHost() != null && !page.getRawPath().isEmpty()) {
      settings.reject("PAGE_ORIGIN must be like 'https://example.com'");
    }
    return new SignInSettings(
        settings.address("SIGN_IN_ISSUER", Settings.Scheme.HTTP),
        settings.address("SIGN_IN_URL", Settings.Scheme.HTTP),
        settings.required("SIGN_IN_CLIENT_ID"),
        page);
  }

  /// Whether cookies may be marked as for HTTPS only.
  boolean secure() {
    return "https".equals(page.getScheme());
  }

  /// Where the issuer sends the browser back to.
  URI callback() {
    return page.resolve("/auth/callback");
  }
}
