package ava.bridge.call;

import ava.bridge.call.Effect.SettleTool.Settled;
import ava.shared.EndReason;
import ava.shared.NextStep;
import java.util.Optional;

/// The steps of a live call that tools take: those that end the call and those that run beside it.
final class ToolFlow {

  private ToolFlow() {}

  /// A tool that Ava does not have is impossible, and the model has to do without.
  static void called(Draft d, String id, Effect.RunTool tool) {
    var call = tool.callId();
    switch (d.rules.moves().get(tool.name())) {
      case Move.HangUp() ->
          parting(
              d,
              id,
              new Answers.Parting(call, new NextStep.HangUp(), EndReason.GOODBYE, Phrase.GOODBYE));
      case Move.Transfer(var to) ->
          parting(
              d,
              id,
              new Answers.Parting(
                  call, new NextStep.Transfer(to), EndReason.TRANSFER, Phrase.TRANSFERRING));
      case Move.Wait() -> waiting(d, id, call);
      case Move.Beside() -> {
        d.answers = d.answers.acting(id);
        d.tools.put(call, tool);
        d.emit(tool);
      }
      case null -> {
        d.answers = d.answers.acting(id);
        d.emit(new Effect.SettleTool(call, Settled.IMPOSSIBLE));
        d.ask(new Effect.Ask(Optional.empty()));
      }
    }
  }

  /// Nobody has spoken to Ava, so nothing is owed. A caller to whom an answer is owed gets one:
  /// that one came to nothing.
  private static void waiting(Draft d, String id, String call) {
    if (d.answers.begun().isPresent()) {
      d.emit(new Effect.SettleTool(call, Settled.IMPOSSIBLE));
    } else {
      d.emit(new Effect.SettleTool(call, Settled.DONE));
      d.answers = d.answers.waiting(id);
    }
  }

  /// The first way to end the call counts.
  private static void parting(Draft d, String id, Answers.Parting parting) {
    d.answers = d.answers.acting(id);
    if (d.answers.isCut(id)) {
      d.emit(new Effect.SettleTool(parting.callId(), Settled.OVERTAKEN));
    } else if (d.answers.parting().isPresent()) {
      d.emit(new Effect.SettleTool(parting.callId(), Settled.IMPOSSIBLE));
    } else if (d.answers.runs(id)) {
      d.answers = d.answers.parting(parting);
    } else {
      part(d, parting, false, d.answers);
    }
  }

  static void finished(Draft d, String call, String output) {
    var tool = d.tools.remove(call);
    if (tool == null) {
      return;
    }
    d.conversation =
        d.conversation.remember(new Memory.UsedTool(call, tool.name(), tool.arguments(), output));
    d.emit(new Effect.AnswerTool(call, output));
    if (d.tools.isEmpty() && d.hearing.speaking().isEmpty()) {
      d.ask(new Effect.Ask(Optional.empty()));
    }
  }

  /// How the model ends the call is decided when its answer has ended: only then it is known what
  /// the caller heard, and that he did not speak.
  static void part(Draft d, Answers.Parting parting, boolean overtaken, Answers answer) {
    if (overtaken) {
      d.emit(new Effect.SettleTool(parting.callId(), Settled.OVERTAKEN));
      return;
    }
    Departure.part(d, parting);
    if (d.playback.isEmpty() && !answer.spoke()) {
      d.ask(parting.words());
    }
  }

  static void late(Draft d) {
    for (var call : d.tools.sequencedKeySet()) {
      d.emit(new Effect.SettleTool(call, Effect.SettleTool.Settled.LATE));
    }
    if (!d.tools.isEmpty() && d.hearing.speaking().isEmpty()) {
      d.ask(new Effect.Ask(Optional.empty()));
    }
    d.tools.clear();
  }
}
