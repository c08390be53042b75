package ava.bridge.twilio;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

/// The stream tokens that opened a stream in this process, for as long as they would be good. Not
/// safe for use by several threads.
final class UsedTokens {
  private final Clock clock;
  private final Set<Use> uses = new HashSet<>();

  UsedTokens(Clock clock) {
    this.clock = clock;
  }

  /// A call that is taken up within the second in which it began has the same token again.
  private record Use(String token, boolean resumed) {
    /// In epoch seconds.
    private long expiry() {
      return Long.parseLong(token.substring(0, token.indexOf('.')));
    }
  }

  /// Uses a token that was found good.
  ///
  /// @return false when it was used before
  boolean use(String token, boolean resumed) {
    var now = clock.instant().getEpochSecond();
    uses.removeIf(use -> use.expiry() < now);
    return uses.add(new Use(token, resumed));
  }
}
