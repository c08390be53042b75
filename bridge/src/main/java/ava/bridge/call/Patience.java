package ava.bridge.call;

import java.time.Duration;

/// How long Ava waits for what, and why. Every wait of a call stands here, so that each has an end.
final class Patience {

  // for the model

  /// The first session, when the greeting is not recorded: longer is a dead line.
  static final Duration MODEL_AT_FIRST = Duration.ofMillis(2_500);

  /// The session, once a recorded greeting was heard: the caller has begun to wait.
  static final Duration MODEL_AFTER_GREETING = Duration.ofSeconds(1);

  /// A session that replaces another, with two tries in it.
  static final Duration MODEL_BACK = Duration.ofSeconds(4);

  /// A network that stumbled is there again a moment later.
  static final Duration FIRST_REOPENING = Duration.ofMillis(250);

  static final Duration SECOND_REOPENING = Duration.ofMillis(750);

  /// A session is replaced so long before its end that a quiet moment is found.
  static final Duration SESSION_MARGIN = Duration.ofMinutes(5);

  /// A failed answer: rate limits pass within a second.
  static final Duration ASK_AGAIN = Duration.ofMillis(700);

  /// An answer that is due and was not begun is asked for: the model begins one within 0.3 s.
  static final Duration ANSWER_BEGINS = Duration.ofMillis(1_400);

  /// An answer that is due and not heard: the session is given up before the caller is.
  static final Duration ANSWER_HEARD = Duration.ofMillis(2_900);

  /// The same in a session that was opened because another was silent: a model that is only slow is
  /// still better than the voicemail.
  static final Duration ANSWER_HEARD_AT_LAST = Duration.ofMillis(4_400);

  /// A tool's answer. Tools have a deadline of three seconds of their own.
  static final Duration TOOLS = Duration.ofSeconds(5);

  /// The words of the oldest turn: they are needed for nothing but the transcript.
  static final Duration TRANSCRIPT = Duration.ofSeconds(8);

  // for the caller

  /// Nothing is heard while he waits: then he hears that the line lives, again and again. Behind
  /// his speech the model says 600 ms late that it ended, so he has waited for 2.6 s.
  static final Duration SOUND = Duration.ofSeconds(2);

  /// The same when his line broke: it took up to 2.5 s to come back.
  static final Duration SOUND_BEHIND_A_RESUME = Duration.ofMillis(1_400);

  /// Nobody speaks: time to find a paper, and no longer.
  static final Duration SILENCE = Duration.ofSeconds(12);

  /// Speech without the least pause: nobody holds his breath so long, so it is the line.
  static final Duration NOISE = Duration.ofSeconds(25);

  /// Between two keys of one number.
  static final Duration NEXT_KEY = Duration.ofSeconds(3);

  /// How long he may speak before the model says so.
  static final Duration UNDETECTED = Duration.ofMillis(700);

  /// Frames of audio while he speaks; they come every 20 ms.
  static final Duration NEXT_FRAME = Duration.ofMillis(750);

  /// Frames at all, and the longest gap that is filled with silence: the line is dead.
  static final Duration CALLER_LOST = Duration.ofSeconds(10);

  /// The echo of a mark behind audio, beyond the audio itself: else nothing is played.
  static final Duration ECHO = Duration.ofSeconds(5);

  /// The warning before the allowed time is over: enough for one more wish.
  static final Duration WARNING_AHEAD = Duration.ofSeconds(60);

  // for the end

  /// A goodbye, its making included.
  static final Duration GOODBYE = Duration.ofSeconds(15);

  /// A quiet moment in a process that ends: it is given two minutes in all.
  static final Duration DRAIN = Duration.ofSeconds(60);

  /// The next step to stand in the table. The journal answers within two seconds.
  static final Duration SAVED = Duration.ofMillis(2_500);

  /// Behind the last frame, for the model to say that the caller spoke.
  static final Duration LISTEN = Duration.ofSeconds(1);

  /// After the hang-up, for the last words.
  static final Duration LAST_TRANSCRIPTS = Duration.ofSeconds(5);

  /// A caller whose line broke has so long to come back before the summary is made.
  static final Duration COMES_BACK = Duration.ofSeconds(15);

  /// The summary waits for a recording, then does without.
  static final Duration RECORDING = Duration.ofMinutes(3);

  /// The longest delay of a queue; a transfer that lasts longer ends by Twilio's callbacks.
  static final Duration TRANSFER = Duration.ofMinutes(15);

  private Patience() {}
}
