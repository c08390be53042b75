package ava.bridge.call;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// How patient Ava is: how long she waits for what. A value.
///
/// @param lengths of each wait
public record Patience(Map<Wait, Duration> lengths) {
  public static final Patience USUAL = usual();

  public Patience {
    lengths = Collections.unmodifiableMap(new EnumMap<>(lengths));
  }

  private static Patience usual() {
    var lengths = new EnumMap<Wait, Duration>(Wait.class);
    for (var wait : Wait.values()) {
      lengths.put(wait, wait.usual());
    }
    return new Patience(lengths);
  }

  public Duration of(Wait wait) {
    return Objects.requireNonNull(lengths.get(wait));
  }

  /// The same but for one wait, which lasts so many times as long, and no longer than it may.
  ///
  /// @param factor above 0
  public Patience scaled(Wait wait, double factor) {
    var length = Duration.ofNanos(Math.round(of(wait).toNanos() * factor));
    var changed = new EnumMap<>(lengths);
    changed.put(wait, length.compareTo(wait.most()) < 0 ? length : wait.most());
    return new Patience(changed);
  }
}
