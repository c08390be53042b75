package ava.local.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./ava soak`: many calls at once against one bridge.
@Command(
    name = "soak",
    description = "Passe beaucoup d'appels à la fois et vérifie chacun à l'image près.",
    customSynopsis = "./ava soak [OPTIONS]",
    synopsisHeading = "Utilisation : ",
    optionListHeading = "%nOptions :%n")
public final class SoakCommand implements Callable<Integer> {
  private static final int WRONG_USE = 2;
  private static final int MOST_CALLS = 450;

  private final Consumer<String> say;
  private final Consumer<Path> divert;

  @Option(
      names = "--calls",
      paramLabel = "N",
      description = "Combien d'appels à la fois (par défaut : 50).")
  private int calls = 50;

  @Option(
      names = "--minutes",
      paramLabel = "MINUTES",
      description = "Combien de temps (par défaut : 2).")
  private double minutes = 2;

  @Option(
      names = "--seed",
      paramLabel = "NOMBRE",
      description = "Le hasard d'un essai précédent (par défaut : un nouveau).")
  private long seed = ThreadLocalRandom.current().nextInt(1_000_000);

  @Option(
      names = "--out",
      paramLabel = "DOSSIER",
      description = "Où écrire bridge.log et ava.log (par défaut : target/soak).")
  private Path out = Path.of("target", "soak");

  /// @param say prints a line for a person
  /// @param divert sends everything else that prints into a file
  public SoakCommand(Consumer<String> say, Consumer<Path> divert) {
    this.say = say;
    this.divert = divert;
  }

  @Override
  public Integer call() {
    if (calls < 1 || calls > MOST_CALLS || !(minutes > 0 && minutes <= 24 * 60)) {
      say.accept("--calls va de 1 à " + MOST_CALLS + ", --minutes de plus de 0 à 1440.");
      return WRONG_USE;
    }
    divert.accept(out.resolve("ava.log"));
    var length = Duration.ofMillis(Math.round(minutes * 60_000));
    say.accept(
        "%d appels à la fois pendant %d s, graine %d.".formatted(calls, length.toSeconds(), seed));
    var result =
        new Soak(new Soak.Plan(calls, length, seed, fresh(out.resolve("bridge.log"))), say).run();
    say.accept("");
    result.figures().forEach(say);
    say.accept("");
    result.problems().forEach(problem -> say.accept("✘ " + problem));
    say.accept(
        result.problems().isEmpty()
            ? "✔ Aucune image perdue ni déplacée, tous les tours écrits, rien ne reste."
            : "✘ L'essai a échoué.");
    return result.problems().isEmpty() ? 0 : 1;
  }

  private static Path fresh(Path log) {
    try {
      Files.deleteIfExists(log);
      return log;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + log, e);
    }
  }
}
