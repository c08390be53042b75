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
    return "Ava / relais nu, %s, %d appels : processeur × %s, médiane × %s, 99 %% × %s"
        .formatted(
            ava.part(),
            ava.calls(),
            ratio(Locale.FRENCH, ava, relay, Measured::cpu),
            ratio(Locale.FRENCH, ava, relay, part -> part.roundTrip().p50()),
            ratio(Locale.FRENCH, ava, relay, part -> part.roundTrip().p99()));
  }

  /// A dash where one of them has no figure.
  private static String ratio(
      Locale locale, Measured a, Measured b, ToDoubleFunction<Measured> figure) {
    var of = figure.applyAsDouble(a);
    var to = figure.applyAsDouble(b);
    return of < 0 || to <= 0 ? "–" : String.format(locale, "%.2f", of / to);
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

  /// The same as one table of Markdown.
  String markdown() {
    var table = new StringBuilder();
    table.append(
        "| | processor, Ava ÷ relay | round trip, median ÷, 99 % ÷ | Ava: processor a call-minute |");
    table.append(
        " round trip 50 / 90 / 99 / 99.9 % / most, ms | clear, 99 % | greeting, 99 % | resident |\n");
    table.append("|---|---|---|---|---|---|---|---|\n");
    for (var ava : parts) {
      if (ava.contestant() == Contestant.AVA && !ava.part().equals("ramp")) {
        table.append(row(ava, relayBeside(ava)));
      }
    }
    notes.forEach(note -> table.append("\n- ").append(note));
    return table.append('\n').toString();
  }

  private static String row(Measured ava, Optional<Measured> relay) {
    var trip = ava.roundTrip();
    return String.format(
        Locale.ROOT,
        "| %s, %d calls | %s | %s, %s | %.3f s | %.2f / %.2f / %.2f / %.2f / %.1f | %.1f | %.1f | %d MB |%n",
        ava.part(),
        ava.calls(),
        times(ava, relay, Measured::cpu),
        times(ava, relay, part -> part.roundTrip().p50()),
        times(ava, relay, part -> part.roundTrip().p99()),
        ava.cpu(),
        trip.p50(),
        trip.p90(),
        trip.p99(),
        trip.p999(),
        trip.most(),
        ava.clear().p99(),
        ava.greeting().p99(),
        ava.residentKb() / 1024);
  }

  private static String times(
      Measured ava, Optional<Measured> relay, ToDoubleFunction<Measured> figure) {
    return relay.map(beside -> ratio(Locale.ROOT, ava, beside, figure)).orElse("–");
  }

  /// Writes `bench.json`, `bench.md` and `bench.svg` into a folder.
  public void write(Path folder) {
    try {
      Files.createDirectories(folder);
      var json = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();
      Files.writeString(folder.resolve("bench.json"), json.writeValueAsString(this));
      Files.writeString(folder.resolve("bench.md"), markdown());
      Files.writeString(folder.resolve("bench.svg"), BenchPlot.of(parts));
    } catch (IOException e) {
      throw new UncheckedIOException("results cannot be written to " + folder, e);
    }
  }
}
