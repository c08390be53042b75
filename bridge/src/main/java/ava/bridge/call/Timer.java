package ava.bridge.call;

/// The timers of a call. Setting one that runs starts it anew.
public enum Timer {
  /// The model must be ready now.
  MODEL_NEEDED,
  /// A moment's pause before the model is opened again.
  REOPEN_MODEL,
  /// A moment's pause before a failed answer is asked for again.
  ASK_AGAIN,
  /// An answer is due and was not begun.
  ANSWER_LATE,
  /// An answer is due and was not heard.
  ANSWER_DUE,
  /// The other voice owes sound.
  SPEECH_LATE,
  /// The caller waits and has heard nothing for a while.
  SOUND_DUE,
  /// Tools have not answered.
  TOOLS_LATE,
  /// Speech without an end is noise.
  NOISE,
  /// The caller has not heard what was sent.
  ECHO_LATE,
  /// Nobody has spoken.
  SILENCE,
  /// The allowed time is nearly over.
  LENGTH_WARNING,
  LENGTH_LIMIT,
  /// Leaving takes too long.
  LEAVE_NOW,
  /// The next step was not saved.
  SAVE_LATE,
  /// No frame came from Twilio.
  FRAME_MISSING,
  CALLER_LOST,
  /// The session is near its end.
  SESSION_OLD,
  /// The caller has stopped pressing keys.
  KEYS_DONE,
  /// The model has said by now whether the caller spoke when he hung up.
  LAST_WORDS,
  /// The oldest open transcript is late.
  TRANSCRIPT_LATE
}
