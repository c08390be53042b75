package ava.trial.world;

import ava.trial.soak.Stamp;
import ava.trial.world.WorldDialer.Answer;
import ava.trial.world.WorldDialer.Door;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The bridges behind their balancer, which notices late what became of one, and the service that
/// starts another in its place.
final class BridgeGroup {
  /// Longer than a process may take when it is told to end, but for the last seconds.
  private static final Duration STOP_WITHIN = Duration.ofSeconds(118);

  private static final Duration LONGEST_NOTICE = Duration.ofSeconds(5);
  private static final Duration SHORTEST_START = Duration.ofSeconds(10);
  private static final Duration LONGEST_START = Duration.ofSeconds(40);

  private final World world;
  private final Actor balancer;
  private final Function<Actor, BridgeHost> starts;
  private final Overhearing overhearing;
  private final Draws draws;
  private final List<BridgeHost> serving = new ArrayList<>();
  private final List<BridgeHost> all = new ArrayList<>();
  private int started;

  /// Learns of each frame that reaches a bridge.
  interface Overhearing {
    void reached(Stamp stamp, BridgeHost host, Link over);
  }

  /// @param starts makes a bridge of a new process
  BridgeGroup(
      World world, int bridges, Function<Actor, BridgeHost> starts, Overhearing overhearing) {
    this.world = world;
    this.balancer = world.actor("balancer");
    this.starts = starts;
    this.overhearing = overhearing;
    this.draws = balancer.draws("choices");
    for (var number = 0; number < bridges; number++) {
      startOne();
    }
  }

  private void startOne() {
    started++;
    var host = starts.apply(world.actor("bridge-" + started));
    serving.add(host);
    all.add(host);
  }

  /// Where the next stream goes.
  Door door() {
    if (serving.isEmpty()) {
      return new Door(balancer, _ -> new Answer.Refusal(503, "no target"));
    }
    var host = draws.of(serving);
    return host.actor().gone()
        ? new Door(balancer, _ -> new Answer.Refusal(502, "target gone"))
        : new Door(host.actor(), headers -> knock(host, headers));
  }

  private Answer knock(BridgeHost host, Map<String, String> headers) {
    return switch (host.knock(headers)) {
      case Answer.Taken(var ear) ->
          new Answer.Taken(socket -> {
            var link = ((LinkEnd) socket).link();
            return new StampedEar(
                ear.apply(socket), stamp -> overhearing.reached(stamp, host, link));
          });
      case Answer.Refusal refusal -> refusal;
      case Answer.NoConnection _, Answer.Silence _ ->
          throw new IllegalStateException("a bridge takes or refuses");
    };
  }

  /// The process dies from one moment to the next; another one starts.
  void dies(BridgeHost host) {
    if (!host.actor().gone()) {
      host.actor().kill();
      leavesLater(host);
      startLater();
    }
  }

  /// The process is told to end; another one starts.
  void drains(BridgeHost host) {
    if (!host.actor().gone() && !host.draining()) {
      host.drain(STOP_WITHIN);
      leavesLater(host);
      startLater();
    }
  }

  /// A new version takes the place of all.
  void replaceAll() {
    var old = List.copyOf(serving);
    old.forEach(_ -> startLater());
    balancer.after(
        LONGEST_START.plusSeconds(2),
        () -> old.stream().filter(host -> !host.draining()).forEach(this::endsWithout));
  }

  private void endsWithout(BridgeHost host) {
    if (!host.actor().gone()) {
      host.drain(STOP_WITHIN);
      leavesLater(host);
    }
  }

  private void leavesLater(BridgeHost host) {
    balancer.after(
        draws.between(Duration.ofMillis(100), LONGEST_NOTICE), () -> serving.remove(host));
  }

  private void startLater() {
    balancer.after(draws.between(SHORTEST_START, LONGEST_START), this::startOne);
  }

  /// Those that were ever started.
  List<BridgeHost> all() {
    return List.copyOf(all);
  }
}
