package ava.bridge.call;

import ava.shared.call.CallRecord.Disclosure;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.ToolUse;
import ava.shared.call.Turn;
import ava.shared.call.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Keeps what must outlive the process. Each method returns at once; the writes of a call are made
/// one after another in the order of the calls, are tried again when they fail, and what cannot be
/// written at last goes whole into the log at ERROR. Thread: the call's context.
public interface Journal {
  void save(Turn turn);

  /// @param saved called on the call's context once the step stands in the table or cannot be
  ///   written within two seconds
  void leave(NextStep next, Runnable saved);

  void save(Disclosure disclosure);

  void save(ToolUse use);

  void save(Usage usage);

  /// Marks the call as one in which the voice failed and the model had to stand in.
  void voiceFailed();

  /// Keeps the greeting's audio for the calls to come.
  void keepGreeting(String audio);

  /// Ends the journal of the call, behind all writes before. With a reason the summary is asked for
  /// after the delay; with no delay the end of the call is written too.
  ///
  /// @param at when the caller was gone
  void finish(Optional<EndReason> reason, Instant at, Duration delay);
}
