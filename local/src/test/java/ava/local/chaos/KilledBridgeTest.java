package ava.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import ava.local.fleet.BridgeProcess;
import ava.local.fleet.Surroundings;
import ava.local.model.Pace;
import ava.local.model.RealtimeSimulator;
import ava.local.scenario.CallObserver;
import ava.local.scenario.Observation;
import ava.local.soak.Crowd;
import ava.local.soak.Finished;
import ava.local.soak.Habits;
import ava.local.soak.StampedScript;
import ava.local.twilio.Account;
import ava.local.twilio.TwilioSimulator;
import ava.shared.CallStore;
import ava.shared.EndReason;
import ava.shared.Speaker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KilledBridgeTest {
  @TempDir private Path logs;

  @Test
  void callGoesOnInAnotherProcessWithTheNextTurnNumbers() throws InterruptedException {
    var model = new StampedScript(1);
    BlockingQueue<Finished> finished = new LinkedBlockingQueue<>();
    try (var balancer = Balancer.start();
        var simulator = RealtimeSimulator.start(model, Pace.USUAL, CallObserver.NOBODY);
        var around = Surroundings.start(settings(balancer), simulator.baseUrl());
        var first = bridge(around, balancer);
        var second = bridge(around, balancer);
        var twilio = new TwilioSimulator(Account.simulated(around.twilioAuthToken()))) {
      first.awaitReady();
      second.awaitReady();
      until(() -> balancer.healthy() == 2);
      var crowd =
          new Crowd(
              new Crowd.Place(twilio, around.publicBaseUrl(), around.calls(), model),
              Habits.patient(2),
              1,
              record -> record.endedAt().isPresent(),
              Duration.ofSeconds(20),
              finished::add);

      crowd.call(1);
      crowd.stop();
      until(() -> callerWasWritten(around.calls()));
      (first.activeCalls() > 0 ? first : second).kill();
      var call = finished.poll(60, TimeUnit.SECONDS);

      assertThat(call).isNotNull();
      assertThat(call.report().streams()).hasSize(2);
      assertThat(call.report().timeline().all(Observation.StreamEnded.class).getFirst().reason())
          .startsWith("BROKEN");
      var checks = new ChaosChecks(model.sentences());
      assertThat(checks.transcript(call)).isEmpty();
      assertThat(checks.lost(call)).isLessThanOrEqualTo(1);
      assertThat(call.sessions()).hasSize(2);
      assertThat(call.sessions().getLast().recalled())
          .contains("Ici l'appelant 1, voici ma phrase 1.");
      assertThat(call.record().orElseThrow().resumes()).hasSize(1);
      assertThat(call.record().orElseThrow().endReason()).contains(EndReason.CALLER_HUNG_UP);
    }
  }

  private BridgeProcess bridge(Surroundings around, Balancer balancer) {
    var bridge =
        BridgeProcess.start(
            around.bridgeEnvironment(), Surroundings.freePort(), logs.resolve("bridges.log"));
    balancer.add(bridge.port());
    return bridge;
  }

  private static boolean callerWasWritten(CallStore calls) {
    return calls.onDay(LocalDate.now(CallStore.PARIS), 1).stream()
        .flatMap(call -> calls.turns(call.callSid()).stream())
        .anyMatch(turn -> turn.speaker() == Speaker.CALLER);
  }

  private static Map<String, String> settings(Balancer balancer) {
    return Map.of("BRIDGE_URL", "ws://127.0.0.1:" + balancer.port() + "/media-stream");
  }

  private static void until(BooleanSupplier holds) {
    while (!holds.getAsBoolean()) {
      LockSupport.parkNanos(20_000_000);
    }
  }
}
