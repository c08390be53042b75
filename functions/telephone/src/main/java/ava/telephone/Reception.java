package ava.telephone;

import ava.shared.aws.OutOfReach;
import ava.shared.call.CallSid;
import ava.shared.call.PhoneNumber;
import ava.shared.settings.SettingsException;
import ava.shared.table.CallStore;
import ava.shared.twilio.Twiml;
import ava.shared.twilio.Twiml.Opening;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers the ringing telephone, whatever is away: without the secret that opens a stream, by the
/// voicemail. Safe for use by several threads.
final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

  private final Twiml twiml;
  private final CallStore calls;
  private final Clock clock;

  /// @param calls a table that is slow costs the caller what this store waits for it
  Reception(Twiml twiml, CallStore calls, Clock clock) {
    this.twiml = twiml;
    this.calls = calls;
    this.clock = clock;
  }

  String ring(CallRequest call) {
    var from = new PhoneNumber(call.get("From"));
    var to = new PhoneNumber(call.get("To"));
    note(call.callSid(), from, to);
    LOG.atInfo()
        .addKeyValue("callSid", call.callSid())
        .addKeyValue("from", from)
        .addKeyValue("answer", twiml.hasBridge() ? "stream" : "voicemail")
        .log("ringing");
    try {
      return twiml.connect(call.callSid(), from, to, Opening.NEW);
    } catch (SettingsException e) {
      LOG.atError()
          .addKeyValue("callSid", call.callSid())
          .setCause(e)
          .log("secret out of reach, caller sent to the voicemail");
      return twiml.voicemail();
    }
  }

  /// The bridge notes the call again when it takes it, so a failure here costs nothing but the
  /// moment of ringing.
  private void note(CallSid callSid, PhoneNumber from, PhoneNumber to) {
    try {
      calls.ringing(callSid, from, to, clock.instant());
    } catch (OutOfReach e) {
      LOG.atError().addKeyValue("callSid", callSid).setCause(e).log("ringing not noted");
    }
  }
}
