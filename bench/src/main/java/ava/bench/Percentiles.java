package ava.bench;

import java.util.Locale;

/// Percentiles of durations in milliseconds; -1 each when there were none.
record Percentiles(int count, double p50, double p90, double p99, double p999, double most) {
  String table() {
    return count == 0
        ? "–"
        : String.format(
            Locale.FRENCH, "%.2f / %.2f / %.2f / %.2f / %.1f ms", p50, p90, p99, p999, most);
  }
}
