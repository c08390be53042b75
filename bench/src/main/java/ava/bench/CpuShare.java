package ava.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// So much of the machine's cores for what is started in it, as a container has it: a control group
/// with a quota, of Linux's first or second kind. Whoever is in it goes first, so that the quota
/// alone holds it back. Only root may make one. Safe for several threads.
///
/// @param group its folder
record CpuShare(Path group) implements AutoCloseable {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");
  private static final String MEMBERS = "cgroup.procs";
  private static final int TRIES = 50;

  /// @param cores how many, as 0.25
  /// @param period in which the quota is spent anew
  /// @return none where this machine does not allow it
  static Optional<CpuShare> of(double cores, Duration period) {
    return of(cores, period, GROUPS);
  }

  /// @param groups where the system has all of them
  static Optional<CpuShare> of(double cores, Duration period, Path groups) {
    var first = Files.isRegularFile(groups.resolve("cpu").resolve(MEMBERS));
    var parent = first ? groups.resolve("cpu") : groups;
    var share = new CpuShare(parent.resolve("ava-bench-" + ProcessHandle.current().pid()));
    try {
      if (!first) {
        set(parent.resolve("cgroup.subtree_control"), "+cpu");
      }
      Files.createDirectory(share.group());
    } catch (IOException _) {
      return Optional.empty(); // not root, or no such Linux
    }
    try {
      share.limit(first, cores, TimeUnit.NANOSECONDS.toMicros(period.toNanos()));
      return Optional.of(share);
    } catch (IOException _) {
      share.close(); // the quota is refused, as where the groups above have less
      return Optional.empty();
    }
  }

  private void limit(boolean first, double cores, long micros) throws IOException {
    var quota = Math.round(cores * micros);
    if (first) {
      set(group.resolve("cpu.cfs_period_us"), Long.toString(micros));
      set(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
      set(group.resolve("cpu.shares"), "16384");
    } else {
      set(group.resolve("cpu.max"), quota + " " + micros);
      set(group.resolve("cpu.weight"), "1600");
    }
  }

  /// Its files are the system's: where there is none, none is made.
  private static void set(Path file, String value) throws IOException {
    Files.writeString(file, value, StandardOpenOption.WRITE);
  }

  /// What starts a process in it.
  List<String> starter() {
    return List.of("sh", "-c", "echo $$ >\"$0\" && exec \"$@\"", group.resolve(MEMBERS).toString());
  }

  /// Whoever was in it is gone, or is about to go.
  @Override
  public void close() {
    for (var tries = 1; ; tries++) {
      try {
        Files.delete(group);
        return;
      } catch (IOException e) {
        if (tries == TRIES) {
          throw new UncheckedIOException("somebody is still in " + group, e);
        }
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }
}
