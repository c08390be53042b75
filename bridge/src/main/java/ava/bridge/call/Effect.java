package ava.bridge.call;

import ava.shared.call.CallRecord.Disclosure;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.ToolUse;
import ava.shared.call.Turn;
import ava.shared.call.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What [CallFlow] wants done. Effects of a step are carried out in their order.
public sealed interface Effect {

  /// For the caller's line.
  sealed interface ToCaller extends Effect {}

  record Play(String audio) implements ToCaller {}

  record Mark(String name) implements ToCaller {}

  /// Empties what Twilio has queued.
  record Clear() implements ToCaller {}

  /// Closes the caller's stream; Twilio then asks what next.
  record LetGo() implements Effect {}

  /// For the model's line.
  sealed interface ToModel extends Effect {}

  record Append(String audio) implements ToModel {
    /// How many bytes it is: 8 are 1 ms.
    public long bytes() {
      return Playback.bytes(audio);
    }
  }

  /// Appends silence in place of frames that never came.
  record AppendSilence(int ms) implements ToModel {}

  /// Ends the turn that the caller is taken to speak, whatever the model hears.
  record EndTurn() implements ToModel {}

  /// Lets the model answer and stop by itself when the caller speaks. Off in a new session.
  record TakeTurns() implements ToModel {}

  /// Asks for an answer.
  ///
  /// @param instructions for this answer alone, in place of the session's
  record Ask(Optional<String> instructions) implements ToModel {}

  /// Asks for these words in the model's own voice, beside the conversation, which has them.
  ///
  /// @param instructions to say exactly these
  record StandIn(String instructions) implements ToModel {}

  /// Whether the model speaks for itself from now on, where another voice would read out what it
  /// writes.
  record SpeakYourself(boolean always) implements ToModel {}

  record Cancel(String responseId) implements ToModel {}

  /// @param part which part of the item's audio
  record Truncate(String itemId, int part, int audioEndMs) implements ToModel {}

  /// Puts the words that were heard of a written answer behind it: it cannot be truncated.
  record PutHeard(String behindItemId, String words) implements ToModel {}

  /// Takes an item out of the conversation.
  record Forget(String itemId) implements ToModel {}

  /// Puts what Ava said before the session was there at the beginning of its conversation.
  record RecallGreeting(String itemId, String text) implements ToModel {}

  /// Tells the model a fact, as a system message.
  record Inform(String text) implements ToModel {}

  record AnswerTool(String callId, String output) implements ToModel {}

  /// Answers a tool that is the call's own, or one that did not answer.
  record SettleTool(String callId, Settled how) implements ToModel {
    /// What became of it.
    public enum Settled {
      DONE,
      /// The caller speaks.
      OVERTAKEN,
      IMPOSSIBLE,
      LATE
    }
  }

  /// For the voice that reads out what the model writes.
  sealed interface ToSpeech extends Effect {}

  /// The caller has ended his turn: an answer is about to come, or nothing is.
  record GetReady() implements ToSpeech {}

  /// Asks for the sound of a line, behind all that came before.
  ///
  /// @param line its number, which no other line of the call has
  record ReadOut(int line, String text) implements ToSpeech {}

  /// The line that was asked for last is the last of its answer.
  record NoMoreLines() implements ToSpeech {}

  /// What was asked for and has not come is not wanted any more.
  record Hush() implements ToSpeech {}

  /// The voice has failed, and the model speaks in its place.
  ///
  /// @param refused it will fail again
  record VoiceFailed(boolean refused) implements ToSpeech {}

  /// Opens a new session that knows the conversation so far, in place of the one before. What is
  /// sent to it before [Event.ModelReady] is not heard.
  record OpenModel(List<Memory> conversation) implements Effect {}

  /// What comes of the caller's audio from now on no session hears, nor did it hear the last of it.
  /// Before the first session nothing was heard.
  ///
  /// @param last so much of the newest audio
  /// @param since and whatever has come since then
  record Unheard(Duration last, Instant since) implements Effect {}

  /// Lets the session hear what was unheard, before what comes next.
  record HearAgain() implements Effect {}

  record CloseModel() implements Effect {}

  record RunTool(String callId, String name, String arguments) implements Effect {}

  record SetTimer(Timer timer, Duration delay) implements Effect {}

  record CancelTimer(Timer timer) implements Effect {}

  // for the journal

  record SaveTurn(Turn turn) implements Effect {}

  record SaveNext(NextStep next) implements Effect {}

  record SaveDisclosure(Disclosure disclosure) implements Effect {}

  /// The voice that reads out has failed in this call.
  record SaveVoiceFailure() implements Effect {}

  record SaveTool(ToolUse use) implements Effect {}

  record SaveUsage(Usage usage) implements Effect {}

  /// Keeps the greeting as the model spoke it.
  record RecordGreeting(String audio) implements Effect {}

  /// Nothing of the call is left to do here.
  ///
  /// @param reason why the call ended, or empty when it goes on elsewhere
  /// @param at when the caller was gone
  /// @param delay how long the summary waits: not at all when the call is over for good
  record Finish(Optional<EndReason> reason, Instant at, Duration delay) implements Effect {}

  /// A figure for the metrics.
  record Measure(Metric metric, double value) implements Effect {}
}
