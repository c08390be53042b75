package ava.bridge.call;

import ava.bridge.call.State.Caller;
import ava.bridge.call.State.Live;
import ava.shared.call.EndReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What the caller does: his audio, his speech as the model hears it, his keys, his silence.
final class CallerFlow {
  private static final int FRAME_TOLERANCE_MS = 20;
  private static final int MOST_KEYS = 32;

  /// Silence in which the model takes a turn to be over, with a good margin.
  static final Effect.AppendSilence TURN_ENDS = new Effect.AppendSilence(1_000);

  private final Draft d;
  private Hearing hearing;
  private int silences;
  private long nextTimestampMs;

  CallerFlow(Draft draft, Caller caller) {
    this.d = draft;
    this.hearing = caller.hearing();
    this.silences = caller.silences();
    this.nextTimestampMs = caller.nextTimestampMs();
  }

  Caller caller() {
    return new Caller(
        d.before.caller().joined(), hearing, silences, lastFrameAt(), nextTimestampMs);
  }

  Hearing hearing() {
    return hearing;
  }

  boolean speaks() {
    return hearing.speaking().isPresent();
  }

  // his audio

  /// A frame of audio: fifty of them come each second, so nothing but its time is looked at.
  static CallFlow.Step frame(Live live, Event.CallerAudio frame, Instant now, Patience patience) {
    var timestamp = frame.timestampMs();
    var due = live.caller().nextTimestampMs();
    var gap = timestamp - due;
    var end = timestamp + Playback.bytes(frame.audio()) / Playback.BYTES_PER_MS;
    var after = live.heardUntil(Math.max(due, end), now);
    var append = new Effect.Append(frame.audio());
    if (due < 0 || gap <= FRAME_TOLERANCE_MS) {
      return new CallFlow.Step(after, List.of(append));
    }
    var silence = (int) Math.min(gap, patience.of(Wait.CALLER_LOST).toMillis());
    return new CallFlow.Step(after, List.of(new Effect.AppendSilence(silence), append));
  }

  private Instant lastFrameAt() {
    return d.before.caller().lastFrameAt();
  }

  boolean sentAudio() {
    return nextTimestampMs >= 0;
  }

  private Duration quietFor() {
    return Duration.between(lastFrameAt(), d.now);
  }

  /// Whether frames do not come that should.
  boolean isLineSilent() {
    return sentAudio() && quietFor().compareTo(d.patience.of(Wait.NEXT_FRAME)) >= 0;
  }

  /// Frames that do not come while he speaks: silence lets his turn end.
  void frameMissing() {
    if (!d.before.needsFrames()) {
      return;
    }
    if (speaks() && quietFor().compareTo(d.patience.of(Wait.NEXT_FRAME)) >= 0) {
      d.emit(TURN_ENDS);
      nextTimestampMs += nextTimestampMs < 0 ? 0 : TURN_ENDS.ms();
    }
    d.emit(new Effect.SetTimer(Timer.FRAME_MISSING, d.patience.of(Wait.NEXT_FRAME)));
  }

  /// No frames at all.
  void mayBeLost() {
    if (quietFor().compareTo(d.patience.of(Wait.CALLER_LOST)) < 0) {
      d.emit(
          new Effect.SetTimer(
              Timer.CALLER_LOST, d.patience.of(Wait.CALLER_LOST).minus(quietFor())));
    } else {
      d.course.end(EndReason.CALLER_LOST);
    }
  }

  // his speech

  /// @param ago how much audio the session was given since he began
  void speechStarted(String item, Duration ago) {
    hearing.speaking().ifPresent(d.turns::callerEnds);
    d.turns.callerBegins(item, d.session.speaks(ago));
    hearing = hearing.begun(item);
    silences = 0;
    d.course.callerSpeaks();
  }

  /// He has waited since he ended, and not since a session says so that hears him again or stalls.
  ///
  /// @param ago how much audio the session was given since he ended
  void speechStopped(String item, Duration ago) {
    d.turns.callerEnds(item);
    d.session.told(ago);
    hearing = hearing.stopped(d.now, d.course.talks());
    var ended = d.now.minus(ago);
    d.voice.waitsSince(hearing.stoppedAt().filter(ended::isAfter).orElse(ended));
    d.emit(new Effect.GetReady());
  }

  /// Speech that does not end is noise: he is told, and the call goes on.
  void noise() {
    if (!d.before.listens()) {
      return;
    }
    hearing
        .speaking()
        .ifPresent(item -> {
          hearing = hearing.noisy(item, d.turns.beginningOf(item));
          d.turns.wasNoise(item);
        });
    d.answers.ask(FixedWords.BAD_LINE);
  }

  /// The model makes an item of what was taken for noise: he has spoken in it, at any time.
  void placed(String item) {
    hearing.noise().filter(noise -> noise.item().equals(item)).ifPresent(d.turns::mayHaveSpokenIn);
  }

  /// Nobody has spoken for a while.
  void silent() {
    if (!d.before.silent()) {
      return;
    }
    silences++;
    if (silences == 1) {
      d.answers.ask(FixedWords.STILL_THERE);
    } else {
      d.course.hangUpOnSilence();
    }
  }

  // his keys

  void keyPressed(char key) {
    if (key == '#') {
      keysDone();
      return;
    }
    var keys = d.turns.keyed(key);
    silences = 0;
    if (keys.length() < MOST_KEYS) {
      d.emit(new Effect.SetTimer(Timer.KEYS_DONE, d.patience.of(Wait.NEXT_KEY)));
    } else {
      keysDone();
    }
  }

  /// The keys that were pressed are his turn. Over the greeting it is answered behind it, while he
  /// speaks with what he says.
  void keysDone() {
    d.emit(new Effect.CancelTimer(Timer.KEYS_DONE));
    var keys = d.turns.keysDone();
    if (keys.isEmpty()) {
      return;
    }
    if (d.session.isReady()) {
      d.emit(new Effect.Inform(d.rules.wording().keyed(keys.get())));
    }
    if (d.course.isGreeting()) {
      hearing = hearing.owing();
    } else if (!speaks()) {
      d.answers.askAny();
    }
  }

  // what he waits for

  /// The model has begun an answer.
  void isAnswered() {
    hearing = hearing.answering();
  }

  void hearsAva() {
    hearing.stoppedAt().ifPresent(at -> d.measureSince(Metric.TURN_LATENCY, at));
    hearing = hearing.hearing();
  }

  /// Asks for the answer to what he said while the model did not take turns.
  void answerWhatIsOwed() {
    if (hearing.owed()
        && d.course.talks()
        && d.session.isReady()
        && d.voice.isSilent()
        && !speaks()) {
      isAnswered();
      d.answers.askAny();
    }
  }

  /// @param again the next session hears again what he said
  /// @param ended how many turns of it had ended
  /// @param owed it does not, and he waits for an answer
  void sessionLost(boolean again, int ended, boolean owed) {
    if (hearing.noiseThatGoesOn().isPresent()) {
      d.turns.missed();
    }
    hearing =
        again
            ? hearing.heardAgain(ended)
            : owed && d.course.isGreeting() ? Hearing.OWED : Hearing.NOTHING;
  }

  /// Nobody answers him any more.
  void abandon() {
    hearing = hearing.abandoned();
  }
}
