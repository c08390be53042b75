package ava.local.issuer;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// All refresh tokens of one sign-in, by their hashes: each is good once and, since two tabs may
/// use one at the same time, for ten seconds more. All end when the first would have. Not safe for
/// several threads.
final class Family {
  static final Duration LIFE = Duration.ofDays(30);
  static final Duration GRACE = Duration.ofSeconds(10);

  /// The oldest are forgotten: known no more, they are refused all the same.
  private static final int MOST_TOKENS = 100;

  private final Start start;

  /// When each was first used; empty for one that was not.
  private final Map<String, Optional<Instant>> tokens = new LinkedHashMap<>();

  /// How it began.
  ///
  /// @param id which the tokens call `origin_jti`
  /// @param sub whose it is
  /// @param scope what he was granted
  record Start(String id, String sub, String scope, Instant at) {}

  Family(Start start) {
    this.start = start;
  }

  Start start() {
    return start;
  }

  Map<String, Optional<Instant>> tokens() {
    return tokens;
  }

  boolean over(Instant now) {
    return !start.at().plus(LIFE).isAfter(now);
  }

  boolean has(String hash) {
    return tokens.containsKey(hash);
  }

  void add(String hash) {
    tokens.put(hash, Optional.empty());
    while (tokens.size() > MOST_TOKENS) {
      tokens.remove(tokens.keySet().iterator().next());
    }
  }

  /// Uses a token.
  ///
  /// @return whether it was still good; one that is used again later was stolen, by whoever
  boolean use(String hash, Instant now) {
    var used = tokens.getOrDefault(hash, Optional.empty());
    if (used.isPresent()) {
      return !used.get().plus(GRACE).isBefore(now);
    }
    tokens.put(hash, Optional.of(now));
    return true;
  }
}
