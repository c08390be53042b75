package ava.telephone;

import ava.shared.aws.OutOfReach;
import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.NotedMessage;
import ava.shared.call.NotedMessage.Field;
import ava.shared.table.CallStore;
import ava.shared.twilio.Twiml;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks who answers a transfer whether he takes it. Its requests are of the leg to him; the call is
/// their parent. Source: Twilio, "TwiML Voice: `<Number>`". Safe for use by several threads.
final class Acceptance {
  private static final int LONGEST_REASON = 120;
  private static final Logger LOG = LoggerFactory.getLogger(Acceptance.class);

  private final Twiml twiml;
  private final CallStore quick;
  private final CallStore calls;

  /// @param quick gives up soon: somebody listens to silence while the card is read
  Acceptance(Twiml twiml, CallStore quick, CallStore calls) {
    this.twiml = twiml;
    this.quick = quick;
    this.calls = calls;
  }

  String offer(CallRequest request) {
    return twiml.offer(whisper(call(request).map(this::card).orElse(NotedMessage.EMPTY)));
  }

  private static String whisper(NotedMessage card) {
    var known =
        Stream.of(Field.NAME, Field.REASON)
            .flatMap(field -> card.get(field).stream())
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .map(text -> text.substring(0, Math.min(text.length(), LONGEST_REASON)))
            .collect(Collectors.joining(", "));
    return known.isEmpty()
        ? "Un appel pour vous\u00a0: tapez 1 pour le prendre."
        : known + "\u00a0: tapez 1 pour prendre l’appel.";
  }

  private NotedMessage card(CallSid callSid) {
    try {
      return quick.find(callSid).map(CallRecord::message).orElse(NotedMessage.EMPTY);
    } catch (OutOfReach e) {
      LOG.atError().addKeyValue("callSid", callSid).setCause(e).log("call not read");
      return NotedMessage.EMPTY;
    }
  }

  String key(CallRequest request) {
    var taken = request.get("Digits").equals("1") && noted(request);
    LOG.atInfo()
        .addKeyValue("callSid", request.get("ParentCallSid"))
        .addKeyValue("taken", taken)
        .log("transfer answered");
    return taken ? twiml.nothing() : twiml.hangUp();
  }

  /// False only when the call is known not to wait any more: two people who wait for each other are
  /// connected whatever the table does.
  private boolean noted(CallRequest request) {
    try {
      return call(request).map(calls::transferred).orElse(true);
    } catch (OutOfReach e) {
      LOG.atError()
          .addKeyValue("callSid", request.get("ParentCallSid"))
          .setCause(e)
          .log("transfer connected but not noted");
      return true;
    }
  }

  private static Optional<CallSid> call(CallRequest request) {
    return CallSid.parse(request.get("ParentCallSid"));
  }
}
