package ava.telephone;

import ava.shared.CallStore;
import ava.shared.EndReason;
import ava.shared.OutOfReach;
import ava.shared.Printable;
import ava.shared.Recording;
import ava.shared.Recording.Status;
import ava.shared.Twiml;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the link of a recorded message with its call and ends the call. Safe for use by several
/// threads.
final class Voicemail {
  private static final Pattern TWILIO_RECORDING =
      Pattern.compile(
          "https://api(\\.[a-z0-9-]+){0,2}\\.twilio\\.com/2010-04-01/Accounts/"
              + "(?<account>AC[0-9a-f]{32})/Recordings/RE[0-9a-f]{32}");

  private static final int LONGEST_URL = 500;
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
    keep(request, recording(request, taken ? url : "", Optional.empty()));
    LOG.atInfo()
        .addKeyValue("callSid", request.callSid())
        .addKeyValue("taken", taken)
        .log("voicemail");
    return taken ? twiml.messageTaken() : twiml.messageMissing();
  }

  /// What `recordingStatusCallback` says: that the recording can be fetched, or that there is none.
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
      keep(request, recording(request, taken ? url : "", settled));
    }
  }

  private static Recording recording(CallRequest request, String url, Optional<Status> status) {
    var told = !url.isEmpty() || status.isPresent();
    var sid = told ? request.get("RecordingSid") : "";
    return new Recording(url, sid, told ? request.get("AccountSid") : "", status);
  }

  private static boolean accepted(CallRequest request, String url) {
    if (url.length() <= LONGEST_URL && ofTwilio(url, request.get("AccountSid"))) {
      return true;
    }
    LOG.atError()
        .addKeyValue("callSid", request.callSid())
        .addKeyValue("recordingUrl", Printable.line(url.substring(0, Math.min(500, url.length()))))
        .log("recording URL refused");
    return false;
  }

  /// The account's credentials are sent there, so nobody else may name the place.
  private static boolean ofTwilio(String url, String account) {
    var found = TWILIO_RECORDING.matcher(url);
    return found.matches() && found.group("account").equals(account);
  }

  /// The recording is safe at Twilio, so the caller is thanked whatever happens here; the link then
  /// stands in the log.
  private void keep(CallRequest request, Recording recording) {
    attempt(
        request,
        recording,
        () -> {
          if (!recording.url().isEmpty() || recording.status().isPresent()) {
            calls.recorded(request.callSid(), recording);
          }
          calls.ended(request.callSid(), clock.instant(), EndReason.VOICEMAIL);
        });
    attempt(
        request,
        recording,
        () -> endings.callOver(request.callSid(), EndReason.VOICEMAIL, Endings.AFTER_THE_BRIDGE));
  }

  private static void attempt(CallRequest request, Recording recording, Runnable write) {
    try {
      write.run();
    } catch (OutOfReach e) {
      LOG.atError()
          .addKeyValue("callSid", request.callSid())
          .addKeyValue("recordingUrl", recording.url())
          .setCause(e)
          .log("voicemail not kept");
    }
  }
}
