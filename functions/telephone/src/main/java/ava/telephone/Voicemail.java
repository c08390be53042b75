package ava.telephone;

import ava.shared.aws.OutOfReach;
import ava.shared.call.EndReason;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Printable;
import ava.shared.call.Recording;
import ava.shared.call.Recording.Status;
import ava.shared.message.CallEnded;
import ava.shared.table.CallStore;
import ava.shared.twilio.Twiml;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the link of a recorded message with its call and ends the call. Safe for use by several
/// threads.
final class Voicemail {
  private static final int LOGGED = 500;
  private static final Logger LOG = LoggerFactory.getLogger(Voicemail.class);

  private final Twiml twiml;
  private final CallStore calls;
  private final Endings endings;
  private final Clock clock;

  Voicemail(Twiml twiml, CallStore calls, Endings endings, Clock clock) {
    this.twiml = twiml;
    this.calls = calls;
    this.endings = endings;
    this.clock = clock;
  }

  String answer(CallRequest request) {
    var url = request.get("RecordingUrl");
    var empty = url.isEmpty() || request.get("RecordingDuration").equals("0");
    var taken = !empty && accepted(request, url);
    var told =
        taken
            ? Optional.of(recording(request, url, Optional.empty()))
            : Optional.<Recording>empty();
    var lost = keep(request, told);
    LOG.atInfo()
        .addKeyValue("callSid", request.callSid())
        .addKeyValue("taken", taken)
        .addKeyValue("lost", lost.isPresent())
        .log("voicemail");
    return taken ? twiml.messageTaken() : twiml.messageMissing();
  }

  /// What `recordingStatusCallback` says: that the recording can be fetched, or that there is none.
  ///
  /// @throws OutOfReach when neither the table nor the queue takes it: nobody listens, so Twilio
  ///   may be told to ask again
  void recorded(CallRequest request) {
    var url = request.get("RecordingUrl");
    var status = Status.parse(request.get("RecordingStatus"));
    var taken = status.equals(Optional.of(Status.COMPLETED)) && accepted(request, url);
    LOG.atInfo()
        .addKeyValue("callSid", request.callSid())
        .addKeyValue("status", status.map(Status::word).orElse("other"))
        .log("recording");
    var settled = status.filter(s -> taken || s == Status.ABSENT || s == Status.FAILED);
    if (settled.isPresent()) {
      var lost = keep(request, Optional.of(recording(request, taken ? url : "", settled)));
      if (lost.isPresent()) {
        throw lost.get();
      }
    }
  }

  private static Recording recording(CallRequest request, String url, Optional<Status> status) {
    return new Recording(url, request.get("RecordingSid"), request.get("AccountSid"), status);
  }

  private static boolean accepted(CallRequest request, String url) {
    if (new Recording(url, "", request.get("AccountSid"), Optional.empty()).trusted()) {
      return true;
    }
    LOG.atError()
        .addKeyValue("callSid", request.callSid())
        .addKeyValue(
            "recordingUrl", Printable.line(url.substring(0, Math.min(LOGGED, url.length()))))
        .log("recording URL refused");
    return false;
  }

  /// Writes it into the table and into the message of the call's end, so that one of them is
  /// enough. The recording itself is safe at Twilio.
  ///
  /// @return why, when neither took it: then the link stands in the log alone
  private Optional<OutOfReach> keep(CallRequest request, Optional<Recording> told) {
    var url = told.map(Recording::url).orElse("");
    var from = new PhoneNumber(request.get("From"));
    var to = new PhoneNumber(request.get("To"));
    var left = told.map(recording -> new CallEnded.Left(recording, from, to));
    var table = attempt(request, url, () -> write(request, told));
    var queue = attempt(request, url, () -> announce(request, left));
    return table.isPresent() ? queue : Optional.empty();
  }

  private void write(CallRequest request, Optional<Recording> told) {
    told.ifPresent(recording -> calls.recorded(request.callSid(), recording));
    calls.ended(request.callSid(), clock.instant(), EndReason.VOICEMAIL);
  }

  private void announce(CallRequest request, Optional<CallEnded.Left> left) {
    endings.callOver(request.callSid(), EndReason.VOICEMAIL, Endings.AFTER_THE_BRIDGE, left);
  }

  private static Optional<OutOfReach> attempt(CallRequest request, String url, Runnable write) {
    try {
      write.run();
      return Optional.empty();
    } catch (OutOfReach e) {
      LOG.atError()
          .addKeyValue("callSid", request.callSid())
          .addKeyValue("recordingUrl", url)
          .setCause(e)
          .log("voicemail not kept");
      return Optional.of(e);
    }
  }
}
