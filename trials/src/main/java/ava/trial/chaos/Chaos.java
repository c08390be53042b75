package ava.trial.chaos;

import ava.shared.call.CallRecord;
import ava.shared.call.SummaryState;
import ava.simulator.model.Pace;
import ava.simulator.scenario.CallObserver;
import ava.simulator.socket.RealtimeSimulator;
import ava.simulator.socket.TwilioSimulator;
import ava.simulator.twilio.Account;
import ava.trial.fleet.BridgeProgram;
import ava.trial.fleet.Samples;
import ava.trial.fleet.Surroundings;
import ava.trial.soak.Crowd;
import ava.trial.soak.Habits;
import ava.trial.soak.Spans;
import ava.trial.soak.StampedScript;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Calls while their bridges die: two bridges behind a balancer, one of them killed every ten
/// seconds and once one replaced as a deploy does it.
public final class Chaos {
  private static final Duration BETWEEN_DEATHS = Duration.ofSeconds(10);
  private static final int DEPLOY_AT = 3;
  private static final int SENTENCES = 3;
  private static final Duration MAILED_WITHIN = Duration.ofSeconds(60);
  private static final Duration LAST_CALLS = Duration.ofSeconds(150);

  private final Plan plan;
  private final Consumer<String> say;
  private final Spans starts = new Spans();
  private int kills;
  private int deploys;

  /// @param say prints a line for a person, as the run goes on
  public Chaos(Plan plan, Consumer<String> say) {
    this.plan = plan;
    this.say = say;
  }

  /// @param seed of all that is drawn; the same one draws the same calls
  /// @param log where the bridges' output goes
  public record Plan(int calls, Duration length, long seed, Path log) {}

  /// @param problems what is wrong; nothing when all is well
  public record Result(List<String> figures, List<String> problems) {}

  /// Returns when all calls are over and checked.
  public Result run() {
    var model = new StampedScript(plan.seed());
    var program = BridgeProgram.beside(plan.log());
    try (var balancer = Balancer.start();
        var simulator = RealtimeSimulator.start(model, Pace.USUAL, CallObserver.NOBODY);
        var around = Surroundings.start(settings(balancer), simulator.baseUrl());
        var first = new Slot(program, around.bridgeEnvironment(), balancer, plan.log());
        var second = new Slot(program, around.bridgeEnvironment(), balancer, plan.log());
        var twilio = new TwilioSimulator(Account.simulated(around.twilioAuthToken()))) {
      starts.add(List.of(first.bridge().awaitReady(), second.bridge().awaitReady()));
      untilHealthy(balancer, first.bridge().port());
      untilHealthy(balancer, second.bridge().port());
      say.accept(
          "Deux ponts derrière un répartiteur ; charge de la machine : " + Samples.load() + ".");
      var totals = new ChaosTotals(new ChaosChecks(model.sentences()), around::mails);
      var place = new Crowd.Place(twilio, around.publicBaseUrl(), around.calls(), model);
      var crowd =
          new Crowd(
              place,
              Habits.patient(SENTENCES),
              plan.seed(),
              Chaos::mailed,
              MAILED_WITHIN,
              totals::add);
      crowd.call(plan.calls());
      strike(List.of(first, second), balancer, totals);
      crowd.stop();
      say.accept("Plus de nouveaux appels : les derniers finissent, leurs courriels partent…");
      var problems = new ArrayList<String>();
      if (!crowd.await(LAST_CALLS)) {
        problems.add("des appels ne finissent pas");
      }
      if (!first.drained() || !second.drained()) {
        problems.add("un pont arrêté par SIGTERM n'est pas parti en 100 s");
      }
      problems.addAll(totals.problems());
      if (around.mails().size() != totals.calls()) {
        problems.add(around.mails().size() + " courriels pour " + totals.calls() + " appels");
      }
      return new Result(figures(totals, around.mails().size()), problems);
    }
  }

  private static Map<String, String> settings(Balancer balancer) {
    return Map.of(
        "BRIDGE_URL", "ws://127.0.0.1:" + balancer.port() + "/media-stream",
        "SUMMARY_EMAIL", "secretariat@cabinet-martin.example",
        "SUMMARY_SENDER", "ava@cabinet-martin.example",
        "SUMMARY_EMPTY_CALLS", "short");
  }

  private static boolean mailed(CallRecord record) {
    return record.summary().filter(s -> s.state() == SummaryState.SENT).isPresent();
  }

  private void strike(List<Slot> slots, Balancer balancer, ChaosTotals totals) {
    var began = System.nanoTime();
    var count = plan.length().dividedBy(BETWEEN_DEATHS);
    for (var strike = 1; strike <= count; strike++) {
      pauseUntil(System.nanoTime() + BETWEEN_DEATHS.toNanos());
      slots.forEach(each -> untilHealthy(balancer, each.bridge().port()));
      var slot = slots.get(strike % slots.size());
      var deploy = strike == Math.min(DEPLOY_AT, count);
      var ready = deploy ? slot.replace() : slot.kill();
      starts.add(List.of(ready));
      kills += deploy ? 0 : 1;
      deploys += deploy ? 1 : 0;
      say.accept(
          "%4d s : %s ; remplacé en %s ; %d appels finis, charge %s"
              .formatted(
                  Duration.ofNanos(System.nanoTime() - began).toSeconds(),
                  deploy ? "un pont remplacé (SIGTERM)" : "un pont tué (SIGKILL)",
                  Samples.seconds(ready),
                  totals.calls(),
                  Samples.load()));
    }
    pauseUntil(System.nanoTime() + BETWEEN_DEATHS.toNanos());
  }

  private static void pauseUntil(long nanos) {
    for (var left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static void untilHealthy(Balancer balancer, int port) {
    while (!balancer.healthy(port)) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private List<String> figures(ChaosTotals totals, int mails) {
    return List.of(
        "Graine                         %d".formatted(plan.seed()),
        "Ponts tués (SIGKILL)           %d".formatted(kills),
        "Ponts remplacés (SIGTERM)      %d".formatted(deploys),
        "Appels                         %d, dont %d à la fois, %d repris"
            .formatted(totals.calls(), plan.calls(), totals.resumed()),
        "Reprises                       %d".formatted(totals.resumes()),
        "Phrases perdues                %d (dites jusqu'au bout par l'appelant ou par Ava, dans aucun tour)"
            .formatted(totals.lost()),
        "Tours écrits                   %d".formatted(totals.turns()),
        "Courriels                      %d".formatted(mails),
        "                               médiane / 99 % / maximum",
        "Ligne coupée à chaque reprise  " + totals.lineSilences().table(),
        "Ava muette à chaque reprise    " + totals.voiceSilences().table(),
        "Pont prêt après son départ     " + starts.table() + " ; charge " + Samples.load());
  }
}
