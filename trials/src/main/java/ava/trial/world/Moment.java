package ava.trial.world;

/// A point in a call at which something may go wrong.
enum Moment {
  /// None: the fault has a time of its own.
  NEVER,
  /// The telephone rings.
  RING,
  /// A stream began.
  JOINED,
  /// The caller begins a sentence.
  CALLER_SPEAKS,
  /// He has ended one: the model is about to notice.
  CALLER_STOPS,
  /// Ava begins to be heard.
  AVA_SPEAKS,
  /// The last of what she says was heard.
  AVA_STOPS,
  /// Her playback was swept out.
  CLEARED,
  /// The model calls a tool.
  TOOL,
  /// The next step is on its way to the table.
  NEXT_STEP,
  /// A turn is on its way to the table.
  TURN_WRITTEN,
  /// The stream is over.
  LEFT,
  /// The end of the call is on its way to the queue.
  ANNOUNCED,
  /// The summary takes the call.
  CLAIMED,
  /// The mail is on its way.
  MAILED
}
