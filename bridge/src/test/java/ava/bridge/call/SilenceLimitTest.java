package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The model may fall silent at any point of a call and for ever, and so may its next sessions, the
/// tools and the table: when Ava is due the caller hears something all the same, again and again,
/// until an answer comes or he is on his way to the voicemail.
class SilenceLimitTest {
  /// The model notices the end of his speech 600 ms late; with the network the caller has waited
  /// for less than three seconds.
  private static final Duration LIMIT = Duration.ofMillis(2_100);

  /// His line takes up to two and a half seconds to come back: four in all.
  private static final Duration LIMIT_BEHIND_A_RESUME = Duration.ofMillis(1_500);

  /// Behind a goodbye the table is waited for.
  private static final Duration LIMIT_TO_HANG_UP = LIMIT.plus(Wait.SAVED.usual());

  @Test
  void aModelThatFallsSilentForEverLeavesNoCallerInSilence() {
    LongStream.range(0, Steps.STORIES).forEach(seed -> new Story(seed).tell());
  }

  /// How the sessions behave that follow the one that fell silent.
  private enum Afterwards {
    NEVER_READY,
    READY_AND_MUTE,
    BEGINS_AND_STALLS
  }

  /// One call in virtual time, with a line that echoes each mark once its audio was played.
  private static final class Story {
    private final SplittableRandom random;
    private final String seed;
    private final CallFlow flow = new CallFlow(Steps.RULES);
    private final Map<Timer, Instant> timers = new EnumMap<>(Timer.class);
    private final Map<String, Instant> echoes = new HashMap<>();
    private final List<Instant> sessions = new ArrayList<>();
    private final Queue<Event> follow = new ArrayDeque<>();
    private final Afterwards afterwards;
    private final int speaksUntil;
    private final boolean tableAnswers;

    private State state = State.Waiting.AT_FIRST;
    private Instant now = Steps.START;
    private Instant soundUntil = Steps.START;
    private Optional<Instant> due = Optional.of(Steps.START);
    private Duration limit;
    private int told;
    private int cuts;
    private boolean over;
    private boolean stalled;

    Story(long seed) {
      this.seed = "seed " + seed;
      this.random = new SplittableRandom(seed);
      this.afterwards = List.of(Afterwards.values()).get(random.nextInt(3));
      this.speaksUntil = random.nextInt(40);
      this.tableAnswers = random.nextBoolean();
      var resumed = random.nextInt(4) == 0;
      this.limit = resumed ? LIMIT_BEHIND_A_RESUME : LIMIT;
      if (resumed) {
        var before = new Turn(1, Speaker.AVA, "Oui ?", now, now, false);
        step(Steps.resumed(random.nextBoolean(), before));
      } else {
        var recorded = random.nextBoolean();
        due = recorded ? Optional.empty() : due;
        step(recorded ? Steps.joined(Steps.audio(3_000)) : Steps.joinedUnrecorded());
      }
    }

    void tell() {
      tell(200, Steps.ready());
      if (state instanceof State.Live live && live.stage() instanceof State.Stage.SpokenGreeting) {
        answer("r0", "a0", Steps.GREETING.text());
      }
      for (var turn = 1; turn <= 3 && !stalled; turn++) {
        pass(1_000 + random.nextInt(6_000));
        turn(turn);
      }
      while (!over) {
        passTo(Instant.MAX);
      }
    }

    private void turn(int n) {
      hear(new Event.SpeechStarted("u" + n));
      pass(900);
      hear(new Event.SpeechStopped("u" + n));
      due = Optional.of(now);
      tell(20, new Event.ItemPlaced("u" + n, Optional.empty(), Speaker.CALLER));
      if (random.nextBoolean()) {
        tell(random.nextInt(900), Steps.said("u" + n, "Bonjour."));
      }
      if (random.nextInt(5) == 0) {
        waits(n);
        return;
      }
      if (random.nextInt(3) == 0) {
        var tools = List.of(Steps.NOTE, Steps.HANG_UP, Steps.TRANSFER);
        var tool = tools.get(random.nextInt(tools.size()));
        tell(500, new Event.ResponseStarted("t" + n));
        tell(200, new Event.ToolCalled("t" + n, "c" + n, tool, "{}"));
        tell(10, Steps.ended("t" + n, Outcome.COMPLETED));
        tell(random.nextInt(1_500), new Event.ToolFinished("c" + n, "{}"));
      }
      answer("r" + n, "a" + n, "Très bien.");
    }

    /// It was noise: nobody is owed a word.
    private void waits(int n) {
      tell(random.nextInt(900), new Event.ResponseStarted("w" + n));
      tell(200, new Event.ToolCalled("w" + n, "c" + n, Steps.WAIT, "{}"));
      tell(10, Steps.ended("w" + n, Outcome.COMPLETED));
      if (!stalled) {
        due = Optional.empty();
      }
    }

