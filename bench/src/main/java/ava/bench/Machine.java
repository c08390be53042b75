package ava.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What figures were taken on. Names nobody.
///
/// @param others what anything else took of it while measured, in cores; -1 where it is not known
record Machine(String processor, int cores, boolean pinned, String java, double others) {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final Path TIMES = Path.of("/proc/stat");

  /// Clock ticks of `/proc/stat`, 100 a second; source: proc(5).
  private static final long TICK_MS = 10;

  private static final int IDLE = 3;
  private static final int WAITING = 4;
  private static final int STOLEN = 7;

  static Machine of(Pinning pinning, double others) {
    var java = Runtime.version().toString();
    return new Machine(modelName(), pinning.cores(), pinning.possible(), java, others);
  }

  private static String modelName() {
    try {
      return Files.readAllLines(PROCESSORS).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      throw new UncheckedIOException("no " + PROCESSORS, e);
    }
  }

  /// How long its cores have computed since it was started, what its host took of them included.
  static Duration busy() {
    try {
      var fields =
          Files.readAllLines(TIMES).getFirst().substring("cpu".length()).strip().split(" ");
      var ticks = 0L;
      for (var field = 0; field <= STOLEN; field++) {
        if (field != IDLE && field != WAITING) {
          ticks += Long.parseLong(fields[field]);
        }
      }
      return Duration.ofMillis(ticks * TICK_MS);
    } catch (IOException e) {
      throw new UncheckedIOException("no " + TIMES, e);
    }
  }
}
