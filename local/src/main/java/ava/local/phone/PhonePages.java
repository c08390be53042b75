package ava.local.phone;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The files of the page `/phone` and the headers that go with all it answers. Safe for several
/// threads.
final class PhonePages {
  private static final String HTML = "phone.html";

  /// The words that both pages have stand with the desk's.
  private static final String DESK = "desk.js";

  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");

  private final Map<String, Buffer> files =
      Stream.of(
              HTML,
              "phone.css",
              "phone.js",
              "call.js",
              "french.js",
              DESK,
              "line.js",
              "sound.js",
              "times.js",
              "mulaw.js",
              "resampler.js",
              "telephone.js")
          .collect(Collectors.toUnmodifiableMap(name -> name, PhonePages::read));

  /// Answers with a file, if that is what the path names.
  ///
  /// @return false when it is none of ours; nothing is answered then
  boolean answer(String path, HttpServerResponse response) {
    var name = path.equals("/phone") ? HTML : path.substring("/phone/".length());
    var file = Optional.ofNullable(files.get(name));
    file.ifPresent(content -> {
      var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
      response.putHeader("Content-Type", type + "; charset=utf-8");
      var _ = response.end(content);
    });
    return file.isPresent();
  }

  /// @param host under which the browser knows us
  static void guard(HttpServerResponse response, String host) {
    response
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Permissions-Policy", "microphone=(self)")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin")
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:;"
                + " connect-src 'self' ws://"
                + host
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  }

  private static Buffer read(String name) {
    var place = name.equals(DESK) ? "/ava/dashboard/french.js" : name;
    try (var stream = PhonePages.class.getResourceAsStream(place)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return Buffer.buffer(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
