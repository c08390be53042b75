package ava.trial.world;

import ava.trial.world.CallFacts.Leniency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/// What cannot be asked for in full of one call, and when. Moments are nanoseconds since the
/// beginning of the world.
final class Leniencies {
  private final Map<Leniency, List<Span>> spans = new EnumMap<>(Leniency.class);

  private record Span(long from, long until) {}

  void add(Leniency how, long from, Duration length) {
    spans.computeIfAbsent(how, _ -> new ArrayList<>()).add(new Span(from, from + length.toNanos()));
  }

  boolean have(Leniency how) {
    return spans.containsKey(how);
  }

  /// Whether one was there within a time around a moment.
  boolean around(Leniency how, long moment, Duration before, Duration behind) {
    return of(how).stream()
        .anyMatch(span ->
            span.until() >= moment - before.toNanos() && span.from() <= moment + behind.toNanos());
  }

  /// When each of them began.
  LongStream beginnings(Leniency how) {
    return of(how).stream().mapToLong(Span::from);
  }

  private List<Span> of(Leniency how) {
    return spans.getOrDefault(how, List.of());
  }
}
