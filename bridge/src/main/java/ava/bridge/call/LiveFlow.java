package ava.bridge.call;

import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.bridge.call.State.Hearing;
import ava.bridge.call.State.Intent;
import ava.bridge.call.State.Live;
import ava.bridge.call.State.Stage;
import ava.shared.EndReason;
import ava.shared.NextStep;
import ava.shared.Speaker;
import ava.shared.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;

/// The steps of a call while the caller is on the line: what each side says. The session with the
/// model comes and goes in [SessionFlow]; what time and the process bring is in [LiveClock], how
/// the call leaves in [Leaving].
final class LiveFlow {
  private static final Duration ASK_AGAIN = Duration.ofMillis(700);

  private final CallRules rules;
  private final CallerFlow caller;
  private final SessionFlow session;
  private final LiveClock clock;

  LiveFlow(CallRules rules) {
    this.rules = rules;
    this.caller = new CallerFlow(rules);
    this.session = new SessionFlow(rules, caller);
    this.clock = new LiveClock();
  }

  CallFlow.Step on(Live live, Event event, Instant now) {
    var d = new Draft(live, now);
    switch (event) {
      case Event.CallerJoined _ -> {}
      case Event.CallerAudio(var audio, var timestamp) -> caller.audio(d, audio, timestamp);
      case Event.MarkPlayed(var name) -> caller.markPlayed(d, name);
      case Event.KeyPressed(var key) -> caller.keyPressed(d, key);
      case Event.CallerLeft(var announced) -> Leaving.callerLeft(d, announced);
      case Event.PeerStalled(var peer) -> Leaving.peerStalled(d, peer);
      case Event.ModelReady(var expiresAt) -> session.ready(d, expiresAt);
      case Event.ModelLost(var cause, _) -> session.lost(d, cause);
      case Event.SpeechStarted(var item) -> caller.speechStarted(d, item);
      case Event.SpeechStopped(var item) -> caller.speechStopped(d, item);
      case Event.ItemPlaced(var item, var previous, var speaker) ->
          d.conversation = d.conversation.place(item, previous, speaker, now);
      case Event.CallerTranscript(var item, var text, var usage) -> {
        d.used(usage);
        d.conversation = d.conversation.settle(item, text, now, false);
      }
      case Event.TranscriptFailed(var item) ->
          d.conversation = d.conversation.settle(item, Conversation.INAUDIBLE, now, false);
      case Event.ResponseStarted(var id) -> responseStarted(d, id);
      case Event.AnswerAudio(var id, var item, var audio) -> answerAudio(d, id, item, audio);
      case Event.AnswerAudioDone(var id, var item) -> answerAudioDone(d, id, item);
      case Event.AnswerText(var id, var item, var delta) -> answerText(d, id, item, delta);
      case Event.AnswerTextDone(var id, var item, var text) -> answerTextDone(d, id, item, text);
      case Event.ToolCalled(var id, var call, var name, var arguments) ->
          toolCalled(d, id, call, name, arguments);
      case Event.ResponseEnded(var id, var outcome, var usage) ->
          responseEnded(d, id, outcome, usage);
      case Event.AnswerRefused() -> d.answers = d.answers.refused();
      case Event.ToolFinished(var call, var output) -> toolFinished(d, call, output);
      case Event.TimerFired(var timer) -> clock.fired(d, timer);
      case Event.NextSaved(var next) -> Leaving.nextSaved(d, next);
      case Event.Drain() -> {
        d.intent = new Intent(true, d.intent.renewSession(), d.intent.warnOfLength());
        d.emit(new Effect.SetTimer(Timer.LEAVE_NOW, Leaving.DRAIN_LONGEST));
      }
    }
    if (!d.isClosed()) {
      Leaving.moveOn(d);
    }
    return d.done();
  }

  private void responseStarted(Draft d, String id) {
    var uninvited = d.stage instanceof Stage.Talking && d.hearing.speaking().isPresent();
    d.finishPieces();
    d.answers = d.answers.started(id);
    d.hearing = d.hearing.answering();
    if (uninvited) {
      d.answers = d.answers.cutting(id);
      d.emit(new Effect.Cancel(id));
    }
  }

  private void answerAudio(Draft d, String id, String item, String audio) {
    if (!d.answers.runs(id) || isSaving(d)) {
      return;
    }
    d.conversation = d.conversation.begin(item, Speaker.AVA, d.now);
    d.answers = d.answers.speaking();
    d.hearing.stoppedAt().ifPresent(at -> measureSince(d, Metric.TURN_LATENCY, at));
    d.hearing =
        new Hearing(
            d.hearing.speaking(), Optional.empty(), d.hearing.unanswered(), d.hearing.owed());
    if (d.stage instanceof Stage.SpokenGreeting(var attempts, var spoken)) {
      if (attempts == 0 && spoken.isEmpty()) {
        measureSince(d, Metric.TIME_TO_GREETING, d.before.joinedAt());
      }
      var more = new ArrayList<>(spoken);
      more.add(audio);
      d.stage = new Stage.SpokenGreeting(attempts, more);
    }
    d.play(id, item, audio);
  }

