package ava.bridge.call;

import ava.bridge.call.Effect.ToCaller;
import ava.bridge.call.Effect.ToModel;
import ava.bridge.call.Effect.ToSpeech;
import ava.shared.call.Turn;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// One call and the only door to it: keeps its state, steps it through [CallFlow] and carries out
/// the effects, whoever the event comes from. A fault of ours must not leave a caller in silence:
/// the call is then let go, and Twilio brings the caller back. Thread: the call's context only.
public final class Call {
  private final CallFlow flow;
  private final Ports ports;
  private final Clock clock;
  private final Queue<Event> pending = new ArrayDeque<>();
  private final RecentAudio recent = new RecentAudio();

  private State state = State.Waiting.AT_FIRST;
  private Instant now = Instant.EPOCH;
  private Optional<ModelLine> model = Optional.empty();
  private Optional<Speech> speech = Optional.empty();
  private int sessions;
  private boolean stepping;
  private boolean streaming = true;
  private boolean faulty;

  public Call(CallFlow flow, Ports ports, Clock clock) {
    this.flow = flow;
    this.ports = ports;
    this.clock = clock;
  }

  /// What surrounds a call.
  public record Ports(
      CallerLine caller,
      ModelLines models,
      Voices voices,
      Journal journal,
      Tools tools,
      Timers timers,
      Watcher watcher) {}

  /// Whether the caller's stream is still there.
  public boolean isStreaming() {
    return streaming;
  }

  /// What is said and not finished.
  public List<Turn> underWay() {
    return state instanceof State.Live live ? UnderWay.of(live) : List.of();
  }

  /// Steps the call. An event that comes while another is handled waits for its turn; what comes
  /// before the caller has joined waits for that.
  public void on(Event event) {
    pending.add(event);
    if (stepping) {
      return;
    }
    stepping = true;
    try {
      for (var next = pending.poll(); next != null; next = pending.poll()) {
        step(next);
      }
    } finally {
      stepping = false;
    }
  }

  private void step(Event event) {
    if (event instanceof Event.CallerLeft) {
      streaming = false;
    }
    if (event instanceof Event.ModelLost(var cause, var detail, _)) {
      ports.watcher().modelLost(cause, detail);
    }
    now = clock.instant();
    CallFlow.Step step;
    try {
      step = flow.on(state, event, now);
    } catch (RuntimeException fault) {
      failed(event.getClass().getSimpleName(), fault);
      return;
    }
    state = step.state();
    step.effects().forEach(this::tryOut);
  }

  private void tryOut(Effect effect) {
    try {
      carryOut(effect);
    } catch (RuntimeException fault) {
      failed(effect.getClass().getSimpleName(), fault);
    }
  }

  /// The first fault ends the call from its last good state, so that its words are written. A fault
  /// in that ends it without.
  private void failed(String during, RuntimeException fault) {
    ports.watcher().failed(during, fault);
    if (!faulty) {
      faulty = true;
      ports.caller().letGo();
      pending.add(new Event.CallerLeft(false));
    } else if (!(state instanceof State.Over)) {
      state = new State.Over();
      tryOut(new Effect.CloseModel());
      tryOut(flow.lost(now));
    }
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case ToCaller toCaller -> ports.caller().send(toCaller);
      case ToModel toModel -> toModel(toModel);
      case ToSpeech toSpeech -> speech.ifPresent(voice -> voice.send(toSpeech));
      case Effect.LetGo() -> ports.caller().letGo();
      case Effect.OpenModel(var conversation) -> openModel(conversation);
      case Effect.Unheard(var last, var since) -> recent.unheard(last, since);
      case Effect.HearAgain() -> model.ifPresent(line -> recent.unheard().forEach(line::send));
      case Effect.CloseModel() -> closeModel();
      case Effect.RunTool(var callId, var name, var arguments) ->
          ports.tools().run(name, arguments, output -> on(new Event.ToolFinished(callId, output)));
      case Effect.SetTimer(var timer, var delay) -> ports.timers().set(timer, delay);
      case Effect.CancelTimer(var timer) -> ports.timers().cancel(timer);
      case Effect.SaveTurn(var turn) -> ports.journal().save(turn);
      case Effect.SaveNext(var next) ->
          ports.journal().leave(next, () -> on(new Event.NextSaved(next)));
      case Effect.SaveDisclosure(var disclosure) -> ports.journal().save(disclosure);
      case Effect.SaveTool(var use) -> ports.journal().save(use);
      case Effect.SaveUsage(var usage) -> {
        ports.journal().save(usage);
        ports.watcher().measured(Metric.INPUT_TOKENS, (double) usage.inputTokens());
        ports.watcher().measured(Metric.CACHED_TOKENS, (double) usage.cachedTokens());
        ports.watcher().measured(Metric.OUTPUT_TOKENS, (double) usage.outputTokens());
        ports.watcher().measured(Metric.COST, usage.costUsd());
      }
      case Effect.SaveVoiceFailure() -> ports.journal().voiceFailed();
      case Effect.RecordGreeting(var audio) -> ports.journal().keepGreeting(audio);
      case Effect.Measure(var metric, var value) -> ports.watcher().measured(metric, value);
      case Effect.Finish(var reason, var at, var delay) -> {
        speech.ifPresent(Speech::close);
        ports.journal().finish(reason, at, delay);
        ports.watcher().over();
      }
    }
  }

  private void toModel(ToModel effect) {
    switch (effect) {
      case Effect.Append(var audio) -> recent.add(audio, now);
      case Effect.AppendSilence(var ms) -> recent.addSilence(ms, now);
      case Effect.EndTurn _,
          Effect.TakeTurns _,
          Effect.Ask _,
          Effect.StandIn _,
          Effect.SpeakYourself _,
          Effect.Cancel _,
          Effect.PutHeard _,
          Effect.Forget _,
          Effect.Truncate _,
          Effect.RecallGreeting _,
          Effect.Inform _,
          Effect.AnswerTool _,
          Effect.SettleTool _ -> {}
    }
    model.ifPresent(line -> line.send(effect));
  }

  /// What a session says after it was replaced is no longer the call's business.
  private void openModel(List<Memory> conversation) {
    closeModel();
    if (sessions == 1) {
      speech = ports.voices().open(this::on);
    }
    sessions++;
    var session = sessions;
    var line =
        ports
            .models()
            .open(
                conversation,
                event -> {
                  if (session == sessions) {
                    on(event);
                  }
                });
    model = Optional.of(line);
  }

  private void closeModel() {
    sessions++;
    model.ifPresent(ModelLine::close);
    model = Optional.empty();
  }
}
