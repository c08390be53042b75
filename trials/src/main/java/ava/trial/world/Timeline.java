package ava.trial.world;

import ava.simulator.scenario.Observation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// When what happened on one call's line, in nanoseconds since the beginning of the world.
final class Timeline {
  private final Map<Moment, List<Long>> times = new EnumMap<>(Moment.class);

  /// Keeps what is seen now.
  ///
  /// @return what it is, if a fault may wait for it
  Optional<Moment> seen(Observation.OnLine seen, long now) {
    var moment = moment(seen);
    moment.ifPresent(at -> times.computeIfAbsent(at, _ -> new ArrayList<>()).add(now));
    return moment;
  }

  private static Optional<Moment> moment(Observation.OnLine seen) {
    return switch (seen) {
      case Observation.StreamStarted _ -> Optional.of(Moment.JOINED);
      case Observation.CallerStarts _ -> Optional.of(Moment.CALLER_SPEAKS);
      case Observation.CallerStops _ -> Optional.of(Moment.CALLER_STOPS);
      case Observation.AvaStarts _ -> Optional.of(Moment.AVA_SPEAKS);
      case Observation.AvaStops _ -> Optional.of(Moment.AVA_STOPS);
      case Observation.Cleared _ -> Optional.of(Moment.CLEARED);
      case Observation.StreamEnded _ -> Optional.of(Moment.LEFT);
      default -> Optional.empty();
    };
  }

  /// Whether it happened behind one moment and not behind another.
  boolean has(Moment what, long behind, long until) {
    return times.getOrDefault(what, List.of()).stream().anyMatch(at -> at > behind && at <= until);
  }
}
