package ava.simulator.twilio;

/// What went over the media streams of a call.
///
/// @param framesSent `media` messages sent
/// @param framesLost frames not sent, on purpose
/// @param audioReceivedMs of Ava's voice
/// @param audioPlayedMs of it heard by the caller
/// @param marksReceived marks of the bridge
/// @param marksEchoed echoes sent
/// @param clears `clear` messages
/// @param latestTickMicros how late the latest 20 ms tick was
public record StreamCounts(
    long framesSent,
    long framesLost,
    long audioReceivedMs,
    long audioPlayedMs,
    long marksReceived,
    long marksEchoed,
    long clears,
    long latestTickMicros) {
  static final StreamCounts ZERO = new StreamCounts(0, 0, 0, 0, 0, 0, 0, 0);

  StreamCounts plus(StreamCounts other) {
    return new StreamCounts(
        framesSent + other.framesSent,
        framesLost + other.framesLost,
        audioReceivedMs + other.audioReceivedMs,
        audioPlayedMs + other.audioPlayedMs,
        marksReceived + other.marksReceived,
        marksEchoed + other.marksEchoed,
        clears + other.clears,
        Math.max(latestTickMicros, other.latestTickMicros));
  }
}
