package ava.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// The pauses of a collector, read from its log as it grows. Not for several threads.
final class Pauses {
  private static final Pattern PAUSE = Pattern.compile("Pause.* ([0-9]+[.,][0-9]+)ms$");

  private final Path log;
  private long read;

  Pauses(Path log) {
    this.log = log;
  }

  /// @param worst in milliseconds
  record Seen(int count, double worst) {}

  /// The pauses since the last time.
  Seen next() {
    if (Files.notExists(log)) {
      return new Seen(0, 0); // no collector that tells
    }
    try {
      var lines = Files.readAllLines(log);
      var count = 0;
      var worst = 0.0;
      for (var line : lines.subList((int) Math.min(read, lines.size()), lines.size())) {
        var pause = PAUSE.matcher(line);
        if (pause.find()) {
          count++;
          worst = Math.max(worst, Double.parseDouble(pause.group(1).replace(',', '.')));
        }
      }
      read = lines.size();
      return new Seen(count, worst);
    } catch (IOException e) {
      throw new UncheckedIOException("no log of the collector", e);
    }
  }
}
