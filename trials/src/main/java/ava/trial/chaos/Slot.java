package ava.trial.chaos;

import ava.trial.fleet.BridgeProcess;
import ava.trial.fleet.BridgeProgram;
import ava.trial.fleet.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The bridges behind a balancer: each that is killed is replaced. Belongs to one thread.
final class Slot implements AutoCloseable {
  private static final Duration DRAINED_WITHIN = Duration.ofSeconds(100);

  private final BridgeProgram program;
  private final Map<String, String> environment;
  private final Balancer balancer;
  private final Path log;
  private final List<BridgeProcess> old = new ArrayList<>();
  private BridgeProcess bridge;

  Slot(BridgeProgram program, Map<String, String> environment, Balancer balancer, Path log) {
    this.program = program;
    this.environment = environment;
    this.balancer = balancer;
    this.log = log;
    this.bridge = started();
  }

  private BridgeProcess started() {
    var fresh = BridgeProcess.start(program, environment, Surroundings.freePort(), log);
    balancer.add(fresh.port());
    return fresh;
  }

  BridgeProcess bridge() {
    return bridge;
  }

  /// SIGKILL, and a new one in its place, which is awaited.
  ///
  /// @return how long the new one took
  Duration kill() {
    bridge.kill();
    balancer.remove(bridge.port());
    old.add(bridge);
    bridge = started();
    return bridge.awaitReady();
  }

  /// As a deploy on ECS does it: a new one first, then no more calls for the old one, then SIGTERM,
  /// on which it hands its calls over.
  ///
  /// @return how long the new one took
  Duration replace() {
    var before = bridge;
    bridge = started();
    var ready = bridge.awaitReady();
    balancer.remove(before.port());
    before.terminate();
    old.add(before);
    return ready;
  }

  /// Waits until those that were told to go are gone.
  boolean drained() {
    return old.stream().allMatch(before -> before.awaitEnd(DRAINED_WITHIN));
  }

  @Override
  public void close() {
    bridge.close();
    old.forEach(BridgeProcess::close);
  }
}
