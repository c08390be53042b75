package ava.bridge.call;

import ava.shared.call.NextStep;
import ava.shared.call.Speaker;
import ava.shared.call.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What happens to a call. Audio is base64 of G.711 mu-law at 8 kHz, as it came: 8 bytes are 1 ms.
public sealed interface Event {

  // the caller's line

  /// The stream began and its token was good.
  record CallerJoined(Opening opening) implements Event {}

  /// @param timestampMs the presentation time from the beginning of the stream
  record CallerAudio(String audio, long timestampMs) implements Event {}

  /// Playback reached a mark, or a `clear` swept it out.
  record MarkPlayed(String name) implements Event {}

  /// @param key one of `0-9 * # A-D`
  record KeyPressed(char key) implements Event {}

  /// The caller's stream is over.
  ///
  /// @param announced Twilio said `stop`; otherwise the socket broke and the call may come back
  record CallerLeft(boolean announced) implements Event {}

  /// A peer takes its bytes so slowly that the write queue is full.
  record PeerStalled(Peer peer) implements Event {
    /// Who is at the other end of a line.
    public enum Peer {
      CALLER,
      MODEL
    }
  }

  // the model's line

  /// The session has our settings and the conversation so far.
  record ModelReady(Instant expiresAt) implements Event {}

  /// The session could not be opened, or was closed by the other side.
  ///
  /// @param silent since the model's last sign of life: what the caller said meanwhile it may not
  ///   have heard
  record ModelLost(Cause cause, String detail, Duration silent) implements Event {
    public ModelLost(Cause cause, String detail) {
      this(cause, detail, Duration.ZERO);
    }

    /// Why, as far as it decides what to do.
    public enum Cause {
      /// Network, 5xx, a closed socket, a session at its end: worth another try.
      TRANSIENT,
      /// Bad key, no access, unknown model, no quota: another try is refused as well.
      REFUSED
    }
  }

  /// The caller speaks.
  ///
  /// @param ago how much audio the session was given since he began, the beginning included
  record SpeechStarted(String itemId, Duration ago) implements Event {
    public SpeechStarted(String itemId) {
      this(itemId, Duration.ZERO);
    }
  }

  /// He has ended.
  ///
  /// @param ago how much audio the session was given since then
  record SpeechStopped(String itemId, Duration ago) implements Event {
    public SpeechStopped(String itemId) {
      this(itemId, Duration.ZERO);
    }
  }

  /// A message of the conversation has its place, behind another or at the beginning.
  record ItemPlaced(String itemId, Optional<String> previousItemId, Speaker speaker)
      implements Event {}

  /// The first words of a transcript that is still being written.
  ///
  /// @param words all that is there so far
  record CallerWords(String itemId, String words) implements Event {}

  record CallerTranscript(String itemId, String text, Usage usage) implements Event {}

  record TranscriptFailed(String itemId) implements Event {}

  record ResponseStarted(String responseId) implements Event {}

  /// @param part an item of the model's may have several parts of audio, from 0
  record AnswerAudio(String responseId, String itemId, int part, String audio) implements Event {}

  record AnswerAudioDone(String responseId, String itemId, int part) implements Event {}

  record AnswerText(String responseId, String itemId, int part, String delta) implements Event {}

  record AnswerTextDone(String responseId, String itemId, int part, String text) implements Event {}

  /// Words of an answer that the model writes and does not speak.
  record AnswerWritten(String responseId, String itemId, String delta) implements Event {}

  record AnswerWrittenDone(String responseId, String itemId, String text) implements Event {}

  /// The model begins to stand in for another voice.
  record StandInStarted(String responseId) implements Event {}

  /// A complete tool call.
  ///
  /// @param arguments a JSON object as text, unchecked
  record ToolCalled(String responseId, String callId, String name, String arguments)
      implements Event {}

  record ResponseEnded(String responseId, Outcome outcome, Usage usage) implements Event {
    /// How a response ended.
    public enum Outcome {
      COMPLETED,
      /// By the caller's speech or by us.
      CANCELLED,
      /// Cut by a limit or a filter.
      INCOMPLETE,
      /// Worth one more try.
      FAILED,
      /// Another try fails as well: no quota.
      REFUSED
    }
  }

  /// The model refused a `response.create` because another response runs.
  record AnswerRefused() implements Event {}

  /// The model would not begin what we asked for, for a reason that passes.
  record AskFailed() implements Event {}

  // the other voice's line

  /// Sound of the line that was asked for.
  ///
  /// @param words which words of the line end here, where the voice tells: blank when none does
  record SpeechAudio(int line, Optional<String> words, String audio) implements Event {}

  /// All sound of a line has come.
  record SpeechDone(int line) implements Event {}

  /// No more sound of a line comes.
  ///
  /// @param refused every other line will be refused as well
  record SpeechFailed(int line, boolean refused, String detail) implements Event {}

  /// What a line costs. May come when the line is not wanted any more.
  record SpeechUsed(Usage usage) implements Event {}

  /// Whether the voice is out of order for a while.
  record VoiceAway(boolean away) implements Event {}

  // beside the call

  /// @param output a JSON object as text
  record ToolFinished(String callId, String output) implements Event {}

  record TimerFired(Timer timer) implements Event {}

  /// The next step stands in the table, or could not be written in time.
  record NextSaved(NextStep next) implements Event {}

  /// The process is about to end: hand the call over at a quiet moment.
  record Drain() implements Event {}
}
