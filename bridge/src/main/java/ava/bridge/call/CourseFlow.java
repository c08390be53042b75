package ava.bridge.call;

import ava.bridge.call.Event.PeerStalled.Peer;
import ava.bridge.call.State.Course;
import ava.bridge.call.State.Intent;
import ava.bridge.call.State.Stage;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import java.time.Duration;
import java.util.Optional;

/// The course of a live call: from the greeting to the talk, how it leaves the bridge, and what
/// waits for a quiet moment.
final class CourseFlow {
  private final Draft d;
  private Stage stage;
  private Intent intent;

  CourseFlow(Draft draft, Course course) {
    this.d = draft;
    this.stage = course.stage();
    this.intent = course.intent();
  }

  Course course() {
    return new Course(stage, intent);
  }

  Stage stage() {
    return stage;
  }

  boolean isGreeting() {
    return stage.isGreeting();
  }

  boolean talks() {
    return stage instanceof Stage.Talking;
  }

  boolean isLeaving() {
    return stage instanceof Stage.Leaving;
  }

  /// Whether the next step is being written.
  boolean isSaving() {
    return stage instanceof Stage.Leaving leaving && leaving.saving();
  }

  /// Whether Ava leaves whatever the caller does.
  boolean leavesForGood() {
    return stage instanceof Stage.Leaving leaving && !leaving.cancellable();
  }

  /// Whether Ava says no more, because the voicemail does.
  boolean leavesForVoicemail() {
    return stage instanceof Stage.Leaving leaving && leaving.next() instanceof NextStep.Voicemail;
  }

  // from the greeting to the talk

  void greets(Stage.SpokenGreeting greeting) {
    stage = greeting;
  }

  void greeted() {
    stage = new Stage.Talking();
  }

  /// He has the word, unless he does not know yet to whom he speaks, or Ava leaves for good.
  void callerSpeaks() {
    switch (stage) {
      case Stage.PlayedGreeting _, Stage.SpokenGreeting _ -> {}
      case Stage.Talking() -> d.answers.overtaken();
      case Stage.Leaving leaving -> {
        if (leaving.cancellable() && !leaving.saving()) {
          stage = new Stage.Talking();
          d.emit(
              intent.drain()
                  ? new Effect.SetTimer(Timer.LEAVE_NOW, d.patience.of(Wait.DRAIN))
                  : new Effect.CancelTimer(Timer.LEAVE_NOW));
          d.answers.overtaken();
        }
      }
    }
  }

  /// The words that are due at this point of the call, as far as they are known.
  Optional<String> wordsDue() {
    return switch (stage) {
      case Stage.PlayedGreeting _, Stage.Talking _ -> Optional.empty();
      case Stage.SpokenGreeting _ -> Optional.of(d.rules.greeting().text());
      case Stage.Leaving(NextStep.Transfer _, _, _, _) ->
          Optional.of(d.rules.wording().of(FixedWords.TRANSFERRING));
      case Stage.Leaving _ -> Optional.of(d.rules.wording().of(FixedWords.GOODBYE));
    };
  }

  // what waits for a quiet moment

  /// The process ends: the call goes on in another.
  void drain() {
    intent = new Intent(true, intent.renewSession(), intent.warnOfLength());
    if (!isLeaving()) {
      d.emit(new Effect.SetTimer(Timer.LEAVE_NOW, d.patience.of(Wait.DRAIN)));
    }
  }

  void renewSession() {
    intent = new Intent(intent.drain(), true, intent.warnOfLength());
  }

  void warnOfLength() {
    intent = new Intent(intent.drain(), intent.renewSession(), true);
  }

  /// Does what waits for a quiet moment, once it is one.
  void moveOn() {
    if (stage instanceof Stage.Leaving leaving) {
      var spoken = d.voice.isSilent() && (leavesForVoicemail() || d.answers.nothingComes());
      if (!leaving.saving() && spoken) {
        save(leaving);
      }
      return;
    }
    if (!talks() || !d.live().quiet()) {
      return;
    }
    if (intent.drain()) {
      resumeElsewhere();
      moveOn();
    } else if (intent.renewSession() && d.session.isReady()) {
      intent = new Intent(false, false, intent.warnOfLength());
      d.session.open();
    } else if (intent.warnOfLength() && d.session.isReady()) {
      intent = new Intent(false, intent.renewSession(), false);
      d.answers.ask(FixedWords.ONE_MINUTE_LEFT);
    }
  }

