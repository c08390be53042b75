package ava.shared.web;

import java.util.Base64;
import java.util.Map;

/// The answer to a [WebRequest].
///
/// @param encoded whether the body is in base64, as bytes that are no text are
public record WebReply(int status, Map<String, String> headers, String body, boolean encoded) {
  public WebReply {
    headers = Map.copyOf(headers);
  }

  public WebReply(int status, Map<String, String> headers, String body) {
    this(status, headers, body, false);
  }

  public static WebReply bytes(int status, Map<String, String> headers, byte[] body) {
    return new WebReply(status, headers, Base64.getEncoder().encodeToString(body), true);
  }

  public static WebReply twiml(String document) {
    return of(200, "text/xml; charset=utf-8", document);
  }

  public static WebReply json(String document) {
    return of(200, "application/json; charset=utf-8", document);
  }

  /// A plain sentence, for the developer who reads it.
  public static WebReply text(int status, String sentence) {
    return of(status, "text/plain; charset=utf-8", sentence);
  }

  public static WebReply empty(int status) {
    return new WebReply(status, Map.of(), "");
  }

  /// @param allowed the methods that the path takes, joined by commas
  public static WebReply wrongMethod(String allowed) {
    return new WebReply(405, Map.of("Allow", allowed), "");
  }

  private static WebReply of(int status, String type, String body) {
    return new WebReply(status, Map.of("Content-Type", type), body);
  }
}
