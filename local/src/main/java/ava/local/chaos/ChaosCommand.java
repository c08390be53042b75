package ava.local.chaos;

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

/// `./ava chaos`: calls while their bridges die.
@Command(
    name = "chaos",
    description = "Tue un pont toutes les 10 s pendant des appels, et vérifie que rien ne se perd.",
    customSynopsis = "./ava chaos [OPTIONS]",
    synopsisHeading = "Utilisation : ",
    optionListHeading = "%nOptions :%n")
public final class ChaosCommand implements Callable<Integer> {
  private static final int WRONG_USE = 2;
  private static final int MOST_CALLS = 40;

  private final Consumer<String> say;
  private final Consumer<Path> divert;

  @Option(
      names = "--calls",
      paramLabel = "N",
      description = "Combien d'appels à la fois (par défaut : 10).")
  private int calls = 10;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDES",
      description = "Combien de temps, à partir de 20 (par défaut : 60).")
  private int seconds = 60;

  @Option(
      names = "--seed",
      paramLabel = "NOMBRE",
      description = "Le hasard d'un essai précédent (par défaut : un nouveau).")
  private long seed = ThreadLocalRandom.current().nextInt(1_000_000);

  @Option(
      names = "--out",
      paramLabel = "DOSSIER",
      description = "Où écrire bridges.log et ava.log (par défaut : target/chaos).")
  private Path out = Path.of("target", "chaos");

  /// @param say prints a line for a person
  /// @param divert sends everything else that prints into a file
  public ChaosCommand(Consumer<String> say, Consumer<Path> divert) {
    this.say = say;
    this.divert = divert;
  }

  @Override
  public Integer call() {
    if (calls < 1 || calls > MOST_CALLS || seconds < 20 || seconds > 3_600) {
      say.accept("--calls va de 1 à " + MOST_CALLS + ", --seconds de 20 à 3600.");
      return WRONG_USE;
    }
    divert.accept(out.resolve("ava.log"));
    say.accept("%d appels à la fois pendant %d s, graine %d.".formatted(calls, seconds, seed));
    var plan =
        new Chaos.Plan(calls, Duration.ofSeconds(seconds), seed, fresh(out.resolve("bridges.log")));
    var result = new Chaos(plan, say).run();
    say.accept("");
    result.figures().forEach(say);
    say.accept("");
    result.problems().forEach(problem -> say.accept("✘ " + problem));
    say.accept(
        result.problems().isEmpty()
            ? "✔ Chaque appel a gardé sa conversation et reçu un seul courriel."
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
