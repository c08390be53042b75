package ava.bridge;

import ava.shared.settings.SettingsException;
import java.time.Duration;

/// Starts the bridge from the environment. SIGTERM drains it: Fargate gives 120 s.
public final class BridgeMain {
  private static final Duration DRAIN_WITHIN = Duration.ofSeconds(100);
  private static final Duration REHEARSE_WITHIN = Duration.ofSeconds(10);

  private BridgeMain() {}

  public static void main(String[] arguments) {
    try {
      rehearse(Integer.getInteger("ava.rehearsal.turns", 3));
      var bridge =
          Bridge.startOnEachCore(
              System.getenv(), request -> request.response().setStatusCode(404).end());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(bridge), "drain"));
    } catch (SettingsException e) {
      System.err.println("bridge: " + e.getMessage());
      System.exit(1);
    }
  }

  /// Before anybody can call. A training of the class cache plays many turns, which then stand in
  /// its profiles, and takes its time.
  private static void rehearse(int turns) {
    var _ = Rehearsal.play(turns, REHEARSE_WITHIN.plusMillis(100L * turns));
  }

  private static void stop(Bridge bridge) {
    bridge.drain(DRAIN_WITHIN);
    bridge.close();
  }
}