  private static void measureSince(Draft d, Metric metric, Instant start) {
    d.emit(new Effect.Measure(metric, Duration.between(start, d.now).toMillis()));
  }

  private void answerAudioDone(Draft d, String id, String item) {
    if (d.answers.runs(id)) {
      d.mark(d.playback.finish(item));
    }
  }

  private void answerText(Draft d, String id, String item, String delta) {
    if (d.answers.runs(id)) {
      d.conversation = d.conversation.begin(item, Speaker.AVA, d.now).hearWords(item, delta);
    }
  }

  private void answerTextDone(Draft d, String id, String item, String text) {
    if (!d.answers.isCut(id)) {
      d.conversation = d.conversation.allWords(item, text);
    }
  }

  private void responseEnded(Draft d, String id, Outcome outcome, Usage usage) {
    d.used(usage);
    for (var piece : d.playback.pieces()) {
      if (piece.responseId().equals(id)) {
        d.mark(d.playback.finish(piece.itemId()));
      }
    }
    if (d.answers.active().isPresent() && !d.answers.active().get().equals(id)) {
      return;
    }
    d.conversation = d.conversation.answered();
    d.dropUnheardAnswers();
    var silent = !d.answers.spoke() && !d.answers.acted() && !d.answers.isCut(id);
    var failed =
        switch (outcome) {
          case COMPLETED, INCOMPLETE -> silent;
          case CANCELLED -> false;
          case FAILED, REFUSED -> true;
        };
    d.answers = d.answers.ended(failed);
    if (failed) {
      answerFailed(d, outcome);
      return;
    }
    if (outcome == Outcome.COMPLETED) {
      d.link = d.link.working();
    }
    d.askWanted();
  }

  private void answerFailed(Draft d, Outcome outcome) {
    if (d.stage instanceof Stage.Leaving) {
      d.answers = d.answers.wantingNothing();
      return;
    }
    if (outcome == Outcome.REFUSED || d.answers.failures() > 1) {
      d.voicemail();
      return;
    }
    if (d.answers.wanted().isEmpty()) {
      var again =
          d.stage.isGreeting()
              ? Optional.of(Phrases.exactly(rules.greeting().text()))
              : Optional.<String>empty();
      d.answers = d.answers.wanting(new Effect.Ask(again));
    }
    d.emit(new Effect.SetTimer(Timer.ASK_AGAIN, ASK_AGAIN));
  }

  private void toolCalled(Draft d, String id, String call, String name, String arguments) {
    d.answers = d.answers.acting();
    var overtaken = d.answers.isCut(id);
    switch (name) {
      case CallRules.HANG_UP -> {
        if (overtaken) {
          d.emit(new Effect.AnswerTool(call, "{\"ok\":false,\"erreur\":\"l'appelant parle\"}"));
        } else {
          d.emit(new Effect.AnswerTool(call, "{\"ok\":true}"));
          d.leave(new NextStep.HangUp(), Optional.of(EndReason.GOODBYE), true);
          sayIfSilent(d, Phrases.GOODBYE);
        }
      }
      case CallRules.TRANSFER -> transfer(d, call, overtaken);
      default -> {
        var tool = new Effect.RunTool(call, name, arguments);
        d.tools.put(call, tool);
        d.emit(tool);
      }
    }
  }

  private void transfer(Draft d, String call, boolean overtaken) {
    if (overtaken || rules.transferTo().isEmpty()) {
      d.emit(new Effect.AnswerTool(call, "{\"ok\":false,\"erreur\":\"transfert impossible\"}"));
      d.ask(new Effect.Ask(Optional.empty()));
      return;
    }
    d.emit(new Effect.AnswerTool(call, "{\"ok\":true}"));
    d.leave(new NextStep.Transfer(rules.transferTo().get()), Optional.of(EndReason.TRANSFER), true);
    sayIfSilent(d, Phrases.TRANSFERRING);
  }

  /// The caller must hear something before the line changes.
  private static void sayIfSilent(Draft d, String words) {
    if (d.playback.isEmpty() && !d.answers.spoke()) {
      d.ask(words);
    }
  }

  private void toolFinished(Draft d, String call, String output) {
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

  static boolean isSaving(Draft d) {
    return d.stage instanceof Stage.Leaving leaving && leaving.saving();
  }
}
