package ava.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {
  private static final Percentiles NONE = new Percentiles(0, -1, -1, -1, -1, -1);

  @TempDir private Path folder;

  @Test
  void ratiosToTheRelayComeFirst() throws Exception {
    var parts = List.of(part(Contestant.RELAY, 0.2, 0.5), part(Contestant.AVA, 0.3, 1));
    var report = new BenchReport(parts, List.of("Charge : 0."), List.of());

    assertThat(report.lines().getFirst())
        .isEqualTo(
            "Ava / relais nu, steady, 100 appels : processeur × 1,50, médiane × 2,00, 99 % × 2,00");
    report.write(folder);
    assertThat(folder.resolve("bench.md")).content().contains("| steady, 100 calls | 1.50 | 2.00");
    assertThat(folder.resolve("bench.json")).content().contains("\"cpu\" : 0.3", "Charge : 0.");
    assertThat(Files.readString(folder.resolve("bench.svg"))).startsWith("<svg").contains("Ava");
  }

  private static Measured part(Contestant contestant, double cpu, double ms) {
    return new Measured(
        contestant,
        "steady",
        100,
        cpu,
        new Percentiles(10, ms, ms, ms, ms, ms),
        NONE,
        NONE,
        NONE,
        200_000,
        new Pauses.Seen(0, 0),
        NONE,
        NONE);
  }
}
