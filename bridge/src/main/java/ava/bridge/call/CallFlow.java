package ava.bridge.call;

import ava.bridge.call.State.Closing;
import ava.bridge.call.State.Intent;
import ava.bridge.call.State.Live;
import ava.bridge.call.State.Over;
import ava.bridge.call.State.Stage;
import ava.bridge.call.State.Waiting;
import ava.shared.call.EndReason;
import ava.shared.call.Speaker;
import ava.shared.call.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The conduct of a call as a pure function: a state and an event give the next state and what is
/// to be done. No clock, no sockets, no logs, no threads. The states are drawn at [State].
///
/// What always holds: an item is truncated at what was heard of it, which is never more than was
/// sent; one answer at a time; no audio of a cut answer after its `clear`; each turn is written
/// once and in order; a call that began comes to its end.
public final class CallFlow {
  /// The item that stands for a recorded greeting.
  static final String GREETING_ITEM = "ava_greeting";

  private final CallRules rules;
  private final Patience patience;
  private final LiveFlow live;
  private final LastWords lastWords;

  public CallFlow(CallRules rules) {
    this.rules = rules;
    this.patience = rules.patience();
    this.live = new LiveFlow(rules);
    this.lastWords = new LastWords(patience);
  }

  /// A step's outcome.
  public record Step(State state, List<Effect> effects) {
    public Step {
      effects = List.copyOf(effects);
    }

    /// Keeps first what was used of the model: behind the end of a call nothing is written.
    Step with(Usage usage) {
      return usage.equals(Usage.NONE) ? this : behind(List.of(new Effect.SaveUsage(usage)));
    }

    /// The same, with these effects before its own.
    Step behind(List<? extends Effect> first) {
      var all = new ArrayList<Effect>(first);
      all.addAll(effects);
      return new Step(state, all);
    }
  }

  /// Steps a call.
  ///
  /// @param now never earlier than at the step before
  public Step on(State state, Event event, Instant now) {
    return switch (state) {
      case Waiting waiting -> onWaiting(waiting, event, now);
      case Live talking -> live.on(talking, event, now);
      case Closing closing -> lastWords.on(closing, event, now);
      case Over _ -> new Step(state, List.of());
    };
  }

  /// How a call ends that cannot be stepped any more.
  Effect.Finish lost(Instant now) {
    return new Effect.Finish(Optional.of(EndReason.CALLER_LOST), now, patience.of(Wait.COMES_BACK));
  }

  private Step onWaiting(Waiting waiting, Event event, Instant now) {
    if (!(event instanceof Event.CallerJoined(var opening))) {
      return new Step(waiting.holding(event), List.of());
    }
    var step = begin(opening, now);
    var effects = new ArrayList<>(step.effects());
    var state = step.state();
    for (var held : waiting.held()) {
      var next = on(state, held, now);
      state = next.state();
      effects.addAll(next.effects());
    }
    return new Step(state, effects);
  }

  private Step begin(Opening opening, Instant now) {
    var draft = new Draft(rules, fresh(opening, now), now);
    draft.session.open();
    setClocks(draft, opening, now);
    switch (draft.course.stage()) {
      case Stage.PlayedGreeting _ -> draft.greeting.play(opening.greeting().orElseThrow().audio());
      case Stage.SpokenGreeting _ -> awaitSound(draft, opening);
      case Stage.Talking _, Stage.Leaving _ -> {
        awaitSound(draft, opening);
        var failed = opening.resumption().map(Opening.Resumption::transferFailed).orElse(false);
        draft.answers.ask(failed ? FixedWords.NOBODY_ANSWERS : FixedWords.CUT_OFF);
      }
    }
    return draft.done();
  }

  /// The call as it is before anything was done. A call that is taken up again before Ava was heard
  /// begins with the greeting all the same: the caller must be told.
  private Live fresh(Opening opening, Instant now) {
    var turns = opening.resumption().map(Opening.Resumption::turns).orElse(List.of());
    var greeted = turns.stream().anyMatch(turn -> turn.speaker() == Speaker.AVA);
    var memories = new ArrayList<Memory>();
    turns.forEach(turn -> memories.add(new Memory.Said(turn.speaker(), turn.text())));
    opening
        .resumption()
        .filter(resumption -> !resumption.noted().isEmpty())
        .ifPresent(r -> memories.add(new Memory.Fact(rules.wording().noted(r.noted()))));
    var bytes = opening.greeting().map(g -> Playback.bytes(g.audio())).orElse(0L);
    var share = Math.round(bytes * rules.greeting().protectedShare());
    Stage stage =
        greeted
            ? new Stage.Talking()
            : opening.greeting().isPresent()
                ? new Stage.PlayedGreeting(share)
                : new Stage.SpokenGreeting(0, List.of());
    var owed =
        greeted || opening.greeting().isEmpty()
            ? Optional.<String>empty()
            : Optional.of(rules.greeting().text());
    return new Live(
        new State.Course(stage, Intent.NONE),
        SessionLink.opening(owed, now),
        new State.Voice(
            Playback.NOTHING,
            Sound.none(now.plus(firstSound(opening)).minus(patience.of(Wait.SOUND)))),
        Answers.NONE,
        Reading.NONE,
        new LinkedHashMap<>(),
        Conversation.beginningAt(turns.isEmpty() ? 1 : turns.getLast().seq() + 1, memories),
        new State.Caller(new State.Joined(opening.from(), now), Hearing.NOTHING, 0, now, -1));
  }

  private void awaitSound(Draft draft, Opening opening) {
    draft.emit(new Effect.SetTimer(Timer.MODEL_NEEDED, patience.of(Wait.MODEL_AT_FIRST)));
    draft.emit(new Effect.SetTimer(Timer.SOUND_DUE, firstSound(opening)));
  }

  /// A line that broke has been silent for a while.
  private Duration firstSound(Opening opening) {
    return opening.resumption().isPresent()
        ? patience.of(Wait.SOUND_BEHIND_A_RESUME)
        : patience.of(Wait.SOUND);
  }

  private void setClocks(Draft draft, Opening opening, Instant now) {
    var left = rules.longestCall().minus(Duration.between(opening.callStartedAt(), now));
    draft.emit(
        new Effect.SetTimer(
            Timer.LENGTH_WARNING, atLeastZero(left.minus(patience.of(Wait.WARNING_AHEAD)))));
    draft.emit(new Effect.SetTimer(Timer.LENGTH_LIMIT, atLeastZero(left)));
    draft.emit(new Effect.SetTimer(Timer.CALLER_LOST, patience.of(Wait.CALLER_LOST)));
  }

  private static Duration atLeastZero(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
