package ava.local.cli;

import ava.summary.evaluation.Evaluation;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `./ava eval`: tries the summary on the twelve sample calls.
@Command(
    name = "eval",
    description =
        "Juge les résumés de douze appels d'essai : par le modèle avec OPENAI_API_KEY, sinon par"
            + " extrait.",
    customSynopsis = "./ava eval",
    synopsisHeading = "Utilisation : ")
final class EvalCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Map<String, String> environment;

  EvalCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Terminal.divert(Folders.inProject("target/eval").resolve("ava.log"));
    return Evaluation.run(environment, terminal.stream()) == 0 ? 0 : Ava.FAILED;
  }
}
