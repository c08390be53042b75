package ava.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Which cores who has: the bridge the first, everybody else the others, where the system allows
/// it. Elsewhere nobody is pinned, and the figures say so. Where there are four cores or more, the
/// second stays free for a bridge that has two.
///
/// @param cores of the machine
record Pinning(boolean possible, int cores) {
  private static final int ENOUGH_FOR_TWO = 4;

  /// Pins this process, too.
  static Pinning now() {
    var cores = Runtime.getRuntime().availableProcessors();
    var beside = (cores >= ENOUGH_FOR_TWO ? 2 : 1) + "-" + (cores - 1);
    return new Pinning(cores > 1 && pin(ProcessHandle.current().pid(), beside), cores);
  }

  private static boolean pin(long pid, String cores) {
    try {
      var process =
          new ProcessBuilder("taskset", "-a", "-c", "-p", cores, Long.toString(pid))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false; // no taskset here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// What starts a process on as many of the bridge's cores.
  List<String> bridge(int cores) {
    return possible ? List.of("taskset", "-c", cores == 1 ? "0" : "0,1") : List.of();
  }

  /// What starts a process beside it; it inherits this one's cores.
  List<String> beside() {
    return List.of();
  }
}
