package ava.bridge.call;

import ava.bridge.call.State.Intent;
import ava.bridge.call.State.Stage;
import ava.shared.EndReason;
import ava.shared.NextStep;
import java.time.Duration;
import java.util.Optional;

/// What time brings to a live call.
final class LiveClock {

  /// How often in a row Ava says nothing because she heard only noise.
  private static final int MOST_WAITS = 5;

  private LiveClock() {}

  static void fired(Draft d, Timer timer) {
    switch (timer) {
      case MODEL_NEEDED -> {
        if (!d.link.ready()) {
          d.voicemail();
        }
      }
      case REOPEN_MODEL -> {
        if (!d.link.ready()) {
          d.openModel();
        }
      }
      case ASK_AGAIN -> d.askWanted();
      case ANSWER_LATE -> SessionFlow.answerLate(d);
      case SOUND_DUE -> sound(d);
      case TOOLS_LATE -> ToolFlow.late(d);
      case NOISE -> CallerFlow.noise(d);
      case ECHO_LATE -> echoLate(d);
      case ANSWER_DUE -> SessionFlow.answerDue(d);
      case SILENCE -> silence(d);
      case LENGTH_WARNING -> d.intent = new Intent(d.intent.drain(), d.intent.renewSession(), true);
      case LENGTH_LIMIT -> goodbye(d, Phrase.TIME_IS_UP, EndReason.TIME_LIMIT);
      case LEAVE_NOW -> Departure.now(d);
      case SAVE_LATE -> Departure.saveLate(d);
      case FRAME_MISSING -> CallerFlow.frameMissing(d);
      case CALLER_LOST -> callerLost(d);
      case SESSION_OLD -> d.intent = new Intent(d.intent.drain(), true, d.intent.warnOfLength());
      case KEYS_DONE -> CallerFlow.keysDone(d);
      case LAST_WORDS -> {}
      case TRANSCRIPT_LATE -> d.conversation = d.conversation.giveUpOldest(d.now);
    }
  }

  /// Plays beside what is marked and heard: it is no part of what Ava says.
  private static void sound(Draft d) {
    if (!d.before.waitedFor()) {
      return;
    }
    var due = d.sound.until().plus(Patience.SOUND);
    if (due.isAfter(d.now)) {
      d.emit(new Effect.SetTimer(Timer.SOUND_DUE, Duration.between(d.now, due)));
      return;
    }
    d.emit(new Effect.Play(Chime.AUDIO));
    d.sound = d.sound.besides(Playback.length(Chime.AUDIO), d.now);
    d.emit(new Effect.SetTimer(Timer.SOUND_DUE, d.sound.untilSilentFor(Patience.SOUND, d.now)));
  }

  private static void silence(Draft d) {
    if (!d.before.silent()) {
      return;
    }
    d.silences++;
    if (d.silences == 1) {
      d.ask(Phrase.STILL_THERE);
    } else {
      goodbye(d, Phrase.SILENT_GOODBYE, EndReason.SILENCE);
    }
  }

  /// Noise without end is no better than silence.
  static void waitedAgain(Draft d) {
    var waited = d.answers.tries().waited();
    if (waited >= 2 * MOST_WAITS) {
      goodbye(d, Phrase.SILENT_GOODBYE, EndReason.SILENCE);
    } else if (waited == MOST_WAITS && d.stage instanceof Stage.Talking) {
      d.ask(Phrase.STILL_THERE);
    }
  }

  private static void goodbye(Draft d, Phrase words, EndReason reason) {
    if (d.stage instanceof Stage.Leaving) {
      return;
    }
    d.leave(new NextStep.HangUp(), Optional.of(reason), reason == EndReason.SILENCE);
    d.ask(words);
  }

  /// A line that plays nothing: the caller gets another.
  private static void echoLate(Draft d) {
    if (d.playback.isEmpty() || d.stage instanceof Stage.Leaving) {
      return;
    }
    var due = d.sound.movedAt().plus(d.playback.unheard()).plus(Patience.ECHO);
    if (due.isAfter(d.now)) {
      d.emit(new Effect.SetTimer(Timer.ECHO_LATE, Duration.between(d.now, due)));
    } else {
      d.leave(new NextStep.Resume(), Optional.empty(), false);
      Departure.now(d);
    }
  }

  private static void callerLost(Draft d) {
    var quietFor = Duration.between(d.lastFrameAt, d.now);
    if (quietFor.compareTo(Patience.CALLER_LOST) < 0) {
      d.emit(new Effect.SetTimer(Timer.CALLER_LOST, Patience.CALLER_LOST.minus(quietFor)));
      return;
    }
    Departure.end(d, EndReason.CALLER_LOST);
  }
}
