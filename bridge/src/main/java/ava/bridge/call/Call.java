package ava.bridge.call;

import ava.bridge.call.Effect.ToCaller;
import ava.bridge.call.Effect.ToModel;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiConsumer;

/// One call: keeps its state, steps it through [CallFlow] and carries out the effects. Thread: the
/// call's context only.
public final class Call {
  private final CallFlow flow;
  private final Ports ports;
  private final Clock clock;
  private final Queue<Event> pending = new ArrayDeque<>();
  private final RecentAudio recent = new RecentAudio();

  private State state = new State.Waiting();
  private Optional<ModelLine> model = Optional.empty();
  private int sessions;
  private boolean stepping;

  public Call(CallFlow flow, Ports ports, Clock clock) {
    this.flow = flow;
    this.ports = ports;
    this.clock = clock;
  }

  /// What surrounds a call.
  ///
  /// @param metrics takes each figure once
  /// @param over runs once, when nothing of the call is left to do here
  public record Ports(
      CallerLine caller,
      ModelLines models,
      Journal journal,
      Tools tools,
      Timers timers,
      BiConsumer<Metric, Double> metrics,
      Runnable over) {}

  /// Whether everything is done.
  public boolean isOver() {
    return state instanceof State.Over;
  }

  /// Steps the call. An event that comes while another is handled waits for its turn.
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
    var step = flow.on(state, event, clock.instant());
    state = step.state();
    step.effects().forEach(this::carryOut);
  }

  private void carryOut(Effect effect) {
    switch (effect) {
      case ToCaller toCaller -> ports.caller().send(toCaller);
      case ToModel toModel -> toModel(toModel);
      case Effect.LetGo() -> ports.caller().letGo();
      case Effect.OpenModel(var conversation, var unheard) -> {
        var line = openModel(conversation);
        recent.newest(unheard).forEach(line::send);
      }
      case Effect.CloseModel() -> closeModel();
      case Effect.RunTool(var callId, var name, var arguments) ->
          ports.tools().run(name, arguments, output -> on(new Event.ToolFinished(callId, output)));
      case Effect.SetTimer(var timer, var delay) -> ports.timers().set(timer, delay);
      case Effect.CancelTimer(var timer) -> ports.timers().cancel(timer);
      case Effect.SaveTurn(var turn) -> ports.journal().save(turn);
      case Effect.SaveNext(var next) ->
          ports.journal().leave(next, () -> on(new Event.NextSaved(next)));
      case Effect.SaveDisclosure(var disclosure) -> ports.journal().save(disclosure);
      case Effect.SaveUsage(var usage) -> {
        ports.journal().save(usage);
        ports.metrics().accept(Metric.INPUT_TOKENS, (double) usage.inputTokens());
        ports.metrics().accept(Metric.CACHED_TOKENS, (double) usage.cachedTokens());
        ports.metrics().accept(Metric.OUTPUT_TOKENS, (double) usage.outputTokens());
        ports.metrics().accept(Metric.COST, usage.costUsd());
      }
      case Effect.RecordGreeting(var audio) -> ports.journal().keepGreeting(audio);
      case Effect.Measure(var metric, var value) -> ports.metrics().accept(metric, value);
      case Effect.Finish(var reason, var at, var delay) -> {
        ports.journal().finish(reason, at, delay);
        ports.over().run();
      }
    }
  }

  private void toModel(ToModel effect) {
    switch (effect) {
      case Effect.Append(var audio) -> recent.add(audio);
      case Effect.AppendSilence(var ms) -> recent.addSilence(ms);
      case Effect.TakeTurns _,
          Effect.Ask _,
          Effect.Cancel _,
          Effect.Truncate _,
          Effect.RecallGreeting _,
          Effect.Inform _,
          Effect.AnswerTool _ -> {}
    }
    model.ifPresent(line -> line.send(effect));
  }

  /// What a session says after it was replaced is no longer the call's business.
  private ModelLine openModel(List<Memory> conversation) {
    closeModel();
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
    return line;
  }

  private void closeModel() {
    sessions++;
    model.ifPresent(ModelLine::close);
    model = Optional.empty();
  }
}
