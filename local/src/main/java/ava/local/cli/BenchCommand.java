package ava.local.cli;

import ava.bench.Bench;
import ava.bench.BenchPlan;
import ava.bench.BenchReport;
import ava.bench.Micro;
import ava.bench.Peer;
import ava.local.disk.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./ava bench`: the bridge measured beside a bare relay, and beside another one where it is
/// given.
@Command(
    name = "bench",
    description = "Mesure le pont à côté d’un relais nu : délais, processeur, mémoire.",
    customSynopsis = "./ava bench [OPTIONS]",
    synopsisHeading = "Utilisation : ",
    optionListHeading = "%nOptions :%n")
public final class BenchCommand implements Callable<Integer> {
  private static final int MOST_CALLS = 900;

  private final Consumer<String> say;
  private final Consumer<Path> divert;

  @Option(
      names = "--quick",
      description = "Une minute et demie au lieu de huit, sans le relais nu : vérifie les images.")
  private boolean quick;

  @Option(
      names = "--calls",
      paramLabel = "N",
      split = ",",
      description = "Combien d’appels à la fois, l’un après l’autre (par défaut : 100,200).")
  private List<Integer> calls = List.of();

  @Option(
      names = "--profile",
      description = "Montre aussi où le pont passe son temps, ce qui lui en coûte.")
  private boolean profile;

  @Option(
      names = "--micro",
      description =
          "Mesure seulement ce que coûte chaque événement d’un appel entre ses sockets : vingt secondes.")
  private boolean micro;

  @Option(
      names = "--mail",
      description =
          "Mesure seulement le chemin du raccroché au courriel, à froid et à chaud : une minute.")
  private boolean mail;

  @Option(
      names = "--sizes",
      paramLabel = "UNITÉS",
      split = ",",
      description =
          "Mesure seulement combien d’appels portent des tâches de cette taille, comme 256,512,1024, dont 1024 font un cœur : deux à trois minutes chacune, sous le compte root.")
  private List<Integer> sizes = List.of();

  @Option(
      names = "--loops",
      paramLabel = "UNITÉS",
      description =
          "Mesure seulement ce que portent deux boucles de plus qu’une, chacune avec cette part d’un cœur, comme 512 : trois minutes et demie, sous le compte root.")
  private Optional<Integer> loops = Optional.empty();

  @Option(
      names = "--peer",
      paramLabel = "DOSSIER",
      description =
          "Mesure aussi un autre pont, pour Node : un dossier avec son package.json et ses paquets installés, comme l’exemple de Twilio.")
  private Optional<Path> peer = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DOSSIER",
      description =
          "Où écrire bench.json, bench.md, bench.svg et les journaux (par défaut : target/bench du projet).")
  private Path out = Folders.inProject("target/bench");

  /// @param say prints a line for a person
  /// @param divert sends everything else that prints into a file
  public BenchCommand(Consumer<String> say, Consumer<Path> divert) {
    this.say = say;
    this.divert = divert;
  }

  @Override
  public Integer call() {
    if (calls.stream().anyMatch(n -> n < 5 || n > MOST_CALLS)) {
      say.accept("--calls va de 5 à " + MOST_CALLS + ".");
      return Ava.WRONG_USE;
    }
    if (Stream.concat(sizes.stream(), loops.stream()).anyMatch(n -> n < 64 || n > 4_096)) {
      say.accept("--sizes et --loops vont de 64 à 4096.");
      return Ava.WRONG_USE;
    }
    if (micro) {
      divert.accept(out.resolve("ava.log"));
      new Micro(say).run();
      return 0;
    }
    BenchPlan plan;
    try {
      plan = plan();
    } catch (IllegalArgumentException _) {
      say.accept("--peer veut un dossier avec un programme pour Node.");
      return Ava.WRONG_USE;
    }
    divert.accept(out.resolve("ava.log"));
    forget(out.resolve("bridge.log"));
    var report = measured(new Bench(plan, say));
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

  private BenchReport measured(Bench bench) {
    if (mail) {
      return bench.mails();
    }
    if (!sizes.isEmpty()) {
      return bench.sizes(sizes);
    }
    return loops.map(bench::loops).orElseGet(bench::run);
  }

  private BenchPlan plan() {
    var usual = quick ? BenchPlan.quick(out) : BenchPlan.whole(out);
    var crowds = calls.isEmpty() ? usual : usual.with(calls);
    var beside = peer.map(folder -> crowds.beside(new Peer(folder))).orElse(crowds);
    return profile ? beside.profiled() : beside;
  }

  private static void forget(Path log) {
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + log, e);
    }
  }
}
