package ava.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Which cores who has: the bridge the first, everybody else the others, where the system allows
/// it. Elsewhere nobody is pinned, and the figures say so.
record Pinning(boolean possible) {
  private static final String BRIDGE = "0";

  /// Pins this process, too.
  static Pinning now() {
    var cores = Runtime.getRuntime().availableProcessors();
    return new Pinning(cores > 1 && pin(ProcessHandle.current().pid(), "1-" + (cores - 1)));
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

  /// What starts a process on the bridge's core.
  List<String> bridge() {
    return possible ? List.of("taskset", "-c", BRIDGE) : List.of();
  }

  /// What starts a process beside it; it inherits this one's cores.
  List<String> beside() {
    return List.of();
  }
}
