package ava.twiml;

import ava.shared.CallSid;
import ava.shared.CallStore;
import ava.shared.PhoneNumber;
import ava.shared.SettingsException;
import ava.shared.SignedToken;
import ava.shared.TwilioWebhooks;
import ava.shared.Twiml;
import ava.shared.WebRequest;
import java.time.Clock;
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

  private final Config config;
  private final CallStore calls;
  private final Clock clock;

  Priming(Config config, CallStore calls, Clock clock) {
    this.config = config;
    this.calls = calls;
    this.clock = clock;
  }

  @Override
  public void beforeCheckpoint(@Nullable Context<? extends Resource> context) {
    try {
      answer();
      calls.find(NOBODY);
    } catch (SettingsException | SdkException e) {
      LOG.atWarn().setCause(e).log("not primed");
    }
  }

  @Override
  public void afterRestore(@Nullable Context<? extends Resource> context) {
    LOG.atDebug().log("restored");
  }

  private void answer() {
    var body = "CallSid=" + NOBODY + "&From=%2B33100000000&To=%2B33100000001";
    var headers = Map.of("X-Twilio-Signature", "none");
    var request = WebRequest.of("POST", "/twiml", "", headers, body, false);
    var verdict = new TwilioWebhooks(config.publicBaseUrl(), config.authTokens()).check(request);
    var tokens = new SignedToken(config.streamTokenSecret(), clock);
    var document =
        new Twiml(config.publicBaseUrl(), config.bridgeUrl(), tokens)
            .connect(
                NOBODY,
                new PhoneNumber("+33100000000"),
                new PhoneNumber("+33100000001"),
                Twiml.Opening.NEW);
    LOG.atDebug().addKeyValue("verdict", verdict).addKeyValue("length", document.length()).log("");
  }
}
