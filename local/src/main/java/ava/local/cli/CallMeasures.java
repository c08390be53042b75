package ava.local.cli;

import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps what the simulators saw, in the order in which they saw it, each with the moment on one
/// clock. Safe for several threads.
final class CallMeasures implements CallObserver {
  /// How long the model must hear silence to know that the caller's turn is over, as the bridge's
  /// session asks for it.
  private static final Duration END_OF_TURN = Duration.ofMillis(600);

  private record Seen(long nanos, Observation what) {}

  private final List<Seen> seen = new ArrayList<>();

  @Override
  public synchronized void observed(Observation observation) {
    seen.add(new Seen(System.nanoTime(), observation));
  }

  synchronized <T extends Observation> List<T> all(Class<T> kind) {
    return seen.stream().map(Seen::what).filter(kind::isInstance).map(kind::cast).toList();
  }

  /// As [#all], without what came after the end of the call, which nobody heard.
  synchronized <T extends Observation> List<T> duringCall(Class<T> kind) {
    return seen.stream()
        .map(Seen::what)
        .takeWhile(what -> !(what instanceof Observation.Ended))
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /// From `start` to Ava's first sound at Twilio.
  Optional<Duration> greeting() {
    return between(Observation.StreamStarted.class, Observation.AvaStarts.class).stream()
        .findFirst();
  }

  /// For each turn of the caller, from the moment at which the model can know that it is over to
  /// Ava's next sound at Twilio; the model's thinking is part of it.
  List<Duration> answers() {
    return between(Observation.CallerStops.class, Observation.AvaStarts.class).stream()
        .map(span -> span.minus(END_OF_TURN))
        .map(span -> span.isNegative() ? Duration.ZERO : span)
        .toList();
  }

  /// From the caller's first sound to `clear` at Twilio; hearing that it is speech is part of it.
  List<Duration> interruptions() {
    return between(Observation.CallerStarts.class, Observation.Cleared.class);
  }

  /// How many events the model refused.
  int modelRefusals() {
    return all(Observation.ModelRefuses.class).size();
  }

  private synchronized List<Duration> between(
      Class<? extends Observation> first, Class<? extends Observation> second) {
    var spans = new ArrayList<Duration>();
    var open = Optional.<Seen>empty();
    for (var one : seen) {
      if (first.isInstance(one.what())) {
        open = Optional.of(one);
      } else if (second.isInstance(one.what())) {
        open.ifPresent(start -> spans.add(Duration.ofNanos(one.nanos() - start.nanos())));
        open = Optional.empty();
      }
    }
    return spans;
  }
}
