package ava.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchReportTest {
  private static final Percentiles NONE = new Percentiles(0, -1, -1, -1, -1, -1);

  @TempDir private Path folder;

  @Test
  void goalsComeFirstAndRatiosBeforeFigures() throws Exception {
    var parts =
        List.of(
            part(Contestant.RELAY, 100, 0.2, 0.5, 100_000),
            part(Contestant.AVA, 100, 0.3, 1, 200_000),
            part(Contestant.AVA, 200, 0.3, 1, 230_000));
    var report =
        new BenchReport(
            new Machine("Processor", 2, true, "25", 0.01),
            parts,
            List.of(new Started(Contestant.AVA, 1, 0.9)),
            List.of(
                new Carried(Contestant.RELAY, 1, 1, 400, 30),
                new Carried(Contestant.AVA, 1, 1, 350, 25),
                new Carried(Contestant.AVA, 0.25, 1, 50, 25),
                new Carried(Contestant.AVA, 0.5, 2, 95, 25)),
            List.of(new Mailed(false, 1_050, 10, 90), new Mailed(true, 1_050, 10, 1_200)),
            List.of("Charge : 0."),
            List.of());

    assertThat(report.lines().getFirst())
        .startsWith("✘ processeur / relais nu (steady, 100 appels)")
        .contains("× 1,50   (≤ × 1,25)");
    assertThat(report.lines())
        .anyMatch(line -> line.startsWith("? processeur / pair (steady, 100 appels)"))
        .anyMatch(line -> line.startsWith("✔ appels au plus / relais nu") && line.contains("0,88"))
        .anyMatch(
            line -> line.startsWith("✘ mémoire d’un appel de plus") && line.contains("300 Ko"))
        .anyMatch(line -> line.startsWith("✔ raccroché → courriel, 99 %, à chaud"))
        .anyMatch(line -> line.startsWith("✘ raccroché → courriel, 99 %, fonction restaurée"))
        .anyMatch(line -> line.contains("file 10 ; résumé et courriel 1200"))
        .anyMatch(
            line -> line.startsWith("✔ appels au plus, deux boucles") && line.contains("1,90"))
        .anyMatch(line -> line.startsWith("✔ prêt"));
    report.write(folder);
    assertThat(folder.resolve("bench.md"))
        .content()
        .contains("| processeur / relais nu (steady, 100 appels) | × 1,50 | ≤ × 1,25 | ✘ |");
    assertThat(folder.resolve("bench.json")).content().contains("\"cpu\" : 0.3", "Charge : 0.");
    assertThat(Files.readString(folder.resolve("bench.svg"))).startsWith("<svg").contains("Ava");
  }

  /// What reads the results of before reads those of today.
  @Test
  void eachFigureOfAPartIsWrittenByItsNameAlone() throws Exception {
    var part = part(Contestant.AVA, 100, 0.3, 1, 200_000);

    var written = JsonMapper.shared().<JsonNode>valueToTree(part);

    assertThat(written.propertyNames()).containsExactlyInAnyOrderElementsOf(namesBefore());
    assertThat(written.at("/roundTrip/p99").doubleValue()).isEqualTo(1);
  }

  private static Collection<String> namesBefore() throws Exception {
    var before = Files.readString(Path.of("results", "1", "bench.json"));
    return JsonMapper.shared().readTree(before).at("/parts/0").propertyNames();
  }

  private static Measured part(
      Contestant contestant, int calls, double cpu, double ms, long residentKb) {
    return new Measured(
        contestant,
        "steady",
        calls,
        new Measured.Cost(cpu, residentKb, new Pauses.Seen(0, 0)),
        new Measured.Delays(new Percentiles(10, ms, ms, ms, ms, ms), NONE, NONE, NONE),
        new Measured.Conditions(NONE, NONE, 0));
  }
}
