package ava.trial.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A process's figures over time. Safe for several threads.
public final class Samples {
  private record Sample(long nanos, ProcessFigures figures) {}

  private final List<Sample> samples = new ArrayList<>();

  public synchronized void add(ProcessFigures figures) {
    samples.add(new Sample(System.nanoTime(), figures));
  }

  public synchronized long mostResidentKb() {
    return samples.stream().mapToLong(s -> s.figures().residentKb()).max().orElse(0);
  }

  /// The median of a part of the time, `from` and `to` between 0 and 1.
  public synchronized long residentKb(double from, double to) {
    var part =
        samples
            .subList((int) (from * samples.size()), (int) Math.ceil(to * samples.size()))
            .stream()
            .map(s -> s.figures().residentKb())
            .sorted()
            .toList();
    return part.isEmpty() ? 0 : part.get(part.size() / 2);
  }

  /// How much of one core it took, in percent.
  public synchronized long cpuPercent() {
    if (samples.size() < 2) {
      return 0;
    }
    var first = samples.getFirst();
    var last = samples.getLast();
    var computed = last.figures().cpu().minus(first.figures().cpu());
    return 100 * computed.toNanos() / Math.max(1, last.nanos() - first.nanos());
  }

  /// What runs on this machine: the average of the last minute, as `uptime` says it.
  public static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    } catch (IOException e) {
      throw new UncheckedIOException("no /proc/loadavg", e);
    }
  }

  /// A duration as a person reads it.
  public static String seconds(Duration time) {
    return "%.2f s".formatted(time.toMillis() / 1000.0);
  }

  /// An amount of memory as a person reads it.
  public static String megabytes(long kb) {
    return "%d Mo".formatted(kb / 1024);
  }
}
