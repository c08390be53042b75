package ava.bridge.call;

import ava.bridge.call.Effect.SettleTool.Settled;
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
  /// How often in a row a sentence that was cut is taken up again.
  private static final int MOST_TAKEN_UP = 2;

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
        d.conversation = d.conversation.transcribed(item, text, now);
      }
      case Event.CallerWords(var item, var words) ->
          d.conversation = d.conversation.allWords(item, 0, words);
      case Event.TranscriptFailed(var item) ->
          d.conversation = d.conversation.untranscribed(item, now);
      case Event.ResponseStarted(var id) -> responseStarted(d, id);
      case Event.AnswerAudio answer -> answerAudio(d, answer);
      case Event.AnswerAudioDone(var id, var item, var part) -> answerAudioDone(d, id, item, part);
      case Event.AnswerText answer -> answerText(d, answer);
      case Event.AnswerTextDone(var id, var item, var part, var text) -> {
        if (!d.answers.isCut(id)) {
          d.conversation = d.conversation.allWords(item, part, text);
        }
      }
      case Event.ToolCalled(var id, var call, var name, var arguments) ->
          toolCalled(d, id, call, name, arguments);
      case Event.ResponseEnded(var id, var outcome, var usage) ->
          responseEnded(d, id, outcome, usage);
      case Event.AnswerRefused() -> d.answers = d.answers.refused();
      case Event.AskFailed() -> askFailed(d);
      case Event.ToolFinished(var call, var output) -> toolFinished(d, call, output);
      case Event.TimerFired(var timer) -> clock.fired(d, timer);
      case Event.NextSaved(var next) -> Leaving.nextSaved(d, next);
      case Event.Drain() -> {
        d.intent = new Intent(true, d.intent.renewSession(), d.intent.warnOfLength());
        if (!(d.stage instanceof Stage.Leaving)) {
          d.emit(new Effect.SetTimer(Timer.LEAVE_NOW, Patience.DRAIN));
        }
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

  private void answerAudio(Draft d, Event.AnswerAudio answer) {
    if (!d.answers.runs(answer.responseId()) || isSaving(d)) {
      return;
    }
    d.conversation = d.conversation.begin(answer.itemId(), Speaker.AVA, d.now);
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
      more.add(answer.audio());
      d.stage = new Stage.SpokenGreeting(attempts, more);
    }
    d.play(answer.responseId(), answer.itemId(), answer.part(), answer.audio());
  }

  private static void measureSince(Draft d, Metric metric, Instant start) {
    d.emit(new Effect.Measure(metric, Duration.between(start, d.now).toMillis()));
  }

  private void answerAudioDone(Draft d, String id, String item, int part) {
    if (d.answers.runs(id)) {
      d.mark(d.playback.finish(item, part));
    }
  }

  private void answerText(Draft d, Event.AnswerText answer) {
    if (d.answers.runs(answer.responseId())) {
      d.conversation =
          d.conversation
              .begin(answer.itemId(), Speaker.AVA, d.now)
              .hearWords(answer.itemId(), answer.part(), answer.delta());
    }
  }

  private void responseEnded(Draft d, String id, Outcome outcome, Usage usage) {
    d.used(usage);
    for (var piece : d.playback.pieces()) {
      if (piece.responseId().equals(id)) {
        d.mark(d.playback.finish(piece.itemId(), piece.part()));
      }
    }
    if (d.answers.active().isPresent() && !d.answers.active().get().equals(id)) {
      return;
    }
    d.conversation = d.conversation.answered();
    d.dropUnheardAnswers();
    var answer = d.answers;
    var failed = failed(d, id, outcome);
    d.answers = answer.ended(failed);
    answer.parting().ifPresent(parting -> part(d, parting, failed || answer.isCut(id), answer));
    if (failed) {
      answerFailed(d, outcome);
      return;
    }
    if (outcome == Outcome.COMPLETED) {
      d.link = d.link.working();
    }
    if (cutShort(d, outcome, answer, id)) {
      takeUp(d, answer.failures());
    }
    d.askWanted();
  }

  private static boolean failed(Draft d, String id, Outcome outcome) {
    var silent = !d.answers.spoke() && !d.answers.acted() && !d.answers.isCut(id);
    return switch (outcome) {
      case COMPLETED, INCOMPLETE, CANCELLED -> silent && d.answers.active().isPresent();
      case FAILED, REFUSED -> true;
    };
  }

  /// Whether the answer stops in the middle of a sentence, and not because the caller speaks.
  private static boolean cutShort(Draft d, Outcome outcome, Answers answer, String id) {
    return (outcome == Outcome.INCOMPLETE || outcome == Outcome.CANCELLED)
        && answer.spoke()
        && !answer.isCut(id)
        && d.hearing.speaking().isEmpty()
        && !(d.stage instanceof Stage.Leaving);
  }

  /// The model finishes its sentence; one that never does leaves the word to the caller.
  private static void takeUp(Draft d, int before) {
    d.answers = d.answers.counting(before + 1);
    if (before < MOST_TAKEN_UP && d.answers.wanted().isEmpty()) {
      d.emit(new Effect.Inform(Phrases.CUT_SHORT));
      d.ask(new Effect.Ask(Optional.empty()));
    }
  }

  /// How the model ends the call is decided when its answer has ended: only then it is known what
  /// the caller heard, and that he did not speak.
  private static void part(Draft d, Answers.Parting parting, boolean overtaken, Answers answer) {
    if (overtaken) {
      d.emit(new Effect.SettleTool(parting.callId(), Settled.OVERTAKEN));
      return;
    }
    Leaving.part(d, parting);
    if (d.playback.isEmpty() && !answer.spoke()) {
      d.ask(parting.words());
    }
  }

  private void askFailed(Draft d) {
    if (d.answers.asked().isEmpty() && d.answers.begun().isEmpty()) {
      return;
    }
    d.answers = d.answers.failedToBegin();
    answerFailed(d, Outcome.FAILED);
  }

  private void answerFailed(Draft d, Outcome outcome) {
    var useless = outcome == Outcome.REFUSED || d.answers.failures() > 1;
    if (d.stage instanceof Stage.Leaving && useless) {
      d.answers = d.answers.wantingNothing();
      return;
    }
    if (useless) {
      d.voicemail();
      return;
    }
    if (d.answers.wanted().isEmpty()) {
      d.answers = d.answers.wanting(lostWords(d));
    }
    d.emit(new Effect.SetTimer(Timer.ASK_AGAIN, Patience.ASK_AGAIN));
  }

  /// What an answer that failed was to say, as far as it is known.
  private Effect.Ask lostWords(Draft d) {
    var words =
        switch (d.stage) {
          case Stage.PlayedGreeting _, Stage.Talking _ -> Optional.<String>empty();
          case Stage.SpokenGreeting _ -> Optional.of(rules.greeting().text());
          case Stage.Leaving leaving ->
              Optional.of(
                  leaving.next() instanceof NextStep.Transfer
                      ? Phrases.TRANSFERRING
                      : Phrases.GOODBYE);
        };
    return new Effect.Ask(words.map(Phrases::exactly));
  }

  private void toolCalled(Draft d, String id, String call, String name, String arguments) {
    d.answers = d.answers.acting();
    switch (name) {
      case CallRules.HANG_UP ->
          parting(
              d,
              id,
              new Answers.Parting(call, new NextStep.HangUp(), EndReason.GOODBYE, Phrases.GOODBYE));
      case CallRules.TRANSFER -> transfer(d, id, call);
      default -> {
        var tool = new Effect.RunTool(call, name, arguments);
        d.tools.put(call, tool);
        d.emit(tool);
      }
    }
  }

  private void transfer(Draft d, String id, String call) {
    if (rules.transferTo().isPresent()) {
      var next = new NextStep.Transfer(rules.transferTo().get());
      parting(d, id, new Answers.Parting(call, next, EndReason.TRANSFER, Phrases.TRANSFERRING));
      return;
    }
    d.emit(new Effect.SettleTool(call, Settled.IMPOSSIBLE));
    d.ask(new Effect.Ask(Optional.empty()));
  }

  /// The first way to end the call counts.
  private static void parting(Draft d, String id, Answers.Parting parting) {
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
