package ava.bridge.call;

import ava.bridge.call.Event.PeerStalled.Peer;
import ava.bridge.call.State.Intent;
import ava.bridge.call.State.Stage;
import ava.shared.EndReason;
import ava.shared.NextStep;
import java.time.Duration;
import java.util.Optional;

/// How a live call leaves the bridge, and what waits for a quiet moment.
final class Leaving {
  /// How long the summary waits for a recording before it does without.
  private static final Duration VOICEMAIL_LONGEST = Duration.ofMinutes(3);

  /// The longest delay of a queue; a transfer that lasts longer ends by Twilio's callbacks.
  private static final Duration TRANSFER_LONGEST = Duration.ofMinutes(15);

  /// How long a caller whose line broke has to come back.
  private static final Duration COMES_BACK = Duration.ofSeconds(15);

  /// How long a process that ends waits for a quiet moment.
  static final Duration DRAIN_LONGEST = Duration.ofSeconds(60);

  private Leaving() {}

  /// Does what waits for a quiet moment, once it is one.
  static void moveOn(Draft d) {
    if (d.stage instanceof Stage.Leaving leaving) {
      if (!leaving.saving()
          && d.playback.isEmpty()
          && d.answers.idle()
          && d.answers.wanted().isEmpty()) {
        save(d, leaving);
      }
      return;
    }
    if (!(d.stage instanceof Stage.Talking) || !d.quiet()) {
      return;
    }
    if (d.intent.drain()) {
      d.leave(new NextStep.Resume(), Optional.empty(), false);
      moveOn(d);
    } else if (d.intent.renewSession() && d.link.ready()) {
      d.intent = new Intent(false, false, d.intent.warnOfLength());
      d.emit(new Effect.SetTimer(Timer.MODEL_NEEDED, SessionFlow.MODEL_BACK));
      d.openModel();
    } else if (d.intent.warnOfLength() && d.link.ready()) {
      d.intent = new Intent(false, d.intent.renewSession(), false);
      d.ask(Phrases.ONE_MINUTE_LEFT);
    }
  }

  /// Leaving takes too long: what is not heard by now is not heard.
  static void now(Draft d) {
    if (!(d.stage instanceof Stage.Leaving) && d.intent.drain()) {
      d.leave(new NextStep.Resume(), Optional.empty(), false);
    }
    if (d.stage instanceof Stage.Leaving leaving && !leaving.saving()) {
      d.answers = d.answers.lost().wantingNothing();
      save(d, leaving);
    }
  }

  private static void save(Draft d, Stage.Leaving leaving) {
    d.stage = new Stage.Leaving(leaving.next(), leaving.reason(), false, true);
    d.emit(new Effect.CancelTimer(Timer.LEAVE_NOW));
    d.emit(new Effect.SaveNext(leaving.next()));
  }

  static void nextSaved(Draft d, NextStep next) {
    if (d.stage instanceof Stage.Leaving leaving
        && leaving.saving()
        && leaving.next().equals(next)) {
      d.emit(new Effect.LetGo());
      d.close(leaving.reason(), delayAfter(leaving.next()));
    }
  }

  private static Duration delayAfter(NextStep next) {
    return switch (next) {
      case NextStep.HangUp() -> Duration.ZERO;
      case NextStep.Resume() -> Duration.ZERO;
      case NextStep.Voicemail() -> VOICEMAIL_LONGEST;
      case NextStep.Transfer _ -> TRANSFER_LONGEST;
    };
  }

  /// The caller hung up, or his line broke and he may come back in a new stream.
  static void callerLeft(Draft d, boolean announced) {
    if (d.stage instanceof Stage.Leaving leaving && leaving.saving()) {
      d.close(leaving.reason(), delayAfter(leaving.next()));
    } else if (announced) {
      d.emit(new Effect.SaveNext(new NextStep.HangUp()));
      d.close(Optional.of(EndReason.CALLER_HUNG_UP), Duration.ZERO);
    } else {
      d.close(Optional.of(EndReason.CALLER_LOST), COMES_BACK);
    }
  }

  static void peerStalled(Draft d, Peer peer) {
    switch (peer) {
      case CALLER -> end(d, EndReason.PEER_STALLED);
      case MODEL -> d.voicemail();
    }
  }

  /// Ends the call at once.
  static void end(Draft d, EndReason reason) {
    if (!LiveFlow.isSaving(d)) {
      save(d, new Stage.Leaving(new NextStep.HangUp(), Optional.of(reason), false, false));
    }
  }
}
