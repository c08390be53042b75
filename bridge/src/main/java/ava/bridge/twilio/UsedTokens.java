package ava.bridge.twilio;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

/// The stream tokens that opened a stream in this process, for as long as they would be good. Not
/// safe for use by several threads.
final class UsedTokens {
  private final Clock clock;
  private final Set<String> tokens = new HashSet<>();

  UsedTokens(Clock clock) {
    this.clock = clock;
  }

  /// Uses a token that was found good.
  ///
  /// @return false when it was used before
  boolean use(String token) {
    var now = clock.instant().getEpochSecond();
    tokens.removeIf(used -> expiry(used) < now);
    return tokens.add(token);
  }

  /// In epoch seconds.
  private static long expiry(String token) {
    return Long.parseLong(token.substring(0, token.indexOf('.')));
  }
}
