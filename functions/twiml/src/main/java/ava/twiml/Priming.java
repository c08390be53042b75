package ava.twiml;

import ava.shared.CallSid;
import ava.shared.CallStore;
import ava.shared.PhoneNumber;
import ava.shared.SettingsException;
import ava.shared.Twiml;
import ava.shared.WebRequest;
import java.util.Map;
import org.crac.Context;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Runs the way of a call once before SnapStart takes its picture, so that the first caller meets
/// loaded classes. Changes nothing outside; what fails there for a reason of the surroundings is
/// logged and left to the first call.
final class Priming implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);
  private static final CallSid NOBODY = new CallSid("CA" + "0".repeat(32));

  private final Reception reception;
  private final Twiml twiml;
  private final CallStore calls;

  Priming(Reception reception, Twiml twiml, CallStore calls) {
    this.reception = reception;
    this.twiml = twiml;
    this.calls = calls;
  }

  @Override
  public void beforeCheckpoint(@Nullable Context<? extends Resource> context) {
    try {
      reception.answer(
          WebRequest.of(
              "POST",
              "/twiml",
              "",
              Map.of("X-Twilio-Signature", "none"),
              "CallSid=" + NOBODY,
              false));
      twiml.connect(NOBODY, PhoneNumber.WITHHELD, PhoneNumber.WITHHELD, Twiml.Opening.NEW);
      calls.find(NOBODY);
    } catch (SettingsException | SdkException e) {
      LOG.atWarn().setCause(e).log("not primed");
    }
  }

  @Override
  public void afterRestore(@Nullable Context<? extends Resource> context) {
    LOG.atDebug().log("restored");
  }
}
