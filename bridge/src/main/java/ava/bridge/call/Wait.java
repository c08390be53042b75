package ava.bridge.call;

import java.time.Duration;

/// What Ava waits for, how long as a rule, and why. Every wait of a call stands here, so that each
/// has an end.
public enum Wait {
  // for the model

  /// The first session, when the greeting is not recorded: longer is a dead line.
  MODEL_AT_FIRST(Duration.ofMillis(2_500)),

  /// The session, once a recorded greeting was heard: the caller has begun to wait.
  MODEL_AFTER_GREETING(Duration.ofSeconds(1)),

  /// A session that replaces another, with two tries in it.
  MODEL_BACK(Duration.ofSeconds(4)),

  /// A network that stumbled is there again a moment later.
  FIRST_REOPENING(Duration.ofMillis(250)),

  SECOND_REOPENING(Duration.ofMillis(750)),

  /// A session is replaced so long before its end that a quiet moment is found.
  SESSION_MARGIN(Duration.ofMinutes(5)),

  /// A failed answer: rate limits pass within a second.
  ASK_AGAIN(Duration.ofMillis(700)),

  /// An answer that is due and was not begun is asked for: the model begins one within 0.3 s.
  ANSWER_BEGINS(Duration.ofMillis(1_400)),

  /// An answer that is due and not heard: the session is given up before the caller is.
  ANSWER_HEARD(Duration.ofMillis(2_900)),

  /// The same in a session that was opened because another was silent: a model that is only slow is
  /// still better than the voicemail.
  ANSWER_HEARD_AT_LAST(Duration.ofMillis(4_400)),

  /// A tool's answer. Tools have a deadline of three seconds of their own.
  TOOLS(Duration.ofSeconds(5)),

  /// The words of the oldest turn: they are needed for nothing but the transcript.
  TRANSCRIPT(Duration.ofSeconds(8)),

  // for another voice

  /// Sound of a line: the model's own voice needs 0.8 s to stand in, and a gap must stay below 1.5.
  VOICE(Duration.ofMillis(600)),

  /// So much is asked for ahead of the caller's ear; what is not asked for need not be paid.
  READ_AHEAD(Duration.ofSeconds(3)),

  // for the caller

  /// Nothing is heard while he waits: then he hears that the line lives, again and again. Behind
  /// his speech the model says 600 ms late that it ended, so he has waited for 2.6 s.
  SOUND(Duration.ofSeconds(2)),

  /// The same when his line broke: it took up to 2.5 s to come back.
  SOUND_BEHIND_A_RESUME(Duration.ofMillis(1_400)),

  /// Nobody speaks: time to find a paper, and no longer.
  SILENCE(Duration.ofSeconds(12)),

  /// Speech without the least pause: nobody holds his breath so long, so it is the line.
  NOISE(Duration.ofSeconds(25)),

  /// Between two keys of one number.
  NEXT_KEY(Duration.ofSeconds(3)),

  /// Frames of audio while he speaks, or his words wait; they come every 20 ms.
  NEXT_FRAME(Duration.ofMillis(750)),

  /// Frames at all, and the longest gap that is filled with silence: the line is dead.
  CALLER_LOST(Duration.ofSeconds(10)),

  /// The echo of a mark behind audio, beyond the audio itself: else nothing is played.
  ECHO(Duration.ofSeconds(5)),

  /// The warning before the allowed time is over: enough for one more wish.
  WARNING_AHEAD(Duration.ofSeconds(60)),

  // for the end

  /// A goodbye, its making included.
  GOODBYE(Duration.ofSeconds(15)),

  /// A quiet moment in a process that ends: it is given two minutes in all, the last words
  /// included.
  DRAIN(Duration.ofSeconds(60), Duration.ofSeconds(90)),

  /// The next step to stand in the table. The journal answers within two seconds.
  SAVED(Duration.ofMillis(2_500)),

  /// Behind the last frame, for the model to say that the caller spoke.
  LISTEN(Duration.ofSeconds(1)),

  /// After the hang-up, for the last words.
  LAST_TRANSCRIPTS(Duration.ofSeconds(5)),

  /// A caller whose line broke has so long to come back before the summary is made.
  COMES_BACK(Duration.ofSeconds(15)),

  /// The summary waits for a recording, then does without. A queue delays by fifteen minutes at
  /// most.
  RECORDING(Duration.ofMinutes(3), Duration.ofMinutes(15)),

  /// The longest delay of a queue; a transfer that lasts longer ends by Twilio's callbacks.
  TRANSFER(Duration.ofMinutes(15), Duration.ofMinutes(15));

  private final Duration usual;
  private final Duration most;

  Wait(Duration usual) {
    this(usual, Duration.ofSeconds(Long.MAX_VALUE));
  }

  Wait(Duration usual, Duration most) {
    this.usual = usual;
    this.most = most;
  }

  Duration usual() {
    return usual;
  }

  /// What it must never be above, however patient Ava is.
  Duration most() {
    return most;
  }
}
