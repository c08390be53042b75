package ava.trial.soak;

import ava.simulator.model.Pace;
import ava.simulator.scenario.CallObserver;
import ava.simulator.socket.RealtimeSimulator;
import ava.simulator.socket.TwilioSimulator;
import ava.simulator.twilio.Account;
import ava.trial.fleet.BridgeProcess;
import ava.trial.fleet.BridgeProgram;
import ava.trial.fleet.ProcessFigures;
import ava.trial.fleet.Samples;
import ava.trial.fleet.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Many calls at once against one bridge in a process of its own, for some time, each checked to
/// the frame; then whether anything is left of them in the bridge.
public final class Soak {
  private static final Duration TABLE = Duration.ofSeconds(10);
  private static final Duration LAST_CALLS = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofSeconds(20);
  private static final Duration PROGRESS = Duration.ofSeconds(10);
  private static final Duration SAMPLE = Duration.ofSeconds(1);

  /// The session that each loop keeps warm for the next call: a bridge has a loop for each core.
  private static final int WARM_SESSIONS = Runtime.getRuntime().availableProcessors();

  /// Connections and threads that are kept for the next request to AWS.
  private static final int KEPT = 24;

  /// Growth of the second half of the time over the first that is no leak.
  private static final long GROWTH_KB = 24 * 1024;

  private final Plan plan;
  private final Consumer<String> say;
  private final Samples bridgeSamples = new Samples();
  private final Samples ownSamples = new Samples();

  /// @param say prints a line for a person, as the run goes on
  public Soak(Plan plan, Consumer<String> say) {
    this.plan = plan;
    this.say = say;
  }

  /// @param seed of all that is drawn; the same one draws the same calls
  /// @param log where the bridge's output goes
  public record Plan(int calls, Duration length, long seed, Path log) {}

  /// @param problems what is wrong; nothing when all is well
  public record Result(List<String> figures, List<String> problems) {}

  /// Returns when all calls are over and checked.
  public Result run() {
    var model = new StampedScript(plan.seed());
    var program = BridgeProgram.beside(plan.log());
    var port = Surroundings.freePort();
    try (var simulator = RealtimeSimulator.start(model, Pace.USUAL, CallObserver.NOBODY);
        var around = Surroundings.start(settings(port), simulator.baseUrl());
        var bridge = BridgeProcess.start(program, around.bridgeEnvironment(), port, plan.log());
        var twilio = new TwilioSimulator(Account.simulated(around.twilioAuthToken()))) {
      var ready = bridge.awaitReady();
      var idle = bridge.figures();
      say.accept(
          "Pont prêt en %s, %s au repos ; charge de la machine : %s."
              .formatted(
                  Samples.seconds(ready), Samples.megabytes(idle.residentKb()), Samples.load()));
      var totals = new SoakTotals(new SoakChecks(model.sentences()));
      var place = new Crowd.Place(twilio, around.publicBaseUrl(), around.calls(), model);
      var crowd =
          new Crowd(
              place,
              Habits.RESTLESS,
              plan.seed(),
              record -> record.endedAt().isPresent(),
              TABLE,
              totals::add);
      crowd.call(plan.calls());
      watch(bridge, twilio, totals);
      crowd.hangUp();
      var problems = new ArrayList<String>();
      if (!crowd.await(LAST_CALLS)) {
        problems.add("des appels ne finissent pas");
      }
      problems.addAll(leaks(simulator, bridge, idle));
      problems.addAll(totals.problems());
      simulator.refused().stream()
          .limit(10)
          .forEach(r -> problems.add("refusé par le modèle : " + r.event() + " : " + r.message()));
      problems.addAll(growth());
      return new Result(figures(ready, idle, crowd, totals, bridge.figures()), problems);
    }
  }

  private Map<String, String> settings(int port) {
    return Map.of(
        "BRIDGE_URL",
        "ws://127.0.0.1:" + port + "/media-stream",
        "AVA_MAX_CALLS",
        Integer.toString(Math.min(1_000, 2 * plan.calls() + 10)),
        "SUMMARY_EMAIL",
        "secretariat@cabinet-martin.example",
        "SUMMARY_SENDER",
        "ava@cabinet-martin.example");
  }

