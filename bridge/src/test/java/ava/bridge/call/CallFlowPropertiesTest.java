package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.NextStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What holds for every sequence of events from both sides, in any order and repeated.
class CallFlowPropertiesTest {
  @Test
  void noSequenceOfEventsBreaksTheInvariants() {
    LongStream.range(0, Steps.STORIES)
        .forEach(seed -> {
          var watch = new Watch(seed);
          new RandomEvents(seed).some(120).forEach(watch::step);
          watch.end();
        });
  }

  /// Steps a call and checks each effect against what was sent before.
  private static final class Watch {
    private final CallFlow flow = new CallFlow(Steps.RULES);
    private final Map<String, Long> sent = new HashMap<>();
    private final Set<Integer> turns = new HashSet<>();
    private final List<NextStep> saving = new ArrayList<>();
    private final Set<String> cut = new HashSet<>();
    private State state = State.Waiting.AT_FIRST;
    private Instant now = Steps.START;
    private boolean asked;
    private boolean modelReady;
    private int finished;
    private String lastItem = "";

    private final long seed;

    Watch(long seed) {
      this.seed = seed;
      step(Steps.joined(Steps.audio(1_000)));
      step(Steps.ready());
    }

    void step(Event event) {
      now = now.plusMillis(20);
      if (event instanceof Event.AnswerAudio(var response, var item, _, _)) {
        lastItem = item;
        if (cut.contains(response)) {
          lastItem = "cut";
        }
      }
      if (event instanceof Event.ResponseStarted
          || event instanceof Event.AnswerRefused
          || event instanceof Event.AskFailed
          || event.equals(new Event.TimerFired(Timer.ANSWER_LATE))
          || event instanceof Event.ResponseEnded
          || event instanceof Event.ModelLost) {
        asked = false;
      }
      if (event instanceof Event.ModelReady) {
        modelReady = true;
      }
      var before = state;
      var step = flow.on(state, event, now);
      state = step.state();
      if (event instanceof Event.SpeechStarted && before instanceof State.Live live) {
        if (step.effects().contains(new Effect.Clear())) {
          live.playback().pieces().forEach(piece -> cut.add(piece.responseId()));
        }
      }
      step.effects().forEach(this::check);
      assertThat(state.equals(before) || !(before instanceof State.Over)).isTrue();
    }

    private void check(Effect effect) {
      switch (effect) {
        case Effect.Play(var audio) -> {
          assertThat(lastItem).as("audio of a cut answer, seed " + seed).isNotEqualTo("cut");
          sent.merge(lastItem, Playback.bytes(audio), Long::sum);
        }
        case Effect.Truncate(var item, _, var ms) ->
            assertThat((long) ms * Playback.BYTES_PER_MS)
                .as("truncate at no more than was sent of " + item)
                .isBetween(0L, sent.getOrDefault(item, 0L));
        case Effect.Ask _ -> {
          assertThat(asked).as("one answer at a time").isFalse();
          assertThat(modelReady).isTrue();
          asked = true;
        }
        case Effect.SaveTurn(var turn) -> {
          assertThat(turns.add(turn.seq())).as("each turn once").isTrue();
          assertThat(turn.seq()).as("in order, without gaps").isEqualTo(turns.size());
        }
        case Effect.SaveNext(var next) -> saving.add(next);
        case Effect.OpenModel _, Effect.CloseModel() -> {
          modelReady = false;
          asked = false;
        }
        case Effect.Finish _ -> finished++;
        default -> {}
      }
    }

    /// The caller hangs up and the last transcript is late: every call ends, once, with all it had.
    void end() {
      step(new Event.CallerLeft(true));
      List.copyOf(saving).forEach(next -> step(new Event.NextSaved(next)));
      step(new Event.TimerFired(Timer.TRANSCRIPT_LATE));

      assertThat(state).isEqualTo(new State.Over());
      assertThat(finished).isEqualTo(1);
    }
  }

  @Test
  void whatIsHeardNeverExceedsWhatWasSent() {
    var random = new SplittableRandom(1);
    for (var n = 0; n < 300; n++) {
      var playback = Playback.NOTHING;
      for (var answer = 0; answer < 4; answer++) {
        playback = playback.send("r" + answer, "a" + answer, 0, 1_700).playback();
        playback = playback.finish("a" + answer, 0).playback();
      }

      for (var echo = 0; echo < 20; echo++) {
        playback = playback.echo("g1:" + random.nextInt(13)).playback();
        assertThat(playback.pieces()).allMatch(piece -> piece.heard() <= piece.sent());
      }
    }
  }

  @Test
  void theGreetingCannotBeCutBeforeItsDisclosureWasHeard() {
    for (var seed = 0; seed < 300; seed++) {
      var flow = new CallFlow(Steps.RULES);
      var step = flow.on(State.Waiting.AT_FIRST, Steps.joined(Steps.audio(3_000)), Steps.START);

      for (var event : new RandomEvents(seed).some(120)) {
        var wasProtected = step.state() instanceof State.Live live && live.stage().isGreeting();
        step = flow.on(step.state(), event, Steps.START.plus(Duration.ofSeconds(1)));
        var disclosed =
            step.effects().stream().anyMatch(effect -> effect instanceof Effect.SaveDisclosure);
        if (wasProtected && !disclosed) {
          assertThat(step.effects()).as("seed " + seed).doesNotContain(new Effect.Clear());
        }
      }
    }
  }
}
