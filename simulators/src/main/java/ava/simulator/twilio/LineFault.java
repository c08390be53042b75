package ava.simulator.twilio;

import java.time.Duration;

/// A failure of the line or of Twilio, made on purpose. Times count from the start of the stream
/// unless said otherwise.
public sealed interface LineFault {
  /// Every mark is echoed so much later than it was played.
  record DelayMarks(Duration by) implements LineFault {}

  /// Every mark is echoed twice.
  record DuplicateMarks() implements LineFault {}

  /// No frame is sent for a while, beginning when the caller has spoken for so long.
  record DropFrames(Duration intoSpeech, Duration length) implements LineFault {}

  /// Frames get lost at random, seen as jumps of the timestamp.
  ///
  /// @param share 0 to 1
  record LoseFrames(double share, long seed) implements LineFault {}

  /// Twilio stops to read the socket at this time, for so long.
  record StallReading(Duration at, Duration length) implements LineFault {}

  /// The caller hangs up at this time after the call was placed.
  record HangUp(Duration at) implements LineFault {}

  /// The connection breaks at this time: no `stop`, no close frame; the call ends.
  record BreakLine(Duration at) implements LineFault {}

  /// `start` is never sent, nor anything behind it.
  record NoStart() implements LineFault {}

  /// The stream's token is changed.
  record BadToken() implements LineFault {}

  /// The handshake's signature is changed.
  record BadStreamSignature() implements LineFault {}

  /// The signatures of all webhooks are changed.
  record BadWebhookSignature() implements LineFault {}

  /// A binary frame is sent.
  record BinaryFrame(Duration at) implements LineFault {}

  /// A text frame is sent that is no message of the protocol.
  record GarbageFrame(Duration at, String text) implements LineFault {}

  /// Events of a kind that Twilio may invent tomorrow.
  ///
  /// @param every how much time is between two of them
  record UnknownEvents(Duration at, Duration every) implements LineFault {}

  /// The line hums, loud enough to be taken for speech.
  record SteadyNoise(Duration at, Duration length) implements LineFault {}

  /// A text frame of so many bytes is sent.
  record HugeFrame(Duration at, int bytes) implements LineFault {}

  /// Every status callback comes so much later.
  record LateCallbacks(Duration by) implements LineFault {}

  /// Every status callback comes twice.
  record DoubledCallbacks() implements LineFault {}

  /// The status callbacks come when all is over, the last one first.
  record ReorderedCallbacks() implements LineFault {}

  /// No status callback comes.
  record LostCallbacks() implements LineFault {}

  /// `<Record>` makes no recording: 16101 too short, 16102 silent.
  record AbsentRecording(int errorCode) implements LineFault {}
}
