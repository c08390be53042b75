package ava.local.cli;

import ava.local.disk.Folders;
import ava.summary.evaluation.Evaluation;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./ava eval`: tries the summary on the twelve sample calls.
@Command(
    name = "eval",
    description =
        "Juge les résumés de douze appels d’essai : par le modèle avec OPENAI_API_KEY, sinon par"
            + " extrait.",
    customSynopsis = "./ava eval [OPTIONS]",
    synopsisHeading = "Utilisation : ",
    optionListHeading = "%nOptions :%n")
final class EvalCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Map<String, String> environment;

  @Option(
      names = "--out",
      paramLabel = "DOSSIER",
      description = "Où écrire ava.log (par défaut : target/eval du projet).")
  private Path out = Folders.inProject("target/eval");

  EvalCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Terminal.divert(out.resolve("ava.log"));
    return Evaluation.run(environment, terminal.stream()) == 0 ? 0 : Ava.FAILED;
  }
}
