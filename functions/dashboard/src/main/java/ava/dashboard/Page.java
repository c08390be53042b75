package ava.dashboard;

import ava.shared.web.WebReply;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// The document of the page. Its policy allows nothing but its own assets, and connections to us
/// only.
final class Page {
  private final String html;
  private final String policy;
  private final String tag;

  Page(Assets assets, Optional<URI> liveApi) {
    this.html = assets.linked(Assets.resource("page.html"));
    this.tag = "\"" + Assets.hash(html) + "\"";
    var connections = liveApi.map(url -> "'self' " + origin(url)).orElse("'self'");
    this.policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
            + connections
            + "; media-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'none';"
            + " frame-ancestors 'none'";
  }

  /// @param known the version that the browser has
  WebReply reply(String known) {
    var headers =
        Map.of(
            "Content-Type",
            "text/html; charset=utf-8",
            "Content-Security-Policy",
            policy,
            "Cache-Control",
            "no-cache",
            "ETag",
            tag);
    return known.equals(tag) ? new WebReply(304, headers, "") : new WebReply(200, headers, html);
  }

  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority();
  }
}
