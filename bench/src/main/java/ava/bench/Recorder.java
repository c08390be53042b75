package ava.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Java's flight recorder in measured processes, and what it saw.
///
/// @param folder where each process leaves its recording
record Recorder(Path folder) {
  private static final int MOST_LINES = 30;

  /// What starts it in a process. Recordings of an earlier run are deleted.
  List<String> options() {
    try {
      for (var old : recordings()) {
        Files.delete(old);
      }
      var file = folder.resolve("ava-%p.jfr").toAbsolutePath();
      return List.of("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file);
    } catch (IOException e) {
      throw new UncheckedIOException("old profiles stay", e);
    }
  }

  /// The methods in which the process with the most to tell was found most often.
  List<String> hotMethods() {
    try {
      var largest = Path.of("none");
      var size = -1L;
      for (var recording : recordings()) {
        if (Files.size(recording) > size) {
          largest = recording;
          size = Files.size(recording);
        }
      }
      var jfr = Path.of(System.getProperty("java.home"), "bin", "jfr").toString();
      var process =
          new ProcessBuilder(jfr, "view", "--width", "140", "hot-methods", largest.toString())
              .redirectErrorStream(true)
              .start();
      try (var output = process.inputReader(StandardCharsets.UTF_8)) {
        return output.lines().filter(line -> !line.isBlank()).limit(MOST_LINES).toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no profile", e);
    }
  }

  private List<Path> recordings() throws IOException {
    var found = new ArrayList<Path>();
    Files.createDirectories(folder);
    try (var files = Files.newDirectoryStream(folder, "ava-*.jfr")) {
      files.forEach(found::add);
    }
    return found;
  }
}
