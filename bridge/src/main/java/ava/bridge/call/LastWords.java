package ava.bridge.call;

import ava.bridge.call.State.Closing;
import ava.bridge.call.State.Closing.Ear;
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
  private final Patience patience;

  LastWords(Patience patience) {
    this.patience = patience;
  }

  /// Begins to wait. A caller who may be back in a moment finds those turns written that are known
  /// by now: what he began to say just before is known to no other process, and is written behind.
  /// In a noise that never ended he may have spoken.
  State begin(Draft d, Optional<EndReason> reason, Duration delay) {
    d.caller.hearing().noiseThatGoesOn().ifPresent(d.turns::mayHaveSpokenIn);
    var ending = new Effect.Finish(reason, d.now, delay);
    var closing = new Closing(d.turns.conversation(), ending, Ear.DEAF, false);
    d.emit(new Effect.SetTimer(Timer.TRANSCRIPT_LATE, patience.of(Wait.LAST_TRANSCRIPTS)));
    var step = d.session.isReady() ? listening(closing) : withoutSession(d, closing);
    step.effects().forEach(d::emit);
    return step.state();
  }

  private CallFlow.Step withoutSession(Draft d, Closing closing) {
    if (d.caller.hearing().again()) {
      return opening(closing, Ear.OPENS_AGAIN);
    }
    return d.caller.sentAudio() ? opening(closing, Ear.OPENS) : settled(closing);
  }

  CallFlow.Step on(Closing closing, Event event, Instant now) {
    var conversation = closing.conversation();
    return switch (event) {
      case Event.ModelReady _ when closing.ear().opens() ->
          listening(closing).behind(List.of(new Effect.HearAgain()));
      case Event.SpeechStarted(var item, _) ->
          settled(closing.listens() ? closing.with(spoken(conversation, item, now)) : closing);
      case Event.ItemPlaced(var item, var previous, var speaker) ->
          settled(
              conversation.knows(item) || (closing.listens() && speaker == Speaker.CALLER)
                  ? closing.with(conversation.place(item, previous, speaker, now))
                  : closing);
      case Event.CallerWords(var item, var words) ->
          new CallFlow.Step(closing.with(conversation.allWords(item, 0, words)), List.of());
      case Event.CallerTranscript(var item, var text, var usage) ->
          settled(closing.with(conversation.transcribed(item, text, now))).with(usage);
      case Event.TranscriptFailed(var item) ->
          settled(closing.with(conversation.untranscribed(item, now)));
      case Event.TimerFired(var timer) when timer == Timer.LAST_WORDS -> listened(closing);
      case Event.TimerFired(var timer) when timer == Timer.TRANSCRIPT_LATE ->
          settled(givenUp(closing, now, true));
      case Event.ModelLost(var cause, _, var silent) ->
          cause == Event.ModelLost.Cause.REFUSED
              ? settled(givenUp(closing, now, false))
              : again(closing, silent, now);
      case Event.PeerStalled _ -> settled(givenUp(closing, now, false));
      case Event.ResponseEnded(_, _, var usage) ->
          new CallFlow.Step(closing, List.of()).with(usage);
      case Event.SpeechUsed(var usage) -> new CallFlow.Step(closing, List.of()).with(usage);
      default -> new CallFlow.Step(closing, List.of());
    };
  }

  private static Conversation spoken(Conversation conversation, String item, Instant now) {
    return conversation.begin(item, Speaker.CALLER, now).ended(item, now);
  }

  /// The model is given the end of what he said.
  private CallFlow.Step listening(Closing closing) {
    return settled(closing.hearing(Ear.LISTENS))
        .behind(
            List.of(
                CallerFlow.TURN_ENDS,
                new Effect.SetTimer(Timer.LAST_WORDS, patience.of(Wait.LISTEN))));
  }

  /// A turn that the silence behind it has not ended is ended for him: it may be a noise that the
  /// model still hears, or an ear that waits for more.
  private static CallFlow.Step listened(Closing closing) {
    return closing.conversation().open().isSpeechOpen()
        ? settled(closing.hearing(Ear.TURN_ENDED)).behind(List.of(new Effect.EndTurn()))
        : settled(closing.hearing(Ear.DEAF));
  }

  /// A session for nothing but what he said, or may have said while there was none. It does not
  /// take turns, and need not know the conversation.
  private static CallFlow.Step opening(Closing closing, Ear ear) {
    return settled(closing.hearing(ear))
        .behind(List.of(new Effect.CancelTimer(Timer.LAST_WORDS), new Effect.OpenModel(List.of())));
  }

  /// The session is gone that had heard his last words: another hears them again, once.
  private CallFlow.Step again(Closing closing, Duration silent, Instant now) {
    var since = closing.conversation().unheard(now);
    if (closing.replaced()) {
      return settled(givenUp(closing, now, false));
    }
    if (since.isEmpty()) {
      return isDeaf(closing, silent, now)
          ? opening(closing, Ear.OPENS).behind(unheard(closing, now.minus(silent)))
          : settled(givenUp(closing, now, false));
    }
    var forgotten = closing.with(closing.conversation().unsaid(since.get(), now));
    return opening(forgotten, Ear.OPENS_AGAIN).behind(unheard(closing, since.get()));
  }

  /// Whether a session that was to say if he spoke had fallen silent before he hung up.
  private static boolean isDeaf(Closing closing, Duration silent, Instant now) {
    return closing.listens() && now.minus(silent).isBefore(closing.ending().at());
  }

  private static List<Effect> unheard(Closing closing, Instant since) {
    var from = since.minus(RecentAudio.UNDETECTED);
    var spoken = Duration.between(from, closing.ending().at());
    return List.of(new Effect.Unheard(spoken.plusMillis(CallerFlow.TURN_ENDS.ms()), from));
  }

  /// @param listened the model said of all that it heard whether it was speech
  private static Closing givenUp(Closing closing, Instant now, boolean listened) {
    var conversation = closing.conversation();
    var missed = closing.ear() == Ear.OPENS_AGAIN ? conversation.missed(now) : conversation;
    return closing.with(missed.giveUp(now, listened)).hearing(Ear.DEAF);
  }

  /// The call as far as its last words are there.
  private static CallFlow.Step settled(Closing closing) {
    var written = closing.conversation().write();
    var effects = new ArrayList<Effect>();
    written.turns().forEach(turn -> effects.add(new Effect.SaveTurn(turn)));
    if (closing.goesOn() || !written.conversation().isComplete()) {
      return new CallFlow.Step(closing.with(written.conversation()), effects);
    }
    effects.add(new Effect.CancelTimer(Timer.LAST_WORDS));
    effects.add(new Effect.CancelTimer(Timer.TRANSCRIPT_LATE));
    effects.add(new Effect.CloseModel());
    effects.add(closing.ending());
    return new CallFlow.Step(new Over(), effects);
  }
}