  // leaving

  /// Begins to leave. What Ava says is heard to its end first.
  private void leave(NextStep next, Optional<EndReason> reason, boolean cancellable) {
    if (!leavesForGood()) {
      stage = new Stage.Leaving(next, reason, cancellable, false);
      d.emit(new Effect.SetTimer(Timer.LEAVE_NOW, d.patience.of(Wait.GOODBYE)));
    }
  }

  /// Ends the call as the model has chosen.
  void part(Answers.Parting parting) {
    leave(parting.next(), Optional.of(parting.reason()), true);
  }

  /// The call goes on in another stream.
  void resumeElsewhere() {
    leave(new NextStep.Resume(), Optional.empty(), false);
  }

  /// Sends the caller to the voicemail: the model answers no more, though it may still write down
  /// what he said.
  void voicemail() {
    leave(new NextStep.Voicemail(), Optional.of(EndReason.VOICEMAIL), false);
    d.session.onlyHears();
    d.answers.abandon();
    d.caller.abandon();
    d.tools.forget();
    d.answers.sayNoMore();
  }

  void hangUpOnSilence() {
    goodbye(FixedWords.SILENT_GOODBYE, EndReason.SILENCE, true);
  }

  void timeIsUp() {
    goodbye(FixedWords.TIME_IS_UP, EndReason.TIME_LIMIT, false);
  }

  private void goodbye(FixedWords words, EndReason reason, boolean cancellable) {
    if (!isLeaving()) {
      leave(new NextStep.HangUp(), Optional.of(reason), cancellable);
      d.answers.ask(words);
    }
  }

  /// Leaving takes too long: what is not heard by now is not heard.
  void leaveNow() {
    if (!isLeaving() && intent.drain()) {
      resumeElsewhere();
    }
    if (stage instanceof Stage.Leaving leaving && !leaving.saving()) {
      d.answers.abandon();
      save(leaving);
    }
  }

  /// Ends the call at once.
  void end(EndReason reason) {
    if (!isSaving()) {
      save(new Stage.Leaving(new NextStep.HangUp(), Optional.of(reason), false, false));
    }
  }

  void peerStalled(Peer peer) {
    switch (peer) {
      case CALLER -> end(EndReason.PEER_STALLED);
      case MODEL -> voicemail();
    }
  }

  private void save(Stage.Leaving leaving) {
    stage = new Stage.Leaving(leaving.next(), leaving.reason(), false, true);
    d.emit(new Effect.CancelTimer(Timer.LEAVE_NOW));
    d.emit(new Effect.SetTimer(Timer.SAVE_LATE, d.patience.of(Wait.SAVED)));
    d.emit(new Effect.SaveNext(leaving.next()));
  }

  void nextSaved(NextStep next) {
    if (stage instanceof Stage.Leaving leaving && leaving.saving() && leaving.next().equals(next)) {
      d.emit(new Effect.LetGo());
      d.close(leaving.reason(), delayAfter(leaving.next()));
    }
  }

  /// The call goes on without: nothing written means that it is taken up again.
  void saveLate() {
    if (stage instanceof Stage.Leaving leaving) {
      nextSaved(leaving.next());
    }
  }

  private Duration delayAfter(NextStep next) {
    return switch (next) {
      case NextStep.HangUp _, NextStep.Resume _, NextStep.Transferred _ -> Duration.ZERO;
      case NextStep.Voicemail() -> d.patience.of(Wait.RECORDING);
      case NextStep.Transfer _ -> d.patience.of(Wait.TRANSFER);
    };
  }

  /// The caller hung up, or his line broke and he may come back in a new stream.
  void callerLeft(boolean announced) {
    if (stage instanceof Stage.Leaving leaving && leaving.saving()) {
      d.close(leaving.reason(), delayAfter(leaving.next()));
    } else if (announced) {
      d.emit(new Effect.SaveNext(new NextStep.HangUp()));
      d.close(Optional.of(EndReason.CALLER_HUNG_UP), Duration.ZERO);
    } else {
      d.close(Optional.of(EndReason.CALLER_LOST), d.patience.of(Wait.COMES_BACK));
    }
  }
}
