package ava.trial.world;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What becomes of the invocations of functions: those that come next are cold, or die at one of
/// their calls.
final class FunctionFate implements FunctionsHost.Fate {
  private static final Duration WARM = Duration.ofMillis(4);

  private final Deque<Duration> coldTelephone = new ArrayDeque<>();
  private final Deque<Duration> coldSummary = new ArrayDeque<>();
  private final Deque<Integer> dyingTelephone = new ArrayDeque<>();
  private final Deque<Integer> dyingSummary = new ArrayDeque<>();

  void arm(Fault fault) {
    switch (fault.mischief()) {
      case TELEPHONE_COLD -> coldTelephone.add(fault.length());
      case SUMMARY_COLD -> coldSummary.add(fault.length());
      case TELEPHONE_DIES -> dyingTelephone.add(fault.amount());
      case SUMMARY_DIES -> dyingSummary.add(2 * fault.amount());
      default -> throw new IllegalArgumentException(fault.toString());
    }
  }

  @Override
  public Optional<Integer> dies(String function) {
    var next = function.equals("telephone") ? dyingTelephone.poll() : dyingSummary.poll();
    return Optional.ofNullable(next);
  }

  @Override
  public Duration start(String function) {
    var cold = function.equals("telephone") ? coldTelephone.poll() : coldSummary.poll();
    return cold == null ? WARM : cold;
  }
}
