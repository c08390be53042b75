package ava.trial.world;

import ava.simulator.scenario.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/// How long a caller waits for Ava when she is due: he has joined, or has finished speaking. Not
/// while he speaks, nor while Twilio itself speaks, dials or records, nor while his own line lets
/// nothing through.
final class Silence {
  /// What is shorter is no speech to the model either.
  private static final Duration SHORTEST_SOUND = Duration.ofMillis(60);

  private final World world;
  private final Tolerance tolerance;
  private final BooleanSupplier reached;
  private final BooleanSupplier troubled;
  private final BiConsumer<Duration, Duration> tooLong;
  private final List<Duration> all = new ArrayList<>();
  private final List<Span> excused = new ArrayList<>();
  private Optional<Long> due = Optional.empty();
  private Duration limit;
  private boolean avaSpeaks;

  private boolean wasHere;
  private boolean callerSpeaks;
  private boolean owed;
  private long noisyUntil;
  private long without;
  private Duration deaf = Duration.ZERO;
  private Optional<Long> left = Optional.empty();

  /// In nanoseconds.
  private record Span(long from, long to) {}

  /// @param reached whether the end of what he said last reached a bridge
  /// @param troubled whether the functions cannot be quick
  /// @param tooLong learns of each silence above its limit
  Silence(
      World world,
      Tolerance tolerance,
      BooleanSupplier reached,
      BooleanSupplier troubled,
      BiConsumer<Duration, Duration> tooLong) {
    this.world = world;
    this.tolerance = tolerance;
    this.limit = tolerance.silence();
    this.troubled = troubled;
    this.reached = reached;
    this.tooLong = tooLong;
  }

  /// Nothing can be heard for so long from now on, whatever Ava does.
  void excuse(Duration length) {
    excuse(world.now(), world.now() + length.toNanos());
  }

  /// The same in between, as is known later.
  void excuse(long from, long to) {
    excused.add(new Span(from, to));
    excused.sort(Comparator.comparingLong(Span::from));
  }

  /// The caller makes a noise of this length: nobody can tell it from speech, so that he waits anew
  /// behind it.
  void noise(Duration length) {
    if (length.compareTo(SHORTEST_SOUND) < 0) {
      return;
    }
    noisyUntil = world.now() + length.toNanos();
    due = due.map(_ -> noisyUntil);
  }

  void observed(Observation.OnLine seen) {
    switch (seen) {
      case Observation.StreamStarted _ -> joined();
      case Observation.CallerStarts _ -> {
        callerSpeaks = true;
        due = Optional.empty();
        owed = false;
      }
      case Observation.CallerStops _ -> {
        callerSpeaks = false;
        owed = avaSpeaks;
        if (!avaSpeaks) {
          dueNow();
        }
      }
      case Observation.AvaStarts _ -> {
        avaSpeaks = true;
        heard();
      }
      case Observation.AvaStops _ -> {
        avaSpeaks = false;
        if (owed && !callerSpeaks) {
          dueNow();
        }
      }
      case Observation.StreamEnded _ -> {
        // a stream that is refused is no way back
        without = without > 0 ? without : world.now();
        left = due.isPresent() || avaSpeaks ? Optional.of(world.now()) : Optional.empty();
      }
      case Observation.TwilioSays _,
          Observation.Dialled _,
          Observation.Recorded _,
          Observation.Ended _ -> {
        wayBack();
        heard();
        left = Optional.empty();
      }
      case Observation.Answered _,
          Observation.Cleared _,
          Observation.KeyPressed _,
          Observation.Refused _ -> {}
    }
  }

  /// Ava cannot know when he stops to speak, but that nobody speaks for so long.
  void deafFor(Duration length) {
    deaf = length.compareTo(deaf) > 0 ? length : deaf;
  }

  private void joined() {
    wayBack();
    if (left.isPresent()) {
      due = left;
      limit = tolerance.silenceAcrossAResume();
    } else if (!callerSpeaks) {
      dueNow();
      limit = wasHere ? tolerance.silenceBehindAResume() : limit;
    }
    left = Optional.empty();
    wasHere = true;
  }

  /// What the functions took to find out what comes next, when their services are in trouble.
  private void wayBack() {
    if (without > 0 && troubled.getAsBoolean()) {
      excuse(without, world.now());
    }
    without = 0;
  }

  private void dueNow() {
    due = Optional.of(Math.max(world.now(), noisyUntil));
    limit = tolerance.silence();
    owed = false;
  }

  private void heard() {
    due.ifPresent(since -> {
      var waited = Duration.ofNanos(Math.max(0, world.now() - since));
      var silent = waited.minus(excusedSince(since));
      all.add(silent);
      if (silent.compareTo(limit.plus(deaf)) > 0 && reached.getAsBoolean()) {
        tooLong.accept(silent, limit);
      }
    });
    due = Optional.empty();
  }

  private Duration excusedSince(long since) {
    var covered = 0L;
    var behind = since;
    for (var span : excused) {
      var from = Math.max(span.from(), behind);
      var to = Math.min(span.to(), world.now());
      if (to > from) {
        covered += to - from;
        behind = to;
      }
    }
    return Duration.ofNanos(covered);
  }

  /// How long each of them was.
  List<Duration> all() {
    return List.copyOf(all);
  }
}
