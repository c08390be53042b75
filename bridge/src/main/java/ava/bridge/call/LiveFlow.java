package ava.bridge.call;

import ava.bridge.call.State.Intent;
import ava.bridge.call.State.Live;
import ava.bridge.call.State.Stage;
import java.time.Instant;

/// The steps of a call while the caller is on the line. What he does is in [CallerFlow], what the
/// model says in [AnswerFlow], what its tools do in [ToolFlow]; its session comes and goes in
/// [SessionFlow], what time brings is in [LiveClock], how the call leaves in [Departure].
final class LiveFlow {

  private final CallRules rules;

  LiveFlow(CallRules rules) {
    this.rules = rules;
  }

  CallFlow.Step on(Live live, Event event, Instant now) {
    if (event instanceof Event.CallerAudio frame) {
      return CallerFlow.frame(live, frame, now);
    }
    var d = new Draft(rules, live, now);
    switch (event) {
      case Event.CallerJoined _, Event.CallerAudio _ -> {}
      case Event.MarkPlayed(var name) -> CallerFlow.markPlayed(d, name);
      case Event.KeyPressed(var key) -> CallerFlow.keyPressed(d, key);
      case Event.CallerLeft(var announced) -> Departure.callerLeft(d, announced);
      case Event.PeerStalled(var peer) -> Departure.peerStalled(d, peer);
      case Event.ModelReady(var expiresAt) -> SessionFlow.ready(d, expiresAt);
      case Event.ModelLost(var cause, _) -> SessionFlow.lost(d, cause);
      case Event.SpeechStarted(var item) -> CallerFlow.speechStarted(d, item);
      case Event.SpeechStopped(var item) -> CallerFlow.speechStopped(d, item);
      case Event.ItemPlaced(var item, var previous, var speaker) ->
          d.conversation = d.conversation.place(item, previous, speaker, now);
      case Event.CallerTranscript(var item, var text, var usage) -> {
        d.used(usage);
        d.conversation = d.conversation.transcribed(item, text, now);
      }
      case Event.CallerWords(var item, var words) ->
          d.conversation = d.conversation.allWords(item, 0, words);
      case Event.TranscriptFailed(var item) ->
          d.conversation = d.conversation.untranscribed(item, now);
      case Event.ResponseStarted(var id) -> AnswerFlow.started(d, id);
      case Event.AnswerAudio answer -> AnswerFlow.audio(d, answer);
      case Event.AnswerAudioDone(var id, var item, var part) ->
          AnswerFlow.audioDone(d, id, item, part);
      case Event.AnswerText answer -> AnswerFlow.text(d, answer);
      case Event.AnswerTextDone(var id, var item, var part, var text) -> {
        if (!d.answers.isCut(id)) {
          d.conversation = d.conversation.allWords(item, part, text);
        }
      }
      case Event.ToolCalled(var id, var call, var name, var arguments) ->
          ToolFlow.called(d, id, new Effect.RunTool(call, name, arguments));
      case Event.ResponseEnded(var id, var outcome, var usage) ->
          AnswerFlow.ended(d, id, outcome, usage);
      case Event.AnswerRefused() -> d.answers = d.answers.refused();
      case Event.AskFailed() -> AnswerFlow.askFailed(d);
      case Event.ToolFinished(var call, var output) -> ToolFlow.finished(d, call, output);
      case Event.TimerFired(var timer) -> LiveClock.fired(d, timer);
      case Event.NextSaved(var next) -> Departure.nextSaved(d, next);
      case Event.Drain() -> {
        d.intent = new Intent(true, d.intent.renewSession(), d.intent.warnOfLength());
        if (!(d.stage instanceof Stage.Leaving)) {
          d.emit(new Effect.SetTimer(Timer.LEAVE_NOW, Patience.DRAIN));
        }
      }
    }
    if (!d.isClosed()) {
      Departure.moveOn(d);
    }
    return d.done();
  }

  static boolean isSaving(Draft d) {
    return d.stage instanceof Stage.Leaving leaving && leaving.saving();
  }
}