    private void answer(String id, String item, String words) {
      tell(random.nextInt(900), new Event.ResponseStarted(id));
      for (var n = 0; n < 3; n++) {
        tell(random.nextInt(300), new Event.AnswerAudio(id, item, 0, Steps.audio(400)));
      }
      var outcome = random.nextInt(4) == 0 && cuts++ < 2 ? Outcome.INCOMPLETE : Outcome.COMPLETED;
      tell(20, new Event.AnswerTextDone(id, item, 0, words));
      tell(20, new Event.AnswerAudioDone(id, item, 0));
      tell(20, Steps.ended(id, outcome));
      if (outcome == Outcome.COMPLETED && !stalled) {
        due = Optional.empty();
      }
    }

    /// What the model or a tool says, unless it has fallen silent.
    private void tell(int afterMs, Event event) {
      stalled = stalled || told++ >= speaksUntil;
      if (!stalled) {
        pass(afterMs);
        step(event);
      }
    }

    /// What the caller does is heard by a session, if there is one.
    private void hear(Event event) {
      if (!stalled) {
        limit = LIMIT;
        due = Optional.empty();
        step(event);
      }
    }

    private void pass(int ms) {
      var until = now.plusMillis(ms);
      while (!over && now.isBefore(until)) {
        passTo(until);
      }
    }

    /// Lets time pass to what comes next by itself.
    private void passTo(Instant until) {
      var timer = timers.entrySet().stream().min(Comparator.comparing(Map.Entry::getValue));
      var echo = echoes.entrySet().stream().min(Comparator.comparing(Map.Entry::getValue));
      var session = sessions.stream().min(Comparator.naturalOrder());
      var next = until;
      next = timer.map(Map.Entry::getValue).filter(next::isAfter).orElse(next);
      next = echo.map(Map.Entry::getValue).filter(next::isAfter).orElse(next);
      next = session.filter(next::isAfter).orElse(next);
      assertThat(next).as("%s comes to its end, in %s", seed, where()).isBefore(Instant.MAX);
      now = next.isAfter(now) ? next : now;
      var at = next;
      if (echo.filter(e -> e.getValue().equals(at)).isPresent()) {
        echoes.remove(echo.get().getKey());
        step(new Event.MarkPlayed(echo.get().getKey()));
      } else if (session.filter(at::equals).isPresent()) {
        sessions.remove(at);
        step(Steps.ready());
      } else if (timer.filter(e -> e.getValue().equals(at)).isPresent()) {
        timers.remove(timer.get().getKey());
        step(new Event.CallerAudio("fn5+", 0));
        step(new Event.TimerFired(timer.get().getKey()));
      } else {
        judge();
      }
    }

    private void step(Event event) {
      judge();
      follow.add(event);
      for (var next = follow.poll(); next != null; next = follow.poll()) {
        var step = flow.on(state, next, now);
        state = step.state();
        step.effects().forEach(this::carryOut);
      }
    }

    private void judge() {
      var silentSince = due.map(since -> since.isAfter(soundUntil) ? since : soundUntil);
      silentSince
          .filter(_ -> !over)
          .ifPresent(since ->
              assertThat(Duration.between(since, now))
                  .as("silence, %s in %s with %s", seed, where(), timers)
                  .isLessThanOrEqualTo(hangsUp() ? LIMIT_TO_HANG_UP : limit));
    }

    private String where() {
      return state instanceof State.Live live
          ? live.stage() + " " + live.link() + live.answers() + live.hearing() + live.playback()
          : state.toString();
    }

    private boolean hangsUp() {
      return state instanceof State.Live live
          && live.stage() instanceof State.Stage.Leaving leaving
          && leaving.saving()
          && leaving.next() instanceof ava.shared.call.NextStep.HangUp;
    }

    private void carryOut(Effect effect) {
      switch (effect) {
        case Effect.SetTimer(var timer, var delay) -> timers.put(timer, now.plus(delay));
        case Effect.CancelTimer(var timer) -> timers.remove(timer);
        case Effect.Play(var audio) -> {
          limit = LIMIT;
          var from = soundUntil.isAfter(now) ? soundUntil : now;
          soundUntil = from.plusMillis(Playback.bytes(audio) / Playback.BYTES_PER_MS);
        }
        case Effect.Mark(var name) -> echoes.put(name, soundUntil.isAfter(now) ? soundUntil : now);
        case Effect.Clear() -> {
          soundUntil = now;
          echoes.replaceAll((_, _) -> now);
        }
        case Effect.OpenModel _ when stalled && afterwards != Afterwards.NEVER_READY ->
            sessions.add(now.plusMillis(random.nextInt(2_000)));
        case Effect.Ask _ when stalled && afterwards == Afterwards.BEGINS_AND_STALLS ->
            follow.add(new Event.ResponseStarted("s" + now));
        case Effect.SaveNext(var next) when tableAnswers -> follow.add(new Event.NextSaved(next));
        case Effect.LetGo() -> over = true;
        default -> {}
      }
    }
  }
}
