package ava.bridge.call;

import ava.bridge.call.Effect.SettleTool.Settled;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.ToolUse;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What the model's tools ask of the call, and those that run beside it.
final class ToolFlow {
  private final Draft d;
  private final SequencedMap<String, Effect.RunTool> running;

  ToolFlow(Draft draft, SequencedMap<String, Effect.RunTool> running) {
    this.d = draft;
    this.running = new LinkedHashMap<>(running);
  }

  /// What runs beside the call, by its call id.
  SequencedMap<String, Effect.RunTool> running() {
    return running;
  }

  boolean run() {
    return !running.isEmpty();
  }

  /// A tool that Ava does not have is impossible, and the model has to do without.
  void called(String responseId, Effect.RunTool tool) {
    var call = tool.callId();
    if (d.rules.moves().containsKey(tool.name())) {
      d.emit(new Effect.SaveTool(new ToolUse(tool.name(), d.now)));
    }
    switch (d.rules.moves().get(tool.name())) {
      case Move.HangUp() ->
          parting(
              responseId,
              new Answers.Parting(
                  call, new NextStep.HangUp(), EndReason.GOODBYE, FixedWords.GOODBYE));
      case Move.Transfer(var to) ->
          parting(
              responseId,
              new Answers.Parting(
                  call, new NextStep.Transfer(to), EndReason.TRANSFER, FixedWords.TRANSFERRING));
      case Move.Listen() ->
          settle(call, d.answers.waits(responseId) ? Settled.DONE : Settled.IMPOSSIBLE);
      case Move.Beside() -> {
        d.answers.acts(responseId);
        running.put(call, tool);
        d.emit(tool);
      }
      case null -> {
        d.answers.acts(responseId);
        settle(call, Settled.IMPOSSIBLE);
        d.answers.askAny();
      }
    }
  }

  private void settle(String call, Settled how) {
    d.emit(new Effect.SettleTool(call, how));
  }

  /// The first way to end the call counts.
  private void parting(String responseId, Answers.Parting parting) {
    d.answers.acts(responseId);
    var answers = d.answers.answers();
    if (answers.isCut(responseId)) {
      settle(parting.callId(), Settled.OVERTAKEN);
    } else if (answers.parting().isPresent()) {
      settle(parting.callId(), Settled.IMPOSSIBLE);
    } else if (answers.runs(responseId)) {
      d.answers.parting(parting);
    } else {
      part(parting, false, answers.spoke());
    }
  }

  /// How the model ends the call is decided when its answer has ended: only then it is known what
  /// the caller heard, and that he did not speak.
  void part(Answers.Parting parting, boolean overtaken, boolean spoke) {
    if (overtaken) {
      settle(parting.callId(), Settled.OVERTAKEN);
      return;
    }
    partNow(parting);
    if (d.voice.isSilent() && !spoke) {
      d.answers.ask(parting.words());
    }
  }

  /// The caller must hear something before the line changes.
  void partNow(Answers.Parting parting) {
    settle(parting.callId(), Settled.DONE);
    d.course.part(parting);
  }

  void finished(String call, String output) {
    var tool = running.remove(call);
    if (tool == null) {
      return;
    }
    d.turns.used(tool, output);
    d.emit(new Effect.AnswerTool(call, output));
    if (running.isEmpty()) {
      tell();
    }
  }

  /// Tools have not answered: the model has to do without.
  void late() {
    running.sequencedKeySet().forEach(call -> settle(call, Settled.LATE));
    if (run()) {
      tell();
    }
    forget();
  }

  /// What came of the tools is the model's to tell. While the caller speaks, his turn brings an
  /// answer anyway.
  private void tell() {
    if (!d.caller.speaks()) {
      d.answers.askAny();
    }
  }

  /// Nobody waits for them any more.
  void forget() {
    running.clear();
  }
}
