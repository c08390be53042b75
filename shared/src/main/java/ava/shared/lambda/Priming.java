package ava.shared.lambda;

import ava.shared.aws.OutOfReach;
import ava.shared.call.CallSid;
import ava.shared.call.PhoneNumber;
import ava.shared.settings.SettingsException;
import ava.shared.table.CallStore;
import ava.shared.twilio.Twiml;
import ava.shared.twilio.Twiml.Opening;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.util.Map;
import java.util.function.Function;
import org.crac.Context;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the way of a request once before SnapStart takes its picture, so that the first real one
/// meets loaded classes. What fails there for a reason of the surroundings is logged and left to
/// the first request; a programming error fails the publication. Registered hooks are held weakly:
/// a handler keeps its own in a field.
public final class Priming implements Resource {
  private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

  private final Runnable rehearsal;

  /// @param rehearsal changes nothing outside
  public Priming(Runnable rehearsal) {
    this.rehearsal = rehearsal;
  }

  /// The way of a webhook of Twilio's: a request that is refused for its signature, then what a
  /// genuine one would lead to, without noting anything.
  public static Priming ofWebhook(
      String path, Function<WebRequest, WebReply> answer, Twiml twiml, CallStore calls) {
    var headers = Map.of("X-Twilio-Signature", "none");
    var request = WebRequest.of("POST", path, "", headers, "CallSid=" + CallSid.NOBODY, false);
    return new Priming(() -> {
      var _ = answer.apply(request);
      twiml.connect(CallSid.NOBODY, PhoneNumber.WITHHELD, PhoneNumber.WITHHELD, Opening.RESUMED);
      calls.find(CallSid.NOBODY);
    });
  }

  @Override
  public void beforeCheckpoint(@Nullable Context<? extends Resource> context) {
    try {
      rehearsal.run();
    } catch (SettingsException | OutOfReach e) {
      LOG.atWarn().setCause(e).log("not primed");
    }
  }

  @Override
  public void afterRestore(@Nullable Context<? extends Resource> context) {
    LOG.atDebug().log("restored");
  }
}
