package ava.local.cli;

import ava.local.disk.Folders;
import ava.trial.chaos.Chaos;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./ava chaos`: calls while their bridges die.
@Command(
    name = "chaos",
    description = "Tue un pont toutes les 10 s pendant des appels, et vérifie que rien ne se perd.",
    customSynopsis = "./ava chaos [OPTIONS]",
    synopsisHeading = "Utilisation : ",
    optionListHeading = "%nOptions :%n")
public final class ChaosCommand implements Callable<Integer> {
  private static final int MOST_CALLS = 40;

  private final Consumer<String> say;

  @Mixin private final Trial trial;

  @Option(
      names = "--calls",
      paramLabel = "N",
      description = "Combien d’appels à la fois (par défaut : 10).")
  private int calls = 10;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDES",
      description = "Combien de temps, à partir de 20 (par défaut : 60).")
  private int seconds = 60;

  @Option(
      names = "--out",
      paramLabel = "DOSSIER",
      description = "Où écrire bridges.log et ava.log (par défaut : target/chaos du projet).")
  private Path out = Folders.inProject("target/chaos");

  /// @param say prints a line for a person
  /// @param divert sends everything else that prints into a file
  public ChaosCommand(Consumer<String> say, Consumer<Path> divert) {
    this.say = say;
    this.trial = new Trial(say, divert);
  }

  @Override
  public Integer call() {
    if (calls < 1 || calls > MOST_CALLS || seconds < 20 || seconds > 3_600) {
      return trial.wrongUse("--calls va de 1 à " + MOST_CALLS + ", --seconds de 20 à 3600.");
    }
    var length = Duration.ofSeconds(seconds);
    var log = trial.begin(calls, length, out, "bridges.log");
    var result = new Chaos(new Chaos.Plan(calls, length, trial.seed(), log), say).run();
    return trial.end(
        result.figures(),
        result.problems(),
        "Chaque appel a gardé sa conversation et reçu un seul courriel.");
  }
}
