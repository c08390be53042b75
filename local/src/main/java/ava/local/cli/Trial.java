package ava.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// What the commands that try many calls have in common: their chance, what they print around the
/// run, and their exit code. For one thread.
public final class Trial {
  private static final int WRONG_USE = 2;

  private final Consumer<String> say;
  private final Consumer<Path> divert;

  @Option(
      names = "--seed",
      paramLabel = "NOMBRE",
      description = "Le hasard d’un essai précédent (par défaut : un nouveau).")
  private long seed = ThreadLocalRandom.current().nextInt(1_000_000);

  /// @param say prints a line for a person
  /// @param divert sends everything else that prints into a file
  public Trial(Consumer<String> say, Consumer<Path> divert) {
    this.say = say;
    this.divert = divert;
  }

  public long seed() {
    return seed;
  }

  /// Tells what an option may be.
  public int wrongUse(String bounds) {
    say.accept(bounds);
    return WRONG_USE;
  }

  /// Announces the run; what else prints goes into `ava.log` from here on.
  ///
  /// @param out the folder of the logs
  /// @param bridges the name of the bridges' log
  /// @return the bridges' log, of which nothing is left from a run before
  public Path begin(int calls, Duration length, Path out, String bridges) {
    divert.accept(out.resolve("ava.log"));
    say.accept(
        "%d appels à la fois pendant %d s, graine %d.".formatted(calls, length.toSeconds(), seed));
    return fresh(out.resolve(bridges));
  }

  /// Prints what came of the run.
  ///
  /// @param allWell what to say when there are no problems
  /// @return the exit code
  public int end(List<String> figures, List<String> problems, String allWell) {
    say.accept("");
    figures.forEach(say);
    say.accept("");
    problems.forEach(problem -> say.accept("✘ " + problem));
    say.accept(problems.isEmpty() ? "✔ " + allWell : "✘ L’essai a échoué.");
    return problems.isEmpty() ? 0 : 1;
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
