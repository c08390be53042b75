package ava.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How much is measured, and beside whom.
///
/// @param mails how many calls are followed to their mail
/// @param folder of logs and results
/// @param profile whether a flight recorder watches Ava, which costs her some of what it tells
/// @param peer somebody else's bridge to be measured as well
public record BenchPlan(
    List<Integer> calls,
    Lengths lengths,
    Ramp ramp,
    int mails,
    Path folder,
    boolean profile,
    Optional<Peer> peer) {
  /// How long each part of a talk lasts.
  ///
  /// @param first from the first call on
  record Lengths(Duration first, Duration steady, Duration cut) {
    Lengths withFirst(Duration changed) {
      return new Lengths(changed, steady, cut);
    }
  }

  public BenchPlan profiled() {
    return new BenchPlan(calls, lengths, ramp, mails, folder, true, peer);
  }

  /// The same with a peer; the talk of each is shorter, so that all come in eight minutes.
  public BenchPlan beside(Peer other) {
    var shorter = lengths.withFirst(lengths.first().multipliedBy(3).dividedBy(5));
    return new BenchPlan(calls, shorter, ramp, mails, folder, profile, Optional.of(other));
  }

  List<Contestant> contestants() {
    return Stream.of(Contestant.values())
        .filter(each -> each != Contestant.PEER || peer.isPresent())
        .toList();
  }

  /// The same with other crowds.
  public BenchPlan with(List<Integer> crowds) {
    return new BenchPlan(crowds, lengths, ramp, mails, folder, profile, peer);
  }

  /// The whole bench: eight minutes.
  public static BenchPlan whole(Path folder) {
    return new BenchPlan(
        List.of(100, 200),
        new Lengths(Duration.ofSeconds(50), Duration.ofSeconds(20), Duration.ofSeconds(24)),
        new Ramp(0, Duration.ZERO, 25, Duration.ofMillis(1_500), 500),
        20,
        folder,
        false,
        Optional.empty());
  }

  /// Two minutes and a half, for correctness more than for figures.
  public static BenchPlan quick(Path folder) {
    return new BenchPlan(
        List.of(20),
        new Lengths(Duration.ofSeconds(8), Duration.ofSeconds(6), Duration.ofSeconds(6)),
        Ramp.NONE,
        1,
        folder,
        false,
        Optional.empty());
  }
}
