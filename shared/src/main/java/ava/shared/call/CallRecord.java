package ava.shared.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A call as the table knows it.
///
/// @param startedAt when the telephone rang
/// @param resumes when the call was taken up again after a bridge was lost, oldest first
/// @param disclosure the proof that the caller was told that Ava is an AI
/// @param recording what was left on the voicemail, when the caller was sent there
/// @param summary the finished summary as its writer stored it
public record CallRecord(
    CallSid callSid,
    PhoneNumber from,
    PhoneNumber to,
    Instant startedAt,
    Optional<Instant> answeredAt,
    Optional<Instant> endedAt,
    Optional<EndReason> endReason,
    Optional<NextStep> next,
    List<Instant> resumes,
    NotedMessage message,
    Usage usage,
    Optional<Disclosure> disclosure,
    Optional<Recording> recording,
    Optional<Summary> summary) {
  public CallRecord {
    resumes = List.copyOf(resumes);
  }

  /// Where Twilio keeps what was left on the voicemail.
  public Optional<String> voicemailUrl() {
    return recording.filter(Recording::left).map(Recording::url);
  }

  /// Who did not get the mail that was sent, oldest first.
  public List<MailRefusal> refused() {
    return summary.map(Summary::refused).orElse(List.of());
  }

  /// What was said of being an AI, and when its last word had been played to the caller.
  public record Disclosure(String text, Instant heardAt, String mark) {}

  /// @param state how far the email is
  /// @param json the summary; empty until it is written
  /// @param messageId the mail service's id, once it took the mail
  /// @param refused who did not get the mail that was sent, oldest first
  public record Summary(
      SummaryState state, String json, Optional<String> messageId, List<MailRefusal> refused) {
    public Summary {
      refused = List.copyOf(refused);
    }

    public Summary(SummaryState state, String json, Optional<String> messageId) {
      this(state, json, messageId, List.of());
    }
  }
}
