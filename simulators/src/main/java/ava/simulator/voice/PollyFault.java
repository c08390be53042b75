package ava.simulator.voice;

/// What a reader may do wrong.
public enum PollyFault {
  /// Nobody takes the connection.
  IS_AWAY,
  /// Refuses this voice or this key, for good.
  DENIES,
  /// Has no µ-law, as long as it lasts.
  KNOWS_NO_MU_LAW,
  /// A region without streams: texts by themselves are spoken.
  HAS_NO_STREAMS,
  /// Too many requests.
  THROTTLES,
  /// An error of its own.
  FAILS,
  /// No answer at all.
  IGNORES,
  /// An answer begins, and no sound comes.
  STAYS_SILENT,
  /// The first sound comes two seconds late.
  IS_LATE,
  /// Three seconds of nothing in the middle.
  PAUSES,
  /// The stream is reset in the middle: to a client this may look like an end.
  RESETS,
  /// The connection breaks in the middle.
  CUTS
}
