package ava.bench;

import ava.trial.fleet.BridgeProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How much is measured, and beside whom.
///
/// @param mails how many calls are followed to their mail
/// @param folder of logs and results
/// @param whole whether it is for figures: beside the bare relay, behind as long a rehearsal as
///   that of the image
/// @param profile whether a flight recorder watches Ava, which costs her some of what it tells
/// @param peer somebody else's bridge to be measured as well
public record BenchPlan(
    List<Integer> calls,
    Lengths lengths,
    Ramp ramp,
    int mails,
    Path folder,
    boolean whole,
    boolean profile,
    Optional<Peer> peer) {
  /// How long each part of a talk lasts.
  ///
  /// @param first from the first call on
  record Lengths(Duration first, Duration steady, Cuts cuts) {
    Lengths withFirst(Duration changed) {
      return new Lengths(changed, steady, cuts);
    }
  }

  /// How callers cut in.
  ///
  /// @param first until they have done so and nothing of their calls' beginning is measured with it
  /// @param length how long it is measured
  record Cuts(Load.Talk talk, Duration first, Duration length) {}

  public BenchPlan profiled() {
    return new BenchPlan(calls, lengths, ramp, mails, folder, whole, true, peer);
  }

  /// The same with a peer; the talk of each is shorter, so that all come in eight minutes.
  public BenchPlan beside(Peer other) {
    var shorter = lengths.withFirst(lengths.first().multipliedBy(3).dividedBy(5));
    return new BenchPlan(calls, shorter, ramp, mails, folder, whole, profile, Optional.of(other));
  }

  List<Contestant> contestants() {
    return Stream.of(Contestant.values()).filter(this::measures).toList();
  }

  private boolean measures(Contestant contestant) {
    return switch (contestant) {
      case AVA -> true;
      case RELAY -> whole;
      case PEER -> peer.isPresent();
    };
  }

  /// Behind how many turns the bridge's cache of classes is made.
  int rehearsedTurns() {
    return whole ? BridgeProgram.AS_IN_IMAGE : BridgeProgram.AS_IN_IMAGE / 50;
  }

  /// The same with other crowds.
  public BenchPlan with(List<Integer> crowds) {
    return new BenchPlan(crowds, lengths, ramp, mails, folder, whole, profile, peer);
  }

  /// The whole bench: eight minutes.
  public static BenchPlan whole(Path folder) {
    return new BenchPlan(
        List.of(100, 200),
        new Lengths(
            Duration.ofSeconds(50),
            Duration.ofSeconds(20),
            new Cuts(Load.Talk.CUTTING, Duration.ofSeconds(10), Duration.ofSeconds(24))),
        new Ramp(0, Duration.ZERO, 25, Duration.ofMillis(1_500), 500),
        20,
        folder,
        true,
        false,
        Optional.empty());
  }

  /// A minute and a half, for correctness and not for figures.
  public static BenchPlan quick(Path folder) {
    return new BenchPlan(
        List.of(20),
        new Lengths(
            Duration.ofSeconds(6),
            Duration.ofSeconds(4),
            new Cuts(Load.Talk.CUTTING_SOON, Duration.ZERO, Duration.ofSeconds(8))),
        Ramp.NONE,
        1,
        folder,
        false,
        false,
        Optional.empty());
  }
}
