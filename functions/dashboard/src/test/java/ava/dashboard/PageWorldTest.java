package ava.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Runs the page's script where Node is installed.
class PageWorldTest {
  @Test
  void aDeadSocketIsLeftWithinSeconds() throws Exception {
    assumeThat(nodeIsThere()).isTrue();
    var process =
        new ProcessBuilder(
                "node",
                Path.of("src/test/resources/ava/dashboard/page-world.mjs").toString(),
                Path.of("src/main/resources/ava/dashboard").toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
  }

  private static boolean nodeIsThere() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
