package ava.shared.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One HTTP request as API Gateway hands it over (payload format 2.0), free of its classes.
///
/// @param rawQuery the query as it was sent, without `?`; empty when there is none
/// @param body as handed over
/// @param encoded whether the body is in base64, as form bodies are
public record WebRequest(
    String method,
    String path,
    String rawQuery,
    Map<String, String> headers,
    String body,
    boolean encoded) {

  /// A request from an event, in which whatever is absent is null.
  public static WebRequest of(
      String method,
      @Nullable String path,
      @Nullable String rawQuery,
      @Nullable Map<String, String> headers,
      @Nullable String body,
      boolean encoded) {
    var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    if (headers != null) {
      byName.putAll(headers);
    }
    return new WebRequest(
        method,
        path == null ? "/" : path,
        rawQuery == null ? "" : rawQuery,
        byName,
        body == null ? "" : body,
        encoded);
  }

  /// The value of a header by any spelling of its name, or empty text.
  public String header(String name) {
    var value = headers.get(name);
    return value == null ? "" : value;
  }

  /// The body as UTF-8 text, or empty when it should be base64 and is not.
  public Optional<String> text() {
    if (!encoded) {
      return Optional.of(body);
    }
    try {
      return Optional.of(new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// An upper bound of the body's length in bytes, known before it is decoded.
  public long largestBody() {
    return encoded ? body.length() * 3L / 4 : body.getBytes(StandardCharsets.UTF_8).length;
  }
}
