package ava.local.cli;

import ava.bench.Bench;
import ava.local.disk.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./ava bench`: the bridge measured beside a bare relay.
@Command(
    name = "bench",
    description = "Mesure le pont à côté d’un relais nu : délais, processeur, mémoire.",
    customSynopsis = "./ava bench [OPTIONS]",
    synopsisHeading = "Utilisation : ",
    optionListHeading = "%nOptions :%n")
public final class BenchCommand implements Callable<Integer> {
  private final Consumer<String> say;
  private final Consumer<Path> divert;

  @Option(
      names = "--quick",
      description = "Une minute et demie au lieu de huit : vérifie surtout les images.")
  private boolean quick;

  @Option(
      names = "--out",
      paramLabel = "DOSSIER",
      description =
          "Où écrire bench.json, bench.svg et les journaux (par défaut : target/bench du projet).")
  private Path out = Folders.inProject("target/bench");

  /// @param say prints a line for a person
  /// @param divert sends everything else that prints into a file
  public BenchCommand(Consumer<String> say, Consumer<Path> divert) {
    this.say = say;
    this.divert = divert;
  }

  @Override
  public Integer call() {
    divert.accept(out.resolve("ava.log"));
    forget(out.resolve("bridge.log"));
    var report = new Bench(quick ? Bench.Plan.quick(out) : Bench.Plan.whole(out), say).run();
    report.write(out);
    say.accept("");
    report.lines().forEach(say);
    say.accept("");
    report.problems().forEach(problem -> say.accept("✘ " + problem));
    say.accept(
        report.problems().isEmpty()
            ? "✔ Aucune image perdue, changée, déplacée ni en retard d’une seconde."
            : "✘ La mesure a trouvé des défauts.");
    return report.problems().isEmpty() ? 0 : Ava.FAILED;
  }

  private static void forget(Path log) {
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + log, e);
    }
  }
}
