package ava.simulator.model;

import java.time.Duration;

/// A failure made on purpose, see [ModelFaults].
public sealed interface ModelFault {
  /// The handshake gets this HTTP status: 401, 403, 429, 500 …
  record RefuseUpgrade(int status) implements ModelFault {}

  /// The session begins with an `error` event, such as `insufficient_quota` or `session_expired`,
  /// and closes.
  record ErrorAtStart(String code) implements ModelFault {}

  /// A `session.update` gets no answer.
  record NeverUpdateSession() implements ModelFault {}

  /// A response ends `failed` with this code, such as `server_error` or `rate_limit_exceeded`.
  record FailResponse(String code) implements ModelFault {}

  /// An answer stops after so much of its audio, without an end.
  record Stall(Duration after) implements ModelFault {}

  /// The TCP connection breaks after so much of an answer's audio.
  record DropSocket(Duration after) implements ModelFault {}

  /// The socket is closed with this code after so much of an answer's audio.
  record CloseSocket(Duration after, int code) implements ModelFault {}

  /// After so much of an answer's audio nothing comes any more, no sign of life either.
  record Freeze(Duration after) implements ModelFault {}

  /// A response takes so long to begin.
  record SlowThought(Duration by) implements ModelFault {}

  /// A client event of this type is refused with this code, such as `server_error`.
  record RefuseEvent(String type, String code) implements ModelFault {}

  /// A caller's turn is transcribed so much later.
  record LateTranscript(Duration by) implements ModelFault {}

  /// A response calls each of its functions twice.
  record ToolTwice() implements ModelFault {}

  /// Every event comes so much later.
  record DelayEvents(Duration by) implements ModelFault {}

  /// A caller's turn is transcribed in another way than soon.
  record Transcribe(How how) implements ModelFault {
    /// What happens to the transcript.
    public enum How {
      /// Before the response starts.
      FIRST,
      /// Only after the next turn's transcript, so in the wrong order.
      AFTER_NEXT_TURN,
      NEVER,
      FAILED,
      EMPTY
    }
  }

  /// So many audio deltas of a cancelled answer still come.
  record LateDeltas(int count) implements ModelFault {}

  /// A response completes without having said anything.
  record NoAudio() implements ModelFault {}

  /// A response ends `incomplete` half-way: `content_filter` or `max_output_tokens`.
  record Incomplete(String reason) implements ModelFault {}

  /// A `response.create`, of the client's or the server's own, is refused with this code, such as
  /// `rate_limit_exceeded`.
  record RefuseResponse(String code) implements ModelFault {}

  /// A response is asked for and never begins.
  record ForgetResponse() implements ModelFault {}

  /// The transcript of a caller's turn ends with words that nobody said, as subtitles do.
  record Credit(String text) implements ModelFault {}

  /// Once speech has started it goes on for so long, whatever is heard.
  record HoldSpeech(Duration length) implements ModelFault {}

  /// An event shows null where it may show nothing.
  ///
  /// @param event its type
  /// @param pointer to the property (RFC 6901), such as `/response/usage`
  record NullProperty(String event, String pointer) implements ModelFault {}

  /// A response calls its functions before it says its sentence.
  record ToolFirst() implements ModelFault {}

  /// A sentence comes in two parts of one item.
  record TwoParts() implements ModelFault {}

  /// A function call's item shows no status.
  record NoToolStatus() implements ModelFault {}

  /// The session shows its voice as an object with an id.
  record VoiceObject() implements ModelFault {}

  /// The session ends by itself after so long, instead of 60 minutes.
  record ShortSession(Duration lifetime) implements ModelFault {}
}
