package ava.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.json.JsonMapper;

/// What a bench found.
///
/// @param problems what is wrong with Ava; nothing when all is well
public record BenchReport(List<Measured> parts, List<String> notes, List<String> problems) {
  public BenchReport {
    parts = List.copyOf(parts);
    notes = List.copyOf(notes);
    problems = List.copyOf(problems);
  }

  /// The figures for a person, ratios first.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    for (var ava : parts) {
      if (ava.contestant() == Contestant.AVA) {
        relayBeside(ava).ifPresent(relay -> lines.add(ratios(ava, relay)));
      }
    }
    lines.add("");
    parts.stream()
        .filter(part -> !part.part().equals("ramp"))
        .map(BenchReport::line)
        .forEach(lines::add);
    lines.add("");
    lines.addAll(notes);
    return lines;
  }

  private Optional<Measured> relayBeside(Measured ava) {
    return parts.stream()
        .filter(p -> p.contestant() == Contestant.RELAY)
        .filter(p -> p.part().equals(ava.part()) && p.calls() == ava.calls())
        .filter(_ -> !ava.part().equals("ramp"))
        .findFirst();
  }

  private static String ratios(Measured ava, Measured relay) {
    return String.format(
        Locale.FRENCH,
        "Ava / relais nu, %s, %d appels : processeur × %.2f, médiane × %.2f, 99 %% × %.2f",
        ava.part(),
        ava.calls(),
        ratio(ava, relay, Measured::cpu),
        ratio(ava, relay, part -> part.roundTrip().p50()),
        ratio(ava, relay, part -> part.roundTrip().p99()));
  }

  private static double ratio(Measured a, Measured b, ToDoubleFunction<Measured> figure) {
    return figure.applyAsDouble(a) / Math.max(1e-9, figure.applyAsDouble(b));
  }

  static String line(Measured part) {
    return String.format(
        Locale.FRENCH,
        "%-9s %-8s %4d appels : %.3f s de processeur par minute ; aller-retour %s ; clear %s ; accueil %s ;"
            + " %d pauses, %.1f ms au plus ; %d Mo ; retard du générateur %s ; table %s",
        part.contestant().label(),
        part.part(),
        part.calls(),
        part.cpu(),
        part.roundTrip().table(),
        part.clear().table(),
        part.greeting().table(),
        part.pauses().count(),
        part.pauses().worst(),
        part.residentKb() / 1024,
        part.lateness().table(),
        part.table().table());
  }

  /// Writes `bench.json` and `bench.svg` into a folder.
  public void write(Path folder) {
    try {
      Files.createDirectories(folder);
      var json = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();
      Files.writeString(folder.resolve("bench.json"), json.writeValueAsString(this));
      Files.writeString(folder.resolve("bench.svg"), BenchPlot.of(parts));
    } catch (IOException e) {
      throw new UncheckedIOException("results cannot be written to " + folder, e);
    }
  }
}
