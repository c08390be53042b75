package ava.local.cli;

import ava.local.cli.Terminal.Look;
import ava.local.disk.Folders;
import ava.shared.call.PhoneNumber;
import ava.shared.settings.Secret;
import ava.simulator.scenario.ScenarioException;
import ava.simulator.scenario.Scenarios;
import ava.simulator.socket.TwilioSimulator;
import ava.simulator.twilio.Account;
import ava.simulator.twilio.CallPlan;
import ava.simulator.twilio.CallReport;
import ava.simulator.twilio.ScriptedCaller;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./ava call --to URL`: the Twilio simulator calls any Ava, a deployed one too, from the number
/// by which Ava knows a trial.
@Command(
    name = "call",
    description = "Appelle une Ava quelconque, comme le ferait Twilio.",
    customSynopsis = "./ava call --to URL [OPTIONS]",
    synopsisHeading = "Utilisation : ",
    optionListHeading = "%nOptions :%n")
final class CallCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Map<String, String> environment;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description = "L’adresse publique d’Ava, sans /twiml.")
  private URI to = URI.create("");

  @Option(
      names = "--scenario",
      paramLabel = "NOM",
      description = "Ce que dit l’appelant (par défaut : rendez-vous).")
  private String scenarioName = "rendez-vous";

  @Option(
      names = "--auth-token-env",
      paramLabel = "VARIABLE",
      description =
          "La variable d’environnement où est le jeton Twilio (par défaut : TWILIO_AUTH_TOKEN).")
  private String tokenVariable = "TWILIO_AUTH_TOKEN";

  @Option(
      names = "--out",
      paramLabel = "DOSSIER",
      description = "Où écrire call.wav et ava.log (par défaut : target/call du projet).")
  private Path out = Folders.inProject("target/call");

  CallCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    var token = environment.getOrDefault(tokenVariable, "").split(",")[0].strip();
    if (token.isEmpty()) {
      terminal.line(
          Look.BAD,
          "La variable "
              + tokenVariable
              + " est vide : mettez-y le jeton Twilio (Auth Token) de l’Ava à appeler.");
      return Ava.WRONG_USE;
    }
    if (to.getHost() == null || !String.valueOf(to.getScheme()).matches("https?")) {
      terminal.line(Look.BAD, "--to attend une adresse comme https://ava.exemple.fr.");
      return Ava.WRONG_USE;
    }
    Terminal.divert(out.resolve("ava.log"));
    try (var twilio = new TwilioSimulator(Account.simulated(Secret.of(token)))) {
      var base = URI.create(to.toString().replaceAll("/+$", ""));
      var scenario = Scenarios.load(scenarioName);
      var caller = new ScriptedCaller(scenario.callerSteps());
      var plan =
          CallPlan.to(base, PhoneNumber.OF_TRIALS.value(), scenario.called(), caller)
              .withObserver(new CallNarrator(terminal, false));
      terminal.line("☎ Appel de " + base + "…");
      return tell(twilio.place(plan).await()) ? 0 : Ava.FAILED;
    } catch (ScenarioException e) {
      terminal.line(Look.BAD, Ava.noSuchScenario(scenarioName));
      return Ava.WRONG_USE;
    }
  }

  private boolean tell(CallReport report) {
    var counts = report.counts();
    terminal.line("");
    report
        .timeline()
        .greeting()
        .ifPresent(time -> terminal.line("Accueil entendu en " + time.toMillis() + " ms"));
    var answers = report.timeline().answers().stream().sorted().toList();
    if (!answers.isEmpty()) {
      terminal.line(
          "Réponses entendues après la fin de la phrase : médiane %d ms, au plus %d ms"
              .formatted(answers.get(answers.size() / 2).toMillis(), answers.getLast().toMillis()));
    }
    terminal.line(
        "Ava entendue %.1f s sur %.1f s reçues, %d marques, %d interruptions"
            .formatted(
                counts.audioPlayedMs() / 1000.0,
                counts.audioReceivedMs() / 1000.0,
                counts.marksReceived(),
                counts.clears())
            .replace('.', ','));
    var sound = out.resolve("call.wav");
    report.recording().write(sound);
    terminal.line("  " + sound.toAbsolutePath().normalize());
    return passed(report, Optional.of(report.how()).filter("APPLICATION_ERROR"::equals));
  }

  private boolean passed(CallReport report, Optional<String> error) {
    var heard = report.counts().audioPlayedMs() > 0;
    var good = error.isEmpty() && heard && report.refusedMessages() == 0;
    if (good) {
      terminal.line(Look.GOOD, "✔ L’appel s’est bien passé.");
    } else if (error.isPresent()) {
      terminal.line(Look.BAD, "✘ L’application n’a pas répondu correctement.");
    } else if (!heard) {
      terminal.line(Look.BAD, "✘ L’appelant n’a rien entendu d’Ava.");
    } else {
      terminal.line(Look.BAD, "✘ Twilio a refusé " + report.refusedMessages() + " messages.");
    }
    return good;
  }
}
