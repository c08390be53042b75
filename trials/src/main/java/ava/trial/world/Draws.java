package ava.trial.world;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/// Draws from one stream of a [Seed].
final class Draws {
  private final SplittableRandom random;

  Draws(Seed seed, String purpose, long actor) {
    this.random = seed.stream(purpose, actor);
  }

  /// From 0 on.
  int below(int bound) {
    return random.nextInt(bound);
  }

  /// Both ends can be drawn.
  int between(int from, int to) {
    return random.nextInt(from, to + 1);
  }

  boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  /// @param likelihood 0 to 1
  boolean happens(double likelihood) {
    return random.nextDouble() < likelihood;
  }

  /// To the nanosecond.
  Duration between(Duration from, Duration to) {
    return Duration.ofNanos(random.nextLong(from.toNanos(), to.toNanos() + 1));
  }

  /// Most are short, some are long; never more than twelve times the mean.
  Duration exponential(Duration mean) {
    var share = Math.min(12, -Math.log(1 - random.nextDouble()));
    return Duration.ofNanos((long) (share * mean.toNanos()));
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  long any() {
    return random.nextLong();
  }
}
