package ava.callevents;

import ava.shared.CallStore;
import ava.shared.EndReason;
import ava.shared.OutOfReach;
import ava.shared.Twiml;
import java.net.URI;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the link of a recorded message with its call and ends the call. Safe for use by several
/// threads.
final class Voicemail {
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
    keep(request, taken ? url : "");
    LOG.atInfo()
        .addKeyValue("callSid", request.callSid())
        .addKeyValue("taken", taken)
        .log("voicemail");
    return taken ? twiml.messageTaken() : twiml.messageMissing();
  }

  private static boolean accepted(CallRequest request, String url) {
    if (url.length() <= LONGEST_URL && ofTwilio(url)) {
      return true;
    }
    LOG.atError().addKeyValue("callSid", request.callSid()).log("recording URL refused");
    return false;
  }

  /// The link goes into an email that people trust.
  private static boolean ofTwilio(String url) {
    try {
      var address = URI.create(url);
      var host = address.getHost();
      return "https".equals(address.getScheme())
          && host != null
          && (host.equals("twilio.com") || host.endsWith(".twilio.com"))
          && address.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// The recording is safe at Twilio, so the caller is thanked whatever happens here; the link then
  /// stands in the log.
  private void keep(CallRequest request, String url) {
    try {
      if (!url.isEmpty()) {
        calls.voicemail(request.callSid(), url);
      }
      calls.ended(request.callSid(), clock.instant(), EndReason.VOICEMAIL);
      endings.callOver(request.callSid(), EndReason.VOICEMAIL, Endings.AFTER_THE_BRIDGE);
    } catch (OutOfReach e) {
      LOG.atError()
          .addKeyValue("callSid", request.callSid())
          .addKeyValue("recordingUrl", url)
          .setCause(e)
          .log("voicemail not kept");
    }
  }
}
