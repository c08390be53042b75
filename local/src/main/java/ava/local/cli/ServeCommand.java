package ava.local.cli;

import ava.embedded.EmbeddedSes;
import ava.local.LocalAva;
import ava.local.cli.Terminal.Look;
import ava.local.mail.SmtpRelay;
import ava.local.mail.SmtpSettings;
import ava.local.model.Pace;
import ava.local.model.RealtimeSimulator;
import ava.local.model.ScenarioScript;
import ava.local.scenario.CallObserver;
import ava.local.scenario.ScenarioException;
import ava.local.scenario.Scenarios;
import ava.shared.Secret;
import ava.shared.Settings;
import ava.shared.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
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
    customSynopsis = "./ava serve [--port 8081]",
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
      description = "Où les appels sont gardés (par défaut : .ava).")
  private Path data = Folders.inProject(".ava");

  @Option(
      names = "--scenario",
      paramLabel = "NOM",
      description = "Sans OPENAI_API_KEY : ce que joue le simulateur (par défaut : rendez-vous).")
  private String scenarioName = "rendez-vous";

  ServeCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write into " + data, e);
    }
    Terminal.divert(data.resolve("ava.log"));
    try {
      var smtp = SmtpSettings.from(new Settings(environment, Secret::of));
      var simulator = simulator();
      var ava = LocalAva.start(plan(smtp, simulator.map(RealtimeSimulator::baseUrl)));
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
      new ServeGreeting(terminal, environment)
          .say(ava, port, smtp, simulator.map(_ -> scenarioName));
      ended.await();
      return 0;
    } catch (ScenarioException e) {
      terminal.line(Look.BAD, Ava.noSuchScenario(scenarioName));
      return Ava.WRONG_USE;
    } catch (SettingsException e) {
      terminal.line(Look.BAD, "Réglages à corriger : " + e.getMessage());
      return Ava.WRONG_USE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private void stop(LocalAva ava) {
    terminal.line("");
    terminal.line("Ava s'arrête : elle ne prend plus d'appel et finit ceux en cours…");
    var gone = ava.drain(DRAIN_WITHIN);
    ava.close();
    terminal.line(gone ? "Terminé." : "Terminé ; des appels ont dû être coupés.");
  }

  private Optional<RealtimeSimulator> simulator() {
    if (!environment.getOrDefault("OPENAI_API_KEY", "").isBlank()) {
      return Optional.empty();
    }
    var script = new ScenarioScript(Scenarios.load(scenarioName));
    return Optional.of(RealtimeSimulator.start(script, Pace.USUAL, CallObserver.NOBODY));
  }

  private LocalAva.Plan plan(Optional<SmtpSettings> smtp, Optional<URI> simulator) {
    var given = new HashMap<>(environment);
    given.putIfAbsent("SUMMARY_EMAIL", "secretariat@ava.example");
    given.putIfAbsent(
        "SUMMARY_SENDER", smtp.flatMap(SmtpSettings::sender).orElse("ava@ava.example"));
    var mail = smtp.map(SmtpRelay::new).map(EmbeddedSes::start).orElseGet(EmbeddedSes::start);
    return new LocalAva.Plan(Optional.of(data), port, given, simulator, mail);
  }
}
