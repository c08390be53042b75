package ava.bridge.call;

import ava.bridge.call.State.Live;
import ava.shared.call.EndReason;
import ava.shared.call.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A live call within one step: its parts, each of which changes nothing but itself and tells the
/// others what happens to them. Lives no longer than the step. The timers that follow from the
/// state alone are set in [#done].
final class Draft {
  final CallRules rules;
  final Patience patience;
  final Live before;
  final Instant now;

  final CourseFlow course;
  final GreetingFlow greeting;
  final SessionFlow session;
  final AnswerFlow answers;
  final ReadingFlow reading;
  final StandInFlow standIn;
  final CorrectionFlow corrections;
  final ToolFlow tools;
  final VoiceFlow voice;
  final TurnFlow turns;
  final CallerFlow caller;

  private final List<Effect> effects = new ArrayList<>();

  /// Set once the call leaves the live state in this step.
  private Optional<State> exit = Optional.empty();

  Draft(CallRules rules, Live live, Instant now) {
    this.rules = rules;
    this.patience = rules.patience();
    this.before = live;
    this.now = now;
    this.course = new CourseFlow(this, live.course());
    this.greeting = new GreetingFlow(this);
    this.session = new SessionFlow(this, live.link());
    this.answers = new AnswerFlow(this, live.answers());
    this.reading = new ReadingFlow(this, live.reading());
    this.standIn = new StandInFlow(this);
    this.corrections = new CorrectionFlow(this);
    this.tools = new ToolFlow(this, live.tools());
    this.voice = new VoiceFlow(this, live.voice());
    this.turns = new TurnFlow(this, live.conversation());
    this.caller = new CallerFlow(this, live.caller());
  }

  /// The call as it is by now.
  Live live() {
    return new Live(
        course.course(),
        session.link(),
        voice.voice(),
        answers.answers(),
        reading.reading(),
        tools.running(),
        turns.conversation(),
        caller.caller());
  }

  /// Whether the caller is gone or let go.
  boolean isClosed() {
    return exit.isPresent();
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  void used(Usage usage) {
    if (!usage.equals(Usage.NONE)) {
      emit(new Effect.SaveUsage(usage));
    }
  }

  void measureSince(Metric metric, Instant start) {
    emit(new Effect.Measure(metric, Duration.between(start, now).toMillis()));
  }

  /// The caller is gone or let go: only the last transcripts are awaited.
  void close(Optional<EndReason> reason, Duration delay) {
    reading.forget();
    turns.cut(voice.forget());
    turns.keysDone();
    for (var timer : Timer.values()) {
      emit(new Effect.CancelTimer(timer));
    }
    caller.hearing().speaking().ifPresent(turns::callerEnds);
    exit = Optional.of(new LastWords(patience).begin(this, reason, delay));
  }

  CallFlow.Step done() {
    if (exit.isPresent()) {
      return new CallFlow.Step(exit.get(), effects);
    }
    turns.write();
    var after = live();
    follow(Timer.SILENCE, before.silent(), after.silent(), patience.of(Wait.SILENCE));
    var model =
        before.playback().plays(CallFlow.GREETING_ITEM)
            ? patience.of(Wait.MODEL_AFTER_GREETING)
            : patience.of(Wait.MODEL_BACK);
    follow(Timer.MODEL_NEEDED, before.lacksModel(), after.lacksModel(), model);
    follow(
        Timer.ANSWER_LATE,
        before.awaitsAnswer(),
        after.awaitsAnswer(),
        patience.of(Wait.ANSWER_BEGINS));
    var heard =
        after.link().losses() == 0
            ? patience.of(Wait.ANSWER_HEARD)
            : patience.of(Wait.ANSWER_HEARD_AT_LAST);
    follow(Timer.ANSWER_DUE, before.awaitsAnswer(), after.awaitsAnswer(), heard);
    follow(
        Timer.SPEECH_LATE,
        before.reading().waits(),
        after.reading().waits(),
        patience.of(Wait.VOICE));
    follow(Timer.SOUND_DUE, before.waitedFor(), after.waitedFor(), voice.untilTooSilent());
    follow(
        Timer.FRAME_MISSING,
        before.needsFrames(),
        after.needsFrames(),
        patience.of(Wait.NEXT_FRAME));
    follow(Timer.NOISE, before.listens(), after.listens(), patience.of(Wait.NOISE));
    follow(Timer.TOOLS_LATE, !before.tools().isEmpty(), tools.run(), patience.of(Wait.TOOLS));
    follow(
        Timer.ECHO_LATE, !before.playback().isEmpty(), !voice.isSilent(), patience.of(Wait.ECHO));
    var waited = before.conversation().open().awaited().map(OpenTurn::itemId);
    var waits = after.conversation().open().awaited().map(OpenTurn::itemId);
    var same = waited.equals(waits);
    follow(
        Timer.TRANSCRIPT_LATE,
        waited.isPresent() && (same || waits.isEmpty()),
        waits.isPresent(),
        patience.of(Wait.TRANSCRIPT));
    return new CallFlow.Step(after, effects);
  }

  private void follow(Timer timer, boolean ran, boolean runs, Duration delay) {
    if (runs && !ran) {
      emit(new Effect.SetTimer(timer, delay));
    } else if (ran && !runs) {
      emit(new Effect.CancelTimer(timer));
    }
  }
}
