package ava.trial.world;

import ava.simulator.twilio.LineFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Lets each fault of the schedule happen when its moment comes.
final class Fates {
  private final World world;
  private final Actor fate;
  private final List<Fault> faults;
  private final Consumer<Fault> happens;
  private final Map<Integer, Map<Moment, Integer>> counts = new HashMap<>();
  private final Map<Mischief, Integer> happened = new EnumMap<>(Mischief.class);

  /// @param happens does it
  Fates(World world, List<Fault> faults, Consumer<Fault> happens) {
    this.world = world;
    this.fate = world.actor("fate");
    this.faults = List.copyOf(faults);
    this.happens = happens;
    for (var fault : faults) {
      if (fault.moment() == Moment.NEVER && fault.mischief().where() != Mischief.Where.PHONE) {
        world.at(fate, fault.offset().toNanos(), () -> happen(fault));
      }
    }
  }

  /// A moment of a call has come.
  void moment(int call, Moment moment) {
    var nth =
        counts
            .computeIfAbsent(call, _ -> new EnumMap<>(Moment.class))
            .merge(moment, 1, Integer::sum);
    for (var fault : faults) {
      if (fault.moment() == moment && fault.call() == call && fault.nth() == nth) {
        world.at(fate, world.now() + fault.offset().toNanos(), () -> happen(fault));
      }
    }
  }

  private void happen(Fault fault) {
    world.trace().note(world.now(), fate, "fault", fault.toString());
    happened.merge(fault.mischief(), 1, Integer::sum);
    happens.accept(fault);
  }

  /// How often each happened.
  Map<Mischief, Integer> happened() {
    return Map.copyOf(happened);
  }

  /// What goes wrong with a call's telephone, decided before it rings.
  LineFault[] ofPhone(int call) {
    var phone = new ArrayList<LineFault>();
    for (var fault : faults) {
      if (fault.call() == call && fault.mischief().where() == Mischief.Where.PHONE) {
        phone(fault).ifPresent(phone::add);
        happened.merge(fault.mischief(), 1, Integer::sum);
      }
    }
    return phone.toArray(LineFault[]::new);
  }

  private Optional<LineFault> phone(Fault fault) {
    var at = fault.offset();
    var length = fault.length();
    return Optional.ofNullable(
        switch (fault.mischief()) {
          case MARKS_LATE -> new LineFault.DelayMarks(length);
          case MARKS_DOUBLED -> new LineFault.DuplicateMarks();
          case FRAMES_LOST ->
              new LineFault.LoseFrames(
                  length.toMillis() / 1_000.0, Seed.mix(world.seed().value(), fault.call()));
          case FRAMES_DROPPED -> new LineFault.DropFrames(Duration.ofMillis(500), length);
          case NOISE -> new LineFault.SteadyNoise(at, length);
          case UNKNOWN_EVENTS -> new LineFault.UnknownEvents(at, length);
          case NO_STOP -> new LineFault.CloseWithoutStop();
          case SECOND_STREAM -> new LineFault.SecondStream(length);
          case RING_DOUBLED -> new LineFault.DoubledRing(length);
          case CALLBACKS_LATE -> new LineFault.LateCallbacks(length);
          case CALLBACKS_DOUBLED -> new LineFault.DoubledCallbacks();
          case CALLBACKS_REORDERED -> new LineFault.ReorderedCallbacks();
          case CALLBACKS_LOST -> new LineFault.LostCallbacks();
          case NO_RECORDING -> new LineFault.AbsentRecording(16_102);
          default -> null;
        });
  }

  /// Whether any fault of the schedule that concerns a call is of this kind.
  boolean plans(Mischief mischief, int call) {
    return faults.stream().anyMatch(fault -> fault.mischief() == mischief && fault.call() == call);
  }

  List<Fault> faults() {
    return faults;
  }
}
