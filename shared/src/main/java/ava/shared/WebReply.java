package ava.shared;

import java.util.Map;

/// The answer to a [WebRequest].
public record WebReply(int status, Map<String, String> headers, String body) {
  public WebReply {
    headers = Map.copyOf(headers);
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
