package ava.trial.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Durations, for their percentiles. Safe for several threads.
public final class Spans {
  private final List<Duration> spans = new ArrayList<>();

  public synchronized void add(Collection<Duration> more) {
    spans.addAll(more);
  }

  public synchronized int count() {
    return spans.size();
  }

  /// The smallest that `percent` of them do not exceed; zero when there are none.
  public synchronized Duration percentile(int percent) {
    if (spans.isEmpty()) {
      return Duration.ZERO;
    }
    var sorted = spans.stream().sorted().toList();
    var rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
  }

  /// Such as `12 / 34 / 56 ms (n = 7)`: median, 99 %, the longest.
  public String table() {
    return "%d / %d / %d ms (n = %d)"
        .formatted(
            percentile(50).toMillis(),
            percentile(99).toMillis(),
            percentile(100).toMillis(),
            count());
  }
}
