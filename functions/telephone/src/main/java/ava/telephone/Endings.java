package ava.telephone;

import ava.shared.aws.OutOfReach;
import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.message.CallEnded;
import ava.shared.table.CallStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Announces ended calls to the summary. All methods wait for the queue and throw [OutOfReach] when
/// it does not take the message. Safe for use by several threads.
final class Endings {
  /// The bridge waits up to 5 s for late transcripts before it announces the end itself.
  static final Duration AFTER_THE_BRIDGE = Duration.ofSeconds(15);

  private static final Logger LOG = LoggerFactory.getLogger(Endings.class);

  private final SqsClient queue;
  private final String queueUrl;
  private final CallStore calls;
  private final Clock clock;

  Endings(SqsClient queue, String queueUrl, CallStore calls, Clock clock) {
    this.queue = queue;
    this.queueUrl = queueUrl;
    this.calls = calls;
    this.clock = clock;
  }

  /// A stream ended, and perhaps the call with it: the summary finds out by the resumes.
  void streamOver(CallSid callSid, Instant at, EndReason reason) {
    send(new CallEnded(callSid, at, reason), AFTER_THE_BRIDGE);
  }

  /// The call is over beyond doubt, or will be when the delay is. A resume in the last second must
  /// not make the summary doubt it.
  void callOver(CallSid callSid, EndReason reason, Duration delay) {
    callOver(callSid, reason, delay, Optional.empty());
  }

  /// As [#callOver(CallSid, EndReason, Duration)].
  ///
  /// @param left what the caller left on the voicemail
  void callOver(CallSid callSid, EndReason reason, Duration delay, Optional<CallEnded.Left> left) {
    var now = clock.instant();
    var sure =
        find(callSid).stream()
            .flatMap(call -> call.resumes().stream())
            .map(resume -> resume.plusSeconds(1))
            .reduce(now, (a, b) -> a.isAfter(b) ? a : b);
    send(new CallEnded(callSid, sure, reason, Optional.empty(), left), delay);
  }

  /// The call, or empty when there is none or the table is out of reach.
  Optional<CallRecord> find(CallSid callSid) {
    try {
      return calls.find(callSid);
    } catch (OutOfReach e) {
      LOG.atError().addKeyValue("callSid", callSid).setCause(e).log("call not read");
      return Optional.empty();
    }
  }

  private void send(CallEnded ended, Duration delay) {
    OutOfReach.reach(
        "queue",
        () ->
            queue.sendMessage(r ->
                r.queueUrl(queueUrl)
                    .messageBody(ended.toJson())
                    .delaySeconds(Math.toIntExact(delay.toSeconds()))));
  }
}
