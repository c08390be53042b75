package ava.bridge;

import ava.shared.settings.SettingsException;
import java.time.Duration;

/// Starts the bridge from the environment. SIGTERM drains it: Fargate gives 120 s.
public final class BridgeMain {
  private static final Duration DRAIN_WITHIN = Duration.ofSeconds(100);
  private static final Duration REHEARSE_WITHIN = Duration.ofSeconds(10);

  /// The second compiler, which works for seconds while a process is young, on the core that
  /// carries its calls. The first one keeps its rank: what it has not compiled is interpreted on
  /// that core.
  private static final String SECOND_COMPILER = "C2 CompilerThre";

  private static final int GIVES_WAY = 5;

  private static final String TRAINING = "ava.rehearsal.turns";
  private static final int TURNS = 2;

  private BridgeMain() {}

  public static void main(String[] arguments) {
    try {
      var _ = ThreadRank.lower(SECOND_COMPILER, GIVES_WAY);
      rehearse(Integer.getInteger(TRAINING, 0));
      var bridge =
          Bridge.startOnEachCore(
              System.getenv(), request -> request.response().setStatusCode(404).end());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(bridge), "drain"));
    } catch (SettingsException e) {
      System.err.println("bridge: " + e.getMessage());
      System.exit(1);
    }
  }

  /// Before anybody can call.
  ///
  /// @param training how many turns are played to train the class cache, in whose profiles they
  ///   then stand; 0 when this is none
  private static void rehearse(int training) {
    var _ =
        training > 0
            ? Rehearsal.playToTheEnd(training, REHEARSE_WITHIN.plusMillis(100L * training))
            : Rehearsal.play(TURNS, REHEARSE_WITHIN);
  }

  private static void stop(Bridge bridge) {
    bridge.drain(DRAIN_WITHIN);
    bridge.close();
  }
}
