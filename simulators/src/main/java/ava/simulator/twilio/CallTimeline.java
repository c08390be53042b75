package ava.simulator.twilio;

import ava.simulator.scenario.CallObserver;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Observation.OnLine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// What happened in a call, in the order of time. Safe for several threads.
public final class CallTimeline {
  private final CallObserver observer;
  private final InstantSource time;
  private final Instant begin;
  private final List<OnLine> observations = new ArrayList<>();

  CallTimeline(InstantSource time, CallObserver observer) {
    this.time = time;
    this.begin = time.instant();
    this.observer = observer;
  }

  /// Since the call was placed.
  public Duration elapsed() {
    return Duration.between(begin, time.instant());
  }

  synchronized void note(Function<Duration, OnLine> what) {
    var observation = what.apply(elapsed());
    observations.add(observation);
    observer.observed(observation);
  }

  synchronized void heard(byte[] frame) {
    observer.hears(frame);
  }

  public synchronized List<OnLine> observations() {
    return List.copyOf(observations);
  }

  /// Those of one kind, such as `Observation.Cleared.class`.
  public <T extends OnLine> List<T> all(Class<T> kind) {
    return observations().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// From `start` to the first sound of Ava.
  public Optional<Duration> greeting() {
    return between(
            Observation.StreamStarted.class::isInstance, Observation.AvaStarts.class::isInstance)
        .stream()
        .findFirst();
  }

  /// From the end of each of the caller's sentences to Ava's next sound, as the caller hears it.
  public List<Duration> answers() {
    return between(
        Observation.CallerStops.class::isInstance, Observation.AvaStarts.class::isInstance);
  }

  /// From the caller's first sound to `clear`, each time when it silenced Ava.
  public List<Duration> interruptions() {
    return between(
        Observation.CallerStarts.class::isInstance,
        seen -> seen instanceof Observation.Cleared(_, var unheard) && unheard.isPositive());
  }

  private List<Duration> between(Predicate<OnLine> first, Predicate<OnLine> second) {
    var spans = new ArrayList<Duration>();
    var open = Optional.<OnLine>empty();
    for (var observation : observations()) {
      if (first.test(observation)) {
        open = Optional.of(observation);
      } else if (second.test(observation)) {
        open.ifPresent(start -> spans.add(observation.at().minus(start.at())));
        open = Optional.empty();
      }
    }
    return spans;
  }
}
