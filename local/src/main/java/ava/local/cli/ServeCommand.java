package ava.local.cli;

import ava.embedded.EmbeddedSes;
import ava.local.LocalAva;
import ava.local.cli.Terminal.Look;
import ava.local.disk.DataLock;
import ava.local.disk.Folders;
import ava.local.disk.OwnerOnly;
import ava.local.mail.Mailbox;
import ava.local.mail.SmtpRelay;
import ava.simulator.model.Pace;
import ava.simulator.model.ScenarioScript;
import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Scenarios;
import ava.simulator.socket.RealtimeSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./ava serve`: Ava behind ngrok with a real number; data in `.ava/`.
@Command(
    name = "serve",
    description = "Met Ava en service sur cette machine, derrière ngrok par exemple.",
    customSynopsis = "./ava serve [OPTIONS]",
    synopsisHeading = "Utilisation : ",
    optionListHeading = "%nOptions :%n")
final class ServeCommand implements Callable<Integer> {
  private static final Duration DRAIN_WITHIN = Duration.ofSeconds(100);

  private final Terminal terminal;
  private final Map<String, String> environment;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Le port où tout est servi (par défaut : 8081).")
  private int port = 8081;

  @Option(
      names = "--data",
      paramLabel = "DOSSIER",
      description =
          "Où les appels, les courriels et le journal sont gardés (par défaut : .ava du projet).")
  private Path data = Folders.inProject(".ava");

  @Option(
      names = "--scenario",
      paramLabel = "NOM",
      description = "Sans OPENAI_API_KEY : ce que joue le simulateur (par défaut : rendez-vous).")
  private String scenarioName = "rendez-vous";

  @Option(
      names = "--env",
      paramLabel = "FICHIER",
      description =
          "Un fichier de réglages (par défaut : .env du projet, s’il existe) ; l’environnement"
              + " l’emporte.")
  private Optional<Path> settingsFile = Optional.empty();

  ServeCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    var failure = new Failure(terminal);
    if (port < 1 || port > 65_535) {
      terminal.line(Look.BAD, "--port va de 1 à 65535.");
      return Ava.WRONG_USE;
    }
    if (!Scenarios.names().contains(scenarioName)) {
      terminal.line(Look.BAD, Ava.noSuchScenario(scenarioName));
      return Ava.WRONG_USE;
    }
    if (settingsFile.isPresent() && !Files.isRegularFile(settingsFile.get())) {
      terminal.line(Look.BAD, "--env : il n’y a pas de fichier " + settingsFile.get() + ".");
      return Ava.WRONG_USE;
    }
    var settings =
        ServeSettings.of(
            settingsFile.orElseGet(() -> Folders.inProject(".env")), environment, port);
    if (!settings.problems().isEmpty()) {
      return failure.settings(settings.problems());
    }
    var taken = ServePort.problem(port);
    if (taken.isPresent()) {
      terminal.line(Look.BAD, taken.get());
      return Ava.FAILED;
    }
    try {
      OwnerOnly.folder(data);
      var lock = DataLock.of(data);
      if (lock.isEmpty()) {
        terminal.line(
            Look.BAD, "Une autre Ava se sert déjà de " + data + " : donnez un autre --data.");
        return Ava.FAILED;
      }
      try (var _ = lock.get()) {
        serve(settings, LogFile.open(data.resolve("ava.log"), terminal));
      }
      return 0;
    } catch (IOException e) {
      return failure.notWritten(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private void serve(ServeSettings settings, LogFile log) throws IOException, InterruptedException {
    System.setProperty("LOG_LEVEL", settings.values().getOrDefault("LOG_LEVEL", "INFO"));
    Terminal.divert(log.path(), log);
    new Incidents(terminal, log).listen();
    var mailbox =
        Mailbox.in(
            data.resolve("mails"),
            settings.smtp().<EmbeddedSes.Relay>map(SmtpRelay::new),
            settings.retention(),
            Clock.systemUTC());
    var simulator = simulator(settings);
    var plan =
        new LocalAva.Plan(
            Optional.of(data),
            port,
            settings.values(),
            simulator.map(RealtimeSimulator::baseUrl),
            mailbox);
    var ava = LocalAva.start(plan);
    OwnerOnly.folder(data);
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop(ava);
                  simulator.ifPresent(RealtimeSimulator::close);
                  ended.countDown();
                },
                "drain"));
    new ServeGreeting(terminal, settings)
        .say(ava, port, simulator.map(_ -> scenarioName), log.path());
    ended.await();
  }

  private void stop(LocalAva ava) {
    terminal.line("");
    terminal.line(
        "Ava s’arrête : elle ne prend plus d’appel, finit ceux en cours et leurs résumés…");
    var gone = ava.drain(DRAIN_WITHIN);
    ava.close();
    terminal.line(gone ? "Terminé." : "Terminé ; des appels ont dû être coupés.");
  }

  private Optional<RealtimeSimulator> simulator(ServeSettings settings) {
    if (settings.given("OPENAI_API_KEY")) {
      return Optional.empty();
    }
    var script = new ScenarioScript(Scenarios.load(scenarioName));
    return Optional.of(RealtimeSimulator.start(script, Pace.USUAL, CallObserver.NOBODY));
  }
}
