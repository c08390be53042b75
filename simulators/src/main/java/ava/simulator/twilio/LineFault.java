package ava.simulator.twilio;

import java.time.Duration;

/// A failure of the line or of Twilio, made on purpose. Times count from the start of the stream
/// unless said otherwise. What concerns a stream happens in each stream of the call, unless it is
/// [OnlyIn] one of them.
public sealed interface LineFault {
  /// A failure that concerns one stream of the call.
  ///
  /// @param stream which one, from 1
  record OnlyIn(int stream, LineFault fault) implements LineFault {}

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

  /// For so long nothing goes through in either direction; then all of it comes at once.
  record StallStream(Duration at, Duration length) implements LineFault {}

  /// The connection is cut somewhere in the network: nothing goes through any more, and neither
  /// side is told. The call goes on when Twilio notices it.
  record HalfOpen(Duration at, Duration noticedAfter) implements LineFault {}

  /// The connection is reset; the call goes on.
  record ResetStream(Duration at) implements LineFault {}

  /// A caller who hangs up ends the stream without a `stop`.
  record CloseWithoutStop() implements LineFault {}

  /// Another stream is opened for the same call, as it stands in the same document, in which nobody
  /// says anything.
  record SecondStream(Duration at) implements LineFault {}

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

  /// One status callback goes by itself, whatever becomes of the others.
  ///
  /// @param number which one, from 1, in the order of what happened
  /// @param times how often it comes, 0 for never
  /// @param sameToken whether all of them have the same idempotency token
  record OddCallback(int number, Duration late, int times, boolean sameToken)
      implements LineFault {}

  /// The answer to a document's request comes so much later; above 15 s in all, Twilio has given
  /// up.
  ///
  /// @param number which request, from 1
  record LateDocument(int number, Duration by) implements LineFault {}

  /// The ring is told again so much later; the second answer is thrown away.
  record DoubledRing(Duration after) implements LineFault {}

  /// `<Record>` makes no recording: 16101 too short, 16102 silent.
  record AbsentRecording(int errorCode) implements LineFault {}
}
