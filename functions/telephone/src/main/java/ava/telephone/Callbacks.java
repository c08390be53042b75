package ava.telephone;

import ava.shared.call.CallRecord;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Twilio's news of streams and calls: the safety net under the bridge, which announces the end of
/// a call itself unless it died. Writes no end, because the bridge may still wait for late
/// transcripts and knows the reason best. Safe for use by several threads.
final class Callbacks {
  /// An older time of Twilio's than this is not believed.
  private static final Duration OLDEST = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(Callbacks.class);

  private final Endings endings;
  private final Clock clock;

  Callbacks(Endings endings, Clock clock) {
    this.endings = endings;
    this.clock = clock;
  }

  void stream(CallRequest request) {
    var event = request.get("StreamEvent");
    LOG.atInfo()
        .addKeyValue("callSid", request.callSid())
        .addKeyValue("event", event)
        .addKeyValue("error", bounded(request.get("StreamError")))
        .log("stream status");
    switch (event) {
      case "stream-stopped" -> streamOver(request, EndReason.CALLER_HUNG_UP);
      case "stream-error" -> streamOver(request, EndReason.FAILED);
      default -> {}
    }
  }

  void call(CallRequest request) {
    var status = request.get("CallStatus");
    LOG.atInfo()
        .addKeyValue("callSid", request.callSid())
        .addKeyValue("status", bounded(status))
        .log("call status");
    ended(status)
        .ifPresent(reason -> endings.callOver(request.callSid(), reason, Endings.AFTER_THE_BRIDGE));
  }

  private static Optional<EndReason> ended(String callStatus) {
    return switch (callStatus) {
      case "completed" -> Optional.of(EndReason.CALLER_HUNG_UP);
      case "failed" -> Optional.of(EndReason.FAILED);
      case "busy", "no-answer", "canceled" -> Optional.of(EndReason.NO_ANSWER);
      default -> Optional.empty();
    };
  }

  private void streamOver(CallRequest request, EndReason reason) {
    var next = endings.find(request.callSid()).flatMap(CallRecord::next);
    if (!goesOnWithoutStream(next)) {
      endings.streamOver(request.callSid(), occurred(request), reason);
    }
  }

  /// A transfer or a message to the voicemail: its end is announced when it is over.
  private static boolean goesOnWithoutStream(Optional<NextStep> next) {
    return next.map(step ->
            switch (step) {
              case NextStep.Transfer(_), NextStep.Transferred(), NextStep.Voicemail() -> true;
              case NextStep.HangUp(), NextStep.Resume() -> false;
            })
        .orElse(false);
  }

  /// When Twilio says it happened: the callback itself may come after the stream that followed.
  private Instant occurred(CallRequest request) {
    var now = clock.instant();
    try {
      var told = Instant.parse(request.get("Timestamp"));
      return told.isAfter(now) || told.isBefore(now.minus(OLDEST)) ? now : told;
    } catch (DateTimeException e) {
      return now;
    }
  }

  private static String bounded(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200);
  }
}
