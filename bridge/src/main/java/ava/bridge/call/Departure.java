package ava.bridge.call;

import ava.bridge.call.Event.PeerStalled.Peer;
import ava.bridge.call.State.Intent;
import ava.bridge.call.State.Stage;
import ava.shared.EndReason;
import ava.shared.NextStep;
import java.time.Duration;
import java.util.Optional;

/// How a live call leaves the bridge, and what waits for a quiet moment.
final class Departure {

  private Departure() {}

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
      d.openModel();
    } else if (d.intent.warnOfLength() && d.link.ready()) {
      d.intent = new Intent(false, d.intent.renewSession(), false);
      d.ask(Phrase.ONE_MINUTE_LEFT);
    }
  }

  /// Ends the call as the model has chosen. The caller must hear something before the line changes.
  static void part(Draft d, Answers.Parting parting) {
    d.emit(new Effect.SettleTool(parting.callId(), Effect.SettleTool.Settled.DONE));
    d.leave(parting.next(), Optional.of(parting.reason()), true);
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
    d.emit(new Effect.SetTimer(Timer.SAVE_LATE, Patience.SAVED));
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

  /// The call goes on without: nothing written means that it is taken up again.
  static void saveLate(Draft d) {
    if (d.stage instanceof Stage.Leaving leaving) {
      nextSaved(d, leaving.next());
    }
  }

  private static Duration delayAfter(NextStep next) {
    return switch (next) {
      case NextStep.HangUp() -> Duration.ZERO;
      case NextStep.Resume() -> Duration.ZERO;
      case NextStep.Voicemail() -> Patience.RECORDING;
      case NextStep.Transferred() -> Duration.ZERO;
      case NextStep.Transfer _ -> Patience.TRANSFER;
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
      d.close(Optional.of(EndReason.CALLER_LOST), Patience.COMES_BACK);
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
