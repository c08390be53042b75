package ava.simulator.voice;

/// What ElevenLabs may do wrong. A handshake takes those that are of it, a text the others.
public enum ElevenLabsFault {
  /// The key is refused at the handshake.
  DENIES,
  /// Too many at once, said at the handshake.
  THROTTLES,
  /// The handshake is not answered.
  IGNORES,
  /// All characters of the month are used up.
  QUOTA_GONE,
  /// The voice is none of the model's: the socket closes as if a message were too big.
  VOICE_UNFIT,
  /// An error of its own in the middle of a text.
  BREAKS,
  /// The connection is cut in the middle of a text.
  CUTS,
  /// Nothing comes, and no error says why.
  STAYS_SILENT,
  /// The first sound comes two seconds late.
  IS_LATE,
  /// Three seconds of nothing in the middle of a text.
  PAUSES,
  /// No sound at all, but messages that say so.
  NO_SOUND,
  /// Sound without its letters.
  NO_LETTERS,
  /// Names in their other spelling, and messages that nobody knows.
  SPELLS_OTHERWISE,
  /// Sound of another context comes in between.
  MIXES,
  /// The end of a context is never told.
  NEVER_FINAL;

  /// Whether it is one of a handshake.
  public boolean ofHandshake() {
    return switch (this) {
      case DENIES, THROTTLES, IGNORES -> true;
      default -> false;
    };
  }
}
