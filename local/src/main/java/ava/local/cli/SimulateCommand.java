package ava.local.cli;

import ava.trial.world.Simulation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./ava simulate`: whole worlds of calls in virtual time.
@Command(
    name = "simulate",
    description =
        "Joue des milliers d’appels en temps simulé, avec leurs pannes, et vérifie chacun.",
    customSynopsis = "./ava simulate [OPTIONS]",
    synopsisHeading = "Utilisation : ",
    optionListHeading = "%nOptions :%n")
public final class SimulateCommand implements Callable<Integer> {
  private static final int MOST_CALLS = 10_000_000;
  private static final int TOLD_EVERY = 500;

  /// In so many calls whatever can happen does.
  private static final int ALL_IS_MET = 20_000;

  private final Consumer<String> say;
  private int told;

  @Option(
      names = "--calls",
      paramLabel = "N",
      description = "Combien d’appels (par défaut : 1000).")
  private int calls = 1_000;

  @Option(
      names = "--within",
      paramLabel = "SECONDES",
      description = "Après tant de secondes, ne commence plus rien (par défaut : sans limite).")
  private Optional<Integer> within = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "NOMBRE",
      description = "Le hasard d’un essai précédent (par défaut : un nouveau).")
  private long seed = ThreadLocalRandom.current().nextInt(1_000_000);

  @Option(
      names = "--world",
      paramLabel = "NOMBRE",
      description = "Rejoue un seul monde et raconte ce qui s’y passe.")
  private Optional<Long> world = Optional.empty();

  @Option(
      names = "--traces",
      paramLabel = "N",
      description = "Donne l’empreinte des N premiers mondes : la même dans chaque processus.")
  private Optional<Integer> traces = Optional.empty();

  /// @param say prints a line for a person
  public SimulateCommand(Consumer<String> say) {
    this.say = say;
  }

  @Override
  public Integer call() {
    if (world.isPresent()) {
      var problems = Simulation.replay(world.get(), say);
      problems.forEach(problem -> say.accept("✘ " + problem));
      return problems.isEmpty() ? 0 : 1;
    }
    if (traces.isPresent()) {
      Simulation.traces(traces.get(), seed).forEach(say);
      return 0;
    }
    if (calls < 1 || calls > MOST_CALLS) {
      say.accept("--calls va de 1 à " + MOST_CALLS + ".");
      return Ava.WRONG_USE;
    }
    if (within.filter(seconds -> seconds < 1).isPresent()) {
      say.accept("--within va de 1 seconde à " + Integer.MAX_VALUE + ".");
      return Ava.WRONG_USE;
    }
    say.accept("%d appels simulés, graine %d.".formatted(calls, seed));
    var beside = Math.max(1, Runtime.getRuntime().availableProcessors());
    var limit = within.map(Duration::ofSeconds).orElse(Simulation.NO_LIMIT);
    var plan = new Simulation.Plan(calls, seed, beside, limit);
    var result = new Simulation(plan, this::tell).run();
    say.accept("");
    result.figures().forEach(say);
    if (result.calls() < calls) {
      say.accept("Arrêté par --within : %d appels joués sur %d.".formatted(result.calls(), calls));
    }
    say.accept("");
    result.problems().forEach(problem -> say.accept("✘ " + problem));
    say.accept(
        result.problems().isEmpty()
            ? "✔ Aucune règle enfreinte en " + result.calls() + " appels."
            : "✘ Des règles sont enfreintes ; --world=NOMBRE rejoue un monde.");
    if (!result.unmet().isEmpty()) {
      say.accept("Jamais rencontré : " + String.join(", ", result.unmet()) + ".");
    }
    var allMet = result.unmet().isEmpty() || result.calls() < ALL_IS_MET;
    return result.problems().isEmpty() && allMet && result.calls() > 0 ? 0 : 1;
  }

  private void tell(Simulation.Progress progress) {
    progress.broken().forEach(problem -> say.accept("✘ " + problem));
    if (progress.calls() / TOLD_EVERY > told) {
      told = progress.calls() / TOLD_EVERY;
      say.accept("  %d appels sur %d".formatted(progress.calls(), progress.of()));
    }
  }
}
