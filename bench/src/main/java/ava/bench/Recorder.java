package ava.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Java's flight recorder in a measured process, and what it saw.
record Recorder(Path file) {
  private static final int MOST_LINES = 30;

  /// What starts it.
  List<String> options() {
    return List.of(
        "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
            + file.toAbsolutePath());
  }

  /// The methods in which the last process was found most often.
  List<String> hotMethods() {
    var jfr = Path.of(System.getProperty("java.home"), "bin", "jfr").toString();
    try {
      var process =
          new ProcessBuilder(jfr, "view", "--width", "140", "hot-methods", file.toString())
              .redirectErrorStream(true)
              .start();
      try (var output = process.inputReader(StandardCharsets.UTF_8)) {
        return output.lines().filter(line -> !line.isBlank()).limit(MOST_LINES).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no profile", e);
    }
  }
}
