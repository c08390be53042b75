package ava.shared.call;

/// Why a call ended: the log field, the metric's dimension and the word in the table.
public enum EndReason {
  /// Ava said goodbye and hung up.
  GOODBYE,
  CALLER_HUNG_UP,
  /// Nobody spoke, twice.
  SILENCE,
  TIME_LIMIT,
  TRANSFER,
  /// The model could not serve the caller, who was offered to leave a message.
  VOICEMAIL,
  /// No audio came from Twilio any more.
  CALLER_LOST,
  /// A peer took its bytes too slowly.
  PEER_STALLED,
  /// The call never got through.
  NO_ANSWER,
  FAILED
}
