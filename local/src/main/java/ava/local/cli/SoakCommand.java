package ava.local.cli;

import ava.local.disk.Folders;
import ava.trial.soak.Soak;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `./ava soak`: many calls at once against one bridge.
@Command(
    name = "soak",
    description = "Passe beaucoup d’appels à la fois et vérifie chacun à l’image près.",
    customSynopsis = "./ava soak [OPTIONS]",
    synopsisHeading = "Utilisation : ",
    optionListHeading = "%nOptions :%n")
public final class SoakCommand implements Callable<Integer> {
  private static final int MOST_CALLS = 450;

  private final Consumer<String> say;

  @Mixin private final Trial trial;

  @Option(
      names = "--calls",
      paramLabel = "N",
      description = "Combien d’appels à la fois (par défaut : 50).")
  private int calls = 50;

  @Option(
      names = "--minutes",
      paramLabel = "MINUTES",
      description = "Combien de temps (par défaut : 2).")
  private double minutes = 2;

  @Option(
      names = "--out",
      paramLabel = "DOSSIER",
      description = "Où écrire bridge.log et ava.log (par défaut : target/soak du projet).")
  private Path out = Folders.inProject("target/soak");

  /// @param say prints a line for a person
  /// @param divert sends everything else that prints into a file
  public SoakCommand(Consumer<String> say, Consumer<Path> divert) {
    this.say = say;
    this.trial = new Trial(say, divert);
  }

  @Override
  public Integer call() {
    if (calls < 1 || calls > MOST_CALLS || !(minutes > 0 && minutes <= 24 * 60)) {
      return trial.wrongUse("--calls va de 1 à " + MOST_CALLS + ", --minutes de plus de 0 à 1440.");
    }
    var length = Duration.ofMillis(Math.round(minutes * 60_000));
    var log = trial.begin(calls, length, out, "bridge.log");
    var result = new Soak(new Soak.Plan(calls, length, trial.seed(), log), say).run();
    return trial.end(
        result.figures(),
        result.problems(),
        "Aucune image perdue ni déplacée, tous les tours écrits, rien ne reste.");
  }
}
