package ava.bridge;

import ava.shared.settings.SettingsException;
import java.time.Duration;

/// Starts the bridge from the environment. SIGTERM drains it: Fargate gives 120 s.
public final class BridgeMain {
  private static final Duration DRAIN_WITHIN = Duration.ofSeconds(100);

  private BridgeMain() {}

  public static void main(String[] arguments) {
    try {
      var bridge =
          Bridge.start(System.getenv(), request -> request.response().setStatusCode(404).end());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(bridge), "drain"));
    } catch (SettingsException e) {
      System.err.println("bridge: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void stop(Bridge bridge) {
    bridge.drain(DRAIN_WITHIN);
    bridge.close();
  }
}
