package ava.trial.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What Linux says of a process. Source: proc(5).
///
/// @param residentKb memory that is really used
/// @param files open files and sockets
/// @param cpu the time that it has computed
public record ProcessFigures(long residentKb, int threads, int files, Duration cpu) {
  /// Clock ticks of `/proc/<pid>/stat`: 100 a second on every Linux that Java runs on.
  private static final int TICK_MS = 10;

  private static final int USER_TIME = 11;

  /// @throws UncheckedIOException when there is no such process, or no Linux
  public static ProcessFigures of(long pid) {
    var folder = Path.of("/proc", Long.toString(pid));
    try (var files = Files.list(folder.resolve("fd"))) {
      var status = Files.readString(folder.resolve("status"));
      var stat = Files.readString(folder.resolve("stat"));
      // the name before may have spaces
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      var ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
      return new ProcessFigures(
          number(status, "VmRSS:"),
          Math.toIntExact(number(status, "Threads:")),
          Math.toIntExact(files.count()),
          Duration.ofMillis(ticks * TICK_MS));
    } catch (IOException e) {
      throw new UncheckedIOException("no figures of process " + pid, e);
    }
  }

  private static long number(String status, String field) {
    return status
        .lines()
        .filter(line -> line.startsWith(field))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }
}
