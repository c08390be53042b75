package ava.bench;

import java.util.Arrays;

/// Durations of one kind, in microseconds. Not for several threads.
final class Latencies {
  private int[] micros = new int[1024];
  private int count;

  void add(long nanos) {
    if (count == micros.length) {
      micros = Arrays.copyOf(micros, 2 * count);
    }
    micros[count++] = (int) Math.min(Integer.MAX_VALUE, Math.max(0, nanos / 1_000));
  }

  int count() {
    return count;
  }

  /// What of it is asked for, in milliseconds; -1 where there was nothing.
  Percentiles percentiles() {
    var sorted = Arrays.copyOf(micros, count);
    Arrays.sort(sorted);
    return new Percentiles(
        count,
        at(sorted, 0.5),
        at(sorted, 0.9),
        at(sorted, 0.99),
        at(sorted, 0.999),
        at(sorted, 1));
  }

  private static double at(int[] sorted, double share) {
    if (sorted.length == 0) {
      return -1;
    }
    var index = (int) Math.ceil(share * sorted.length) - 1;
    return sorted[Math.clamp(index, 0, sorted.length - 1)] / 1_000.0;
  }
}