  private void watch(BridgeProcess bridge, TwilioSimulator twilio, SoakTotals totals) {
    var began = System.nanoTime();
    var progress = PROGRESS;
    for (var now = Duration.ZERO; now.compareTo(plan.length()) < 0; now = since(began)) {
      bridgeSamples.add(bridge.figures());
      ownSamples.add(ProcessFigures.of(ProcessHandle.current().pid()));
      if (now.compareTo(progress) >= 0) {
        progress = progress.plus(PROGRESS);
        say.accept(
            "%4d s : %d appels en cours, %d finis dont %d en défaut, pont à %s, charge %s"
                .formatted(
                    now.toSeconds(),
                    twilio.calls(),
                    totals.calls(),
                    totals.bad(),
                    Samples.megabytes(bridge.figures().residentKb()),
                    Samples.load()));
      }
      LockSupport.parkNanos(SAMPLE.toNanos());
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /// What a quiet bridge still holds.
  private static List<String> leaks(
      RealtimeSimulator simulator, BridgeProcess bridge, ProcessFigures idle) {
    var problems = new ArrayList<String>();
    if (!soon(() -> bridge.activeCalls() == 0)) {
      problems.add("appels restés dans le pont : " + bridge.activeCalls());
    }
    if (!soon(() -> simulator.openSessions() <= WARM_SESSIONS)) {
      problems.add("séances du modèle restées ouvertes : " + simulator.openSessions());
    }
    if (!soon(() -> bridge.figures().files() <= idle.files() + KEPT)) {
      problems.add(
          "fichiers et sockets : %d, au départ %d"
              .formatted(bridge.figures().files(), idle.files()));
    }
    if (!soon(() -> bridge.figures().threads() <= idle.threads() + KEPT)) {
      problems.add(
          "fils d'exécution : %d, au départ %d"
              .formatted(bridge.figures().threads(), idle.threads()));
    }
    return problems;
  }

  private static boolean soon(BooleanSupplier holds) {
    var until = System.nanoTime() + QUIET.toNanos();
    while (!holds.getAsBoolean()) {
      if (until - System.nanoTime() < 0) {
        return false;
      }
      LockSupport.parkNanos(SAMPLE.toNanos() / 5);
    }
    return true;
  }

  private List<String> growth() {
    var warm = bridgeSamples.residentKb(0.35, 0.6);
    var end = bridgeSamples.residentKb(0.8, 1);
    return end > warm + GROWTH_KB
        ? List.of(
            "la mémoire du pont croît : "
                + Samples.megabytes(warm)
                + " puis "
                + Samples.megabytes(end))
        : List.of();
  }

  private List<String> figures(
      Duration ready, ProcessFigures idle, Crowd crowd, SoakTotals totals, ProcessFigures end) {
    var late = crowd.lateness();
    return List.of(
        "Graine                          %d".formatted(plan.seed()),
        "Appels                          %d, dont %d à la fois"
            .formatted(totals.calls(), plan.calls()),
        "Tours écrits                    %d".formatted(totals.turns()),
        "Interruptions (clear)           %d".formatted(totals.interruptions()),
        "Images de 20 ms vers le modèle  %d, silence ajouté %d"
            .formatted(totals.framesToModel(), totals.padding()),
        "Images de 20 ms entendues       %d".formatted(totals.framesHeard()),
        "Retard du simulateur > 10 ms    %d images sur %d (%.2f %%), au plus %d ms"
            .formatted(
                late.late(),
                late.frames(),
                100.0 * late.late() / Math.max(1, late.frames()),
                late.worstMs()),
        "                                médiane / 99 % / maximum",
        "Accueil après « start »         " + totals.greetings().table(),
        "Réponse après la phrase         "
            + totals.answers().table()
            + " ; dont 600 de silence et 150 de réflexion du modèle",
        "Interruption jusqu'au « clear » " + totals.cuts().table() + " ; dont 60 de détection",
        "Pont : prêt en                  " + Samples.seconds(ready),
        "Pont : mémoire résidente        %s au repos, %s au plus, %s à la fin"
            .formatted(
                Samples.megabytes(idle.residentKb()),
                Samples.megabytes(bridgeSamples.mostResidentKb()),
                Samples.megabytes(end.residentKb())),
        "Pont : fils, fichiers à la fin  %d (%d), %d (%d)"
            .formatted(end.threads(), idle.threads(), end.files(), idle.files()),
        "Processeur                      pont %d %%, simulateurs %d %% d'un cœur ; charge %s"
            .formatted(bridgeSamples.cpuPercent(), ownSamples.cpuPercent(), Samples.load()));
  }
}
