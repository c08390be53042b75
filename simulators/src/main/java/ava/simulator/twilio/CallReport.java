package ava.simulator.twilio;

import ava.simulator.scenario.Observation;
import java.util.List;

/// A call that is over.
///
/// @param how `HANGUP` (TwiML), `CALLER`, `NO_MORE_VERBS`, `REJECTED`, `LINE` (broken) or
///   `APPLICATION_ERROR`
/// @param streams the stream SIDs in order, more than one after a resume
/// @param refused what Twilio would have logged as errors and warnings of the application, without
///   31921 (the server closed the stream), which is the usual end
/// @param webhooks the requests in order
public record CallReport(
    String callSid,
    String how,
    List<String> streams,
    List<Observation.Refused> refused,
    List<TwilioRequest> webhooks,
    StreamCounts counts,
    CallTimeline timeline,
    CallRecording recording) {
  public CallReport {
    streams = List.copyOf(streams);
    refused = List.copyOf(refused);
    webhooks = List.copyOf(webhooks);
  }

  /// How many messages of the bridge were refused.
  public int refusedMessages() {
    return refused.size();
  }
}
