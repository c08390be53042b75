package ava.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The page in one document: nothing is loaded from elsewhere. Its policy allows exactly its own
/// style and script, by their hashes, and connections to us only.
///
/// @param policy the `Content-Security-Policy` that goes with it
record Page(String html, String policy) {
  /// One script in parts that share their names; the last one starts it.
  private static final List<String> SCRIPTS =
      List.of("french.js", "document.js", "list.js", "call.js", "live.js");

  static Page of(Optional<URI> liveApi) {
    var style = resource("page.css");
    var script = SCRIPTS.stream().map(Page::resource).collect(Collectors.joining("\n"));
    var html = resource("page.html").replace("/*style*/", style).replace("/*script*/", script);
    var connections = liveApi.map(url -> "'self' " + origin(url)).orElse("'self'");
    var policy =
        "default-src 'none'; style-src '%s'; script-src '%s'; connect-src %s; img-src data:; "
                .formatted(hash(style), hash(script), connections)
            + "media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    return new Page(html, policy);
  }

  private static String origin(URI url) {
    return url.getScheme() + "://" + url.getRawAuthority();
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (var stream = Page.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
