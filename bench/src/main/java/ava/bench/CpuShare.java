package ava.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final Path FIRST_KIND = Path.of("/sys/fs/cgroup/cpu");
  private static final Path SECOND_KIND = Path.of("/sys/fs/cgroup");
  private static final String MEMBERS = "cgroup.procs";
  private static final int TRIES = 50;

  /// @param cores how many, as 0.25
  /// @param period in which the quota is spent anew
  /// @return none where this machine does not allow it
  static Optional<CpuShare> of(double cores, Duration period) {
    var first = Files.isRegularFile(FIRST_KIND.resolve(MEMBERS));
    var name = "ava-bench-" + ProcessHandle.current().pid();
    var share = new CpuShare((first ? FIRST_KIND : SECOND_KIND).resolve(name));
    var micros = TimeUnit.NANOSECONDS.toMicros(period.toNanos());
    var quota = Math.round(cores * micros);
    try {
      if (first) {
        Files.createDirectory(share.group());
        share.write("cpu.cfs_period_us", Long.toString(micros));
        share.write("cpu.cfs_quota_us", Long.toString(quota));
        share.write("cpu.shares", "16384");
      } else {
        Files.writeString(SECOND_KIND.resolve("cgroup.subtree_control"), "+cpu");
        Files.createDirectory(share.group());
        share.write("cpu.max", quota + " " + micros);
        share.write("cpu.weight", "1600");
      }
      return Optional.of(share);
    } catch (IOException _) {
      return Optional.empty(); // not root, or no such Linux
    }
  }

  private void write(String file, String value) throws IOException {
    Files.writeString(group.resolve(file), value);
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
