package ava.shared.call;

import java.time.Instant;

/// A mail that was sent and that somebody did not get. The table keeps it as one word behind the
/// other, so that the same news, told twice, is there once.
///
/// @param kind such as `Bounce Permanent General`
public record MailRefusal(Instant at, String address, String kind) {
  /// `2026-11-25T09:41:12.000Z x@y.fr Bounce Permanent General`
  public String encoded() {
    return Timestamps.format(at) + " " + address + " " + kind;
  }

  /// The refusal that [#encoded()] wrote.
  public static MailRefusal decode(String text) {
    var parts = text.split(" ", 3);
    return new MailRefusal(Instant.parse(parts[0]), parts[1], parts[2]);
  }
}
