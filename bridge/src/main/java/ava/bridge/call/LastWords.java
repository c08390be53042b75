package ava.bridge.call;

import ava.bridge.call.State.Closing;
import ava.bridge.call.State.Over;
import ava.shared.call.EndReason;
import ava.shared.call.Speaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The call behind the hang-up, until the caller's last words are written. What he said in the
/// moment he hung up is still on its way to the model then, and what it makes of it on its way
/// back.
final class LastWords {

  private LastWords() {}

  /// Begins to wait. A caller who may be back in a moment finds those turns written that are known
  /// by now: what he began to say just before is known to no other process, and is written behind.
  static State begin(Draft d, Optional<EndReason> reason, Duration delay) {
    var listening = d.session.isReady();
    if (listening) {
      d.emit(new Effect.AppendSilence((int) Patience.LISTEN.toMillis()));
      d.emit(new Effect.SetTimer(Timer.LAST_WORDS, Patience.LISTEN));
    }
    d.emit(new Effect.SetTimer(Timer.TRANSCRIPT_LATE, Patience.LAST_TRANSCRIPTS));
    var ending = new Effect.Finish(reason, d.now, delay);
    var step = settled(new Closing(d.turns.conversation(), ending, listening));
    step.effects().forEach(d::emit);
    return step.state();
  }

  static CallFlow.Step on(Closing closing, Event event, Instant now) {
    var conversation = closing.conversation();
    return switch (event) {
      case Event.SpeechStarted(var item) ->
          settled(closing.listening() ? closing.with(spoken(conversation, item, now)) : closing);
      case Event.ItemPlaced(var item, var previous, var speaker) ->
          settled(
              conversation.knows(item) || (closing.listening() && speaker == Speaker.CALLER)
                  ? closing.with(conversation.place(item, previous, speaker, now))
                  : closing);
      case Event.CallerWords(var item, var words) ->
          new CallFlow.Step(closing.with(conversation.allWords(item, 0, words)), List.of());
      case Event.CallerTranscript(var item, var text, var usage) ->
          settled(closing.with(conversation.transcribed(item, text, now))).with(usage);
      case Event.TranscriptFailed(var item) ->
          settled(closing.with(conversation.untranscribed(item, now)));
      case Event.TimerFired(var timer) when timer == Timer.LAST_WORDS -> settled(closing.deaf());
      case Event.TimerFired(var timer) when timer == Timer.TRANSCRIPT_LATE ->
          settled(closing.with(conversation.giveUp(now, true)).deaf());
      case Event.ModelLost _, Event.PeerStalled _ ->
          settled(closing.with(conversation.giveUp(now, false)).deaf());
      case Event.ResponseEnded(_, _, var usage) ->
          new CallFlow.Step(closing, List.of()).with(usage);
      default -> new CallFlow.Step(closing, List.of());
    };
  }

  private static Conversation spoken(Conversation conversation, String item, Instant now) {
    return conversation.begin(item, Speaker.CALLER, now).ended(item, now);
  }

  /// The call as far as its last words are there.
  private static CallFlow.Step settled(Closing closing) {
    var written = closing.conversation().write();
    var effects = new ArrayList<Effect>();
    written.turns().forEach(turn -> effects.add(new Effect.SaveTurn(turn)));
    if (closing.listening() || !written.conversation().isComplete()) {
      return new CallFlow.Step(closing.with(written.conversation()), effects);
    }
    effects.add(new Effect.CancelTimer(Timer.LAST_WORDS));
    effects.add(new Effect.CancelTimer(Timer.TRANSCRIPT_LATE));
    effects.add(new Effect.CloseModel());
    effects.add(closing.ending());
    return new CallFlow.Step(new Over(), effects);
  }
}
