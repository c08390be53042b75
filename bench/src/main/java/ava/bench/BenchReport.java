package ava.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// What a bench found.
///
/// @param problems what is wrong with Ava; nothing when all is well
public record BenchReport(
    Machine machine,
    List<Measured> parts,
    List<Started> starts,
    List<Carried> carried,
    List<Mailed> mails,
    List<String> notes,
    List<String> problems) {
  public BenchReport {
    parts = List.copyOf(parts);
    starts = List.copyOf(starts);
    carried = List.copyOf(carried);
    mails = List.copyOf(mails);
    notes = List.copyOf(notes);
    problems = List.copyOf(problems);
  }

  /// The figures for a person: how far each goal is reached, ratios first.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    for (var goal : Goals.of(this)) {
      lines.add(
          "%s %-58s %12s   (%s)"
              .formatted(
                  goal.verdict().sign(),
                  goal.what(),
                  goal.measured(Locale.FRENCH),
                  goal.asked(Locale.FRENCH)));
    }
    lines.add("");
    parts.stream().filter(BenchReport::isTold).map(BenchReport::line).forEach(lines::add);
    lines.add("");
    lines.add(
        String.format(
            Locale.FRENCH,
            "Machine : %s, %d cœurs, dont %.2f pris par d’autres ; Java %s.",
            machine.processor(),
            machine.cores(),
            machine.others(),
            machine.java()));
    starts.forEach(start ->
        lines.add(
            String.format(
                Locale.FRENCH,
                "%s : prêt en %.2f s (%.2f de cœur).",
                start.contestant().label(),
                start.seconds(),
                start.cores())));
    carried.forEach(most -> lines.add(most.told()));
    lines.addAll(MailTimes.told(mails));
    lines.addAll(notes);
    return lines;
  }

  private static boolean isTold(Measured part) {
    return !part.part().startsWith("ramp");
  }

  static String line(Measured part) {
    return String.format(
        Locale.FRENCH,
        "%-9s %-8s %4d appels : %.3f s de processeur par minute ; aller-retour %s ; clear %s ; accueil %s ;"
            + " %d pauses, %.1f ms au plus ; %d Mo ; retard du générateur %s ; table %s",
        part.contestant().label(),
        part.part(),
        part.calls(),
        part.cost().cpu(),
        part.delays().roundTrip().table(),
        part.delays().clear().table(),
        part.delays().greeting().table(),
        part.cost().pauses().count(),
        part.cost().pauses().worst(),
        part.cost().residentKb() / 1024,
        part.conditions().lateness().table(),
        part.conditions().table().table());
  }

  /// The same as tables of Markdown.
  String markdown() {
    var text = new StringBuilder("| | mesuré | demandé | |\n|---|---:|---:|---|\n");
    for (var goal : Goals.of(this)) {
      text.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  goal.what(),
                  goal.measured(Locale.FRENCH),
                  goal.asked(Locale.FRENCH),
                  goal.verdict().sign()));
    }
    text.append(
        """

        | | processeur, s par minute d’appel | aller-retour 50 / 90 / 99 / 99,9 % / le plus long, ms \
        | clear, 99 % | accueil, 99 % | pauses, la plus longue | Mo | autres, cœurs |
        |---|---:|---|---:|---:|---:|---:|---:|
        """);
    parts.stream().filter(BenchReport::isTold).forEach(part -> text.append(row(part)));
    Stream.concat(MailTimes.told(mails).stream(), notes.stream())
        .forEach(note -> text.append("\n- ").append(note));
    return text.append('\n').toString();
  }

  private static String row(Measured part) {
    var trip = part.delays().roundTrip();
    return String.format(
        Locale.FRENCH,
        "| %s, %s, %d appels | %.3f | %.2f / %.2f / %.2f / %.2f / %.1f | %.1f | %.1f | %.1f | %d | %.2f |%n",
        part.contestant().label(),
        part.part(),
        part.calls(),
        part.cost().cpu(),
        trip.p50(),
        trip.p90(),
        trip.p99(),
        trip.p999(),
        trip.most(),
        part.delays().clear().p99(),
        part.delays().greeting().p99(),
        part.cost().pauses().worst(),
        part.cost().residentKb() / 1024,
        part.conditions().others());
  }

  /// Writes `bench.json`, `bench.md` and `bench.svg` into a folder.
  public void write(Path folder) {
    try {
      Files.createDirectories(folder);
      var json = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();
      Files.writeString(
          folder.resolve("bench.json"), json.writeValueAsString(this) + System.lineSeparator());
      Files.writeString(folder.resolve("bench.md"), markdown());
      Files.writeString(folder.resolve("bench.svg"), BenchPlot.of(parts));
    } catch (IOException e) {
      throw new UncheckedIOException("results cannot be written to " + folder, e);
    }
  }
}
