package ava.local.cli;

import ava.embedded.EmbeddedSes.Mail;
import ava.local.LocalAva;
import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.SummaryState;
import ava.shared.call.Turn;
import ava.simulator.twilio.CallRecording;
import ava.simulator.twilio.CallReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is left of a call once everything after it is done, or the patience was over.
///
/// @param refused how many of the bridge's messages Twilio refused
/// @param record what the table knows; empty when it never heard of the call
record FinishedCall(
    String callSid,
    CallRecording recording,
    int refused,
    Optional<CallRecord> record,
    List<Turn> turns,
    Optional<Mail> mail) {
  private static final Set<SummaryState> DONE =
      Set.of(SummaryState.SENT, SummaryState.LOGGED, SummaryState.SKIPPED);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /// Waits for the summary and its email.
  static FinishedCall await(LocalAva ava, CallReport report, Duration patience) {
    var callSid = new CallSid(report.callSid());
    var calls = ava.calls();
    var until = System.nanoTime() + patience.toNanos();
    var record = calls.find(callSid);
    while (record.flatMap(FinishedCall::state).filter(DONE::contains).isEmpty()
        && System.nanoTime() < until) {
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      record = calls.find(callSid);
    }
    var messageId = record.flatMap(CallRecord::summary).flatMap(CallRecord.Summary::messageId);
    var mail =
        messageId.flatMap(id ->
            ava.aws().mail().mails().stream().filter(m -> m.messageId().equals(id)).findFirst());
    return new FinishedCall(
        report.callSid(),
        report.recording(),
        report.refusedMessages(),
        record,
        calls.turns(callSid),
        mail);
  }

  /// How far the email is; empty when nobody has taken the call up.
  Optional<SummaryState> summaryState() {
    return record.flatMap(FinishedCall::state);
  }

  /// The summary as it was stored.
  Optional<JsonNode> summary() {
    return record
        .flatMap(CallRecord::summary)
        .map(CallRecord.Summary::json)
        .filter(json -> !json.isBlank())
        .map(JsonMapper.shared()::readTree);
  }

  private static Optional<SummaryState> state(CallRecord record) {
    return record.summary().map(CallRecord.Summary::state);
  }
}
