package ava.trial.world;

/// What happens seldom, and must have been met by whoever says that all is well.
enum Rarity {
  TOOL_UNANSWERED("resume before a tool has answered"),
  TURN_MOVED("turn moved"),
  JOURNAL_GAVE_UP("not written"),
  CLAIM_LOST("token was used elsewhere: this stream writes nothing"),
  NO_MEMORY("call goes on without its memory"),
  SWEPT("swept call"),
  MAILED_AGAIN("second mail"),
  KEPT_FOR_THE_END("message kept for the end of the call"),
  NO_MODEL("voicemail"),
  STOOD_IN("the model stood in for the voice");

  private final String sign;

  Rarity(String sign) {
    this.sign = sign;
  }

  /// By what it is known among what was met: a line of the log, or a note of the world's own.
  String sign() {
    return sign;
  }
}
