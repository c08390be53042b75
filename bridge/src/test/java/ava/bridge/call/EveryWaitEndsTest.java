package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Whatever has happened: when from then on nothing comes but the caller's audio, neither from the
/// model nor from a tool nor from the table, Ava acts in time and the call ends.
class EveryWaitEndsTest {
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(3);
  private static final Duration LONGEST_END = Duration.ofMinutes(3);

  @Test
  void inEveryStateAvaActsInTimeAndTheCallEnds() {
    LongStream.range(0, Steps.STORIES).forEach(seed -> new World(seed).fallsSilent());
  }

  /// A call with its timers, in virtual time.
  private static final class World {
    private final CallFlow flow = new CallFlow(Steps.RULES);
    private final Map<Timer, Instant> timers = new EnumMap<>(Timer.class);
    private final long seed;
    private State state = State.Waiting.AT_FIRST;
    private Instant now = Steps.START;
    private Optional<Instant> dueSince = Optional.empty();

    World(long seed) {
      this.seed = seed;
      step(seed % 2 == 0 ? Steps.joined(Steps.audio(1_000)) : Steps.joinedUnrecorded());
      if (seed % 3 != 0) {
        step(Steps.ready());
      }
      for (var event : new RandomEvents(seed).some(60)) {
        if (!(event instanceof Event.CallerLeft)) {
          now = now.plusMillis(20);
          step(event);
        }
      }
    }

    void fallsSilent() {
      var end = now.plus(LONGEST_END);
      while (!(state instanceof State.Over)) {
        var next = timers.entrySet().stream().min(Comparator.comparing(Map.Entry::getValue));
        assertThat(next).as("a timer runs, seed %d in %s", seed, where()).isPresent();
        now = next.get().getValue().isAfter(now) ? next.get().getValue() : now;
        assertThat(now).as("the end, seed %d in %s", seed, where()).isBefore(end);
        dueSince.ifPresent(since ->
            assertThat(Duration.between(since, now))
                .as("silence, seed %d in %s", seed, where())
                .isLessThanOrEqualTo(LONGEST_SILENCE));
        timers.remove(next.get().getKey());
        step(new Event.CallerAudio("fn5+", 0));
        step(new Event.TimerFired(next.get().getKey()));
      }
    }

    private String where() {
      return state instanceof State.Live live
          ? live.stage()
              + " "
              + live.link()
              + " "
              + live.answers()
              + " "
              + live.hearing()
              + " "
              + live.playback()
              + live.tools()
              + live.conversation().open()
              + timers
          : state.toString();
    }

    private void step(Event event) {
      var step = flow.on(state, event, now);
      state = step.state();
      var due = state instanceof State.Live live && live.awaitsAnswer();
      dueSince = due ? Optional.of(dueSince.orElse(now)) : Optional.empty();
      for (var effect : step.effects()) {
        switch (effect) {
          case Effect.SetTimer(var timer, var delay) -> timers.put(timer, now.plus(delay));
          case Effect.CancelTimer(var timer) -> timers.remove(timer);
          case Effect.Ask _, Effect.OpenModel _ -> dueSince = dueSince.map(_ -> now);
          default -> {}
        }
      }
    }
  }
}
