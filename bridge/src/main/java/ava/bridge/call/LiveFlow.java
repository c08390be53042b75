package ava.bridge.call;

import ava.bridge.call.State.Live;
import java.time.Instant;

/// The steps of a call while the caller is on the line: tells each event to the part of the call
/// that it concerns. What he does is in [CallerFlow] and what he hears in [VoiceFlow], what the
/// model says in [AnswerFlow], what another voice reads out of it in [ReadingFlow] and what its
/// tools do in [ToolFlow]; its session comes and goes in [SessionFlow], what is said becomes turns
/// in [TurnFlow], and [GreetingFlow] and [CourseFlow] say how the call begins and how it leaves.
final class LiveFlow {
  private final CallRules rules;

  LiveFlow(CallRules rules) {
    this.rules = rules;
  }

  CallFlow.Step on(Live live, Event event, Instant now) {
    if (event instanceof Event.CallerAudio frame) {
      return CallerFlow.frame(live, frame, now, rules.patience());
    }
    var d = new Draft(rules, live, now);
    switch (d.standIn.attributed(event)) {
      case Event.CallerJoined _, Event.CallerAudio _ -> {}
      case Event.MarkPlayed(var name) -> {
        d.voice.markPlayed(name);
        d.reading.goOn();
      }
      case Event.KeyPressed(var key) -> d.caller.keyPressed(key);
      case Event.CallerLeft(var announced) -> d.course.callerLeft(announced);
      case Event.PeerStalled(var peer) -> d.course.peerStalled(peer);
      case Event.ModelReady(var expiresAt) -> d.session.ready(expiresAt);
      case Event.ModelLost(var cause, _, var silent) -> d.session.lost(cause, silent);
      case Event.SpeechStarted(var item, var ago) -> d.caller.speechStarted(item, ago);
      case Event.SpeechStopped(var item, var ago) -> d.caller.speechStopped(item, ago);
      case Event.ItemPlaced(var item, var previous, var speaker) -> {
        d.caller.placed(item);
        d.turns.placed(item, previous, speaker);
      }
      case Event.CallerTranscript(var item, var text, var usage) -> {
        d.used(usage);
        d.turns.transcribed(item, text);
      }
      case Event.CallerWords(var item, var words) -> d.turns.transcribing(item, words);
      case Event.TranscriptFailed(var item) -> d.turns.untranscribed(item);
      case Event.ResponseStarted(var id) -> d.answers.started(id);
      case Event.AnswerAudio answer -> d.answers.audio(answer);
      case Event.AnswerAudioDone(var id, var item, var part) -> d.answers.audioDone(id, item, part);
      case Event.AnswerText answer -> d.answers.text(answer);
      case Event.AnswerTextDone(var id, var item, var part, var text) ->
          d.answers.textDone(id, item, part, text);
      case Event.ToolCalled(var id, var call, var name, var arguments) ->
          d.tools.called(id, new Effect.RunTool(call, name, arguments));
      case Event.ResponseEnded(var id, var outcome, var usage) ->
          d.reading.ended(id, outcome, usage);
      case Event.AnswerWritten written -> d.reading.written(written);
      case Event.AnswerWrittenDone written -> d.reading.writtenWhole(written);
      case Event.StandInStarted(var id) -> d.standIn.started(id);
      case Event.SpeechAudio sound -> d.reading.sounds(sound);
      case Event.SpeechDone(var line) -> d.reading.sounded(line);
      case Event.SpeechFailed(var line, var refused, _) -> d.reading.failed(line, refused);
      case Event.SpeechUsed(var usage) -> d.used(usage);
      case Event.VoiceAway(var away) -> d.reading.away(away);
      case Event.AnswerRefused() -> d.answers.refused();
      case Event.AskFailed() -> d.answers.askFailed();
      case Event.ToolFinished(var call, var output) -> d.tools.finished(call, output);
      case Event.TimerFired(var timer) -> fired(d, timer);
      case Event.NextSaved(var next) -> d.course.nextSaved(next);
      case Event.Drain() -> d.course.drain();
    }
    if (!d.isClosed()) {
      d.course.moveOn();
    }
    return d.done();
  }

  /// What time brings.
  private static void fired(Draft d, Timer timer) {
    switch (timer) {
      case MODEL_NEEDED -> d.session.neededNow();
      case REOPEN_MODEL -> d.session.reopen();
      case ASK_AGAIN -> d.answers.askWanted();
      case ANSWER_LATE -> d.answers.late();
      case ANSWER_DUE -> d.session.answerDue();
      case SPEECH_LATE -> d.reading.late();
      case SOUND_DUE -> d.voice.soundDue();
      case TOOLS_LATE -> d.tools.late();
      case NOISE -> d.caller.noise();
      case ECHO_LATE -> d.voice.echoLate();
      case SILENCE -> d.caller.silent();
      case LENGTH_WARNING -> d.course.warnOfLength();
      case LENGTH_LIMIT -> d.course.timeIsUp();
      case LEAVE_NOW -> d.course.leaveNow();
      case SAVE_LATE -> d.course.saveLate();
      case FRAME_MISSING -> d.caller.frameMissing();
      case CALLER_LOST -> d.caller.mayBeLost();
      case SESSION_OLD -> d.course.renewSession();
      case KEYS_DONE -> d.caller.keysDone();
      case LAST_WORDS -> {}
      case TRANSCRIPT_LATE -> d.turns.transcriptLate();
    }
  }
}
