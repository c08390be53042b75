package ava.local.cli;

import ava.local.LocalAva;
import ava.local.cli.Terminal.Look;
import ava.local.disk.Folders;
import ava.local.mail.Mailbox;
import ava.shared.call.PhoneNumber;
import ava.shared.settings.Secret;
import ava.simulator.model.Pace;
import ava.simulator.model.ScenarioScript;
import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Scenario;
import ava.simulator.scenario.ScenarioException;
import ava.simulator.scenario.Scenarios;
import ava.simulator.socket.RealtimeSimulator;
import ava.simulator.socket.TwilioSimulator;
import ava.simulator.twilio.Account;
import ava.simulator.twilio.CallPlan;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./ava demo`: a whole call on this machine, from the ring to the email.
@Command(
    name = "demo",
    description = "Joue un appel entier sur cette machine, de la sonnerie au courriel.",
    customSynopsis = "./ava demo [OPTIONS]",
    synopsisHeading = "Utilisation : ",
    optionListHeading = "%nOptions :%n")
final class DemoCommand implements Callable<Integer> {
  private static final Duration AFTER_THE_CALL = Duration.ofSeconds(20);

  private final Terminal terminal;
  private final Map<String, String> environment;

  @Option(
      names = "--scenario",
      paramLabel = "NOM",
      description = "La conversation jouée (par défaut : rendez-vous).")
  private String scenarioName = "rendez-vous";

  @Option(
      names = "--out",
      paramLabel = "DOSSIER",
      description =
          "Où écrire call.json, call.wav, email.html et email.txt et ava.log (par défaut : target/demo du projet).")
  private Path out = Folders.inProject("target/demo");

  @Option(
      names = "--model",
      paramLabel = "MODÈLE",
      description = "simulator (par défaut), ou openai avec OPENAI_API_KEY.")
  private Model model = Model.simulator;

  @Option(
      names = "--business",
      paramLabel = "NOM",
      description = "Le nom que dit l’accueil (par défaut : celui du scénario).")
  private Optional<String> business = Optional.empty();

  @Option(
      names = "--voice",
      paramLabel = "VOIX",
      description =
          "Une autre voix que celle du modèle : polly:Lea, polly:Remi, elevenlabs:Charlotte… C’est toujours un simulateur du service qui parle, derrière le vrai client.")
  private Optional<String> voice = Optional.empty();

  /// The names are what is typed.
  enum Model {
    simulator,
    openai
  }

  DemoCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (model == Model.openai && environment.getOrDefault("OPENAI_API_KEY", "").isBlank()) {
      terminal.line(Look.BAD, "--model openai a besoin de OPENAI_API_KEY.");
      return Ava.WRONG_USE;
    }
    final Scenario scenario;
    try {
      scenario = Scenarios.load(scenarioName);
    } catch (ScenarioException e) {
      terminal.line(Look.BAD, Ava.noSuchScenario(scenarioName));
      return Ava.WRONG_USE;
    }
    if (voice.filter(name -> !name.matches("(openai|polly|elevenlabs):.+")).isPresent()) {
      terminal.line(Look.BAD, "--voice attend une voix comme polly:Lea.");
      return Ava.WRONG_USE;
    }
    var files = new CallFiles(out);
    files.clear();
    Terminal.divert(out.resolve("ava.log"));
    terminal.line(Look.BOLD, "Ava, démonstration : " + scenario.title());
    voice
        .flatMap(SimulatedVoice::service)
        .ifPresent(service ->
            terminal.line(
                "Voix : " + voice.get() + ", jouée par un simulateur de " + service + "."));
    return play(scenario, files) ? 0 : Ava.FAILED;
  }

  private boolean play(Scenario scenario, CallFiles files) {
    var simulated = model == Model.simulator;
    var measures = new CallMeasures();
    var narrator = new LateObserver();
    CallObserver everybody =
        observation -> {
          measures.observed(observation);
          narrator.observed(observation);
        };
    try (var simulator = simulated ? simulator(scenario, everybody) : Simulated.NONE;
        var speaking = SimulatedVoice.start(voice);
        var ava = LocalAva.start(plan(scenario, simulator.url(), speaking.settings()))) {
      terminal.line(
          "☎ Le téléphone sonne : appel du "
              + new PhoneNumber(scenario.caller()).displayed()
              + ".");
      narrator.begin(new CallNarrator(terminal, simulated));
      var call = finish(ava, scenario, everybody, simulated);
      files.write(call, measures);
      var checks = CallChecks.of(call, measures, scenario, simulated);
      new CallStory(terminal).tell(call, measures, checks, files);
      return checks.stream().allMatch(CallChecks.Check::passed);
    }
  }

  private FinishedCall finish(
      LocalAva ava, Scenario scenario, CallObserver observer, boolean simulated) {
    var settings = ava.settings();
    try (var twilio =
        new TwilioSimulator(Account.simulated(Secret.of(settings.twilioAuthToken())))) {
      var placed =
          twilio.place(CallPlan.of(settings.publicBaseUrl(), scenario).withObserver(observer));
      if (simulated) {
        return FinishedCall.await(ava, placed.await(), AFTER_THE_CALL);
      }
      try (var _ = TurnWatcher.start(ava.calls(), placed.callSid(), terminal)) {
        return FinishedCall.await(ava, placed.await(), AFTER_THE_CALL);
      }
    }
  }

  private LocalAva.Plan plan(
      Scenario scenario, Optional<URI> simulator, Map<String, String> speaking) {
    var given = new HashMap<>(speaking);
    if (simulator.isEmpty()) {
      environment.forEach((name, value) -> {
        if (name.startsWith("OPENAI_") || name.equals("AVA_REALTIME_VOICE")) {
          given.put(name, value);
        }
      });
    }
    voice.ifPresent(name -> given.put("AVA_VOICE", name));
    given.put("AVA_BUSINESS_NAME", business.orElse(scenario.business()));
    given.put("SUMMARY_EMAIL", "secretariat@cabinet-martin.example");
    given.put("SUMMARY_SENDER", "ava@cabinet-martin.example");
    given.put("SUMMARY_EMPTY_CALLS", "short");
    return new LocalAva.Plan(Optional.empty(), 0, given, simulator, Mailbox.inMemory());
  }

  private static Simulated simulator(Scenario scenario, CallObserver observer) {
    var simulator = RealtimeSimulator.start(new ScenarioScript(scenario), Pace.USUAL, observer);
    return new Simulated(List.of(simulator));
  }

  /// The model's simulator, or none.
  private record Simulated(List<RealtimeSimulator> simulators) implements AutoCloseable {
    static final Simulated NONE = new Simulated(List.of());

    Optional<URI> url() {
      return simulators.stream().map(RealtimeSimulator::baseUrl).findFirst();
    }

    @Override
    public void close() {
      simulators.forEach(RealtimeSimulator::close);
    }
  }
}
