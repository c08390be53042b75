package ava.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A folder takes groups as Linux does, but has no quota to give.
class CpuShareTest {
  @TempDir private Path groups;

  @ParameterizedTest(name = "of the kind that has {1}")
  @CsvSource({"cpu, cgroup.procs", "., cgroup.subtree_control"})
  void groupWhoseQuotaIsRefusedIsNotLeftBehind(String folder, String file) throws Exception {
    var parent = Files.createDirectories(groups.resolve(folder));
    Files.createFile(parent.resolve(file));

    assertThat(share()).isEmpty();

    assertThat(parent.toFile().list()).containsExactly(file);
  }

  @Test
  void nothingIsMadeWhereThereAreNoGroups() {
    assertThat(share()).isEmpty();

    assertThat(groups).isEmptyDirectory();
  }

  private Optional<CpuShare> share() {
    return CpuShare.of(0.5, Duration.ofMillis(10), groups);
  }
}
