package ava.twiml;

import ava.shared.CallSid;
import ava.shared.CallStore;
import ava.shared.OutOfReach;
import ava.shared.PhoneNumber;
import ava.shared.TwilioWebhooks;
import ava.shared.TwilioWebhooks.Verdict;
import ava.shared.Twiml;
import ava.shared.Twiml.Opening;
import ava.shared.WebReply;
import ava.shared.WebRequest;
import java.net.URI;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// What the function does with a request, whatever brought it. Safe for use by several threads.
final class Reception {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI publicBaseUrl;
  private final TwilioWebhooks webhooks;
  private final Twiml twiml;
  private final CallStore calls;
  private final Clock clock;

  Reception(URI publicBaseUrl, TwilioWebhooks webhooks, Twiml twiml, CallStore calls, Clock clock) {
    this.publicBaseUrl = publicBaseUrl;
    this.webhooks = webhooks;
    this.twiml = twiml;
    this.calls = calls;
    this.clock = clock;
  }

  WebReply answer(WebRequest request) {
    return switch (webhooks.route(request)) {
      case "/twiml" ->
          switch (request.method()) {
            case "GET", "POST" -> ring(request);
            default -> WebReply.wrongMethod("GET, POST");
          };
      case "/healthz" -> read(request, "status", "ok");
      case "/public-url" -> read(request, "publicUrl", publicBaseUrl.toString());
      default -> WebReply.text(404, "unknown path");
    };
  }

  private static WebReply read(WebRequest request, String name, String value) {
    return request.method().equals("GET")
        ? WebReply.json(JSON.createObjectNode().put(name, value).toString())
        : WebReply.wrongMethod("GET");
  }

  private WebReply ring(WebRequest request) {
    return switch (webhooks.check(request)) {
      case Verdict.Refused(var reply, var reason) -> {
        LOG.atWarn()
            .addKeyValue("path", "/twiml")
            .addKeyValue("reason", reason)
            .log("request refused");
        yield reply;
      }
      case Verdict.Genuine(var callSid, var fields) -> {
        var from = new PhoneNumber(fields.get("From"));
        var to = new PhoneNumber(fields.get("To"));
        note(callSid, from, to);
        LOG.atInfo()
            .addKeyValue("callSid", callSid)
            .addKeyValue("from", from)
            .addKeyValue("answer", twiml.hasBridge() ? "stream" : "voicemail")
            .log("ringing");
        yield WebReply.twiml(twiml.connect(callSid, from, to, Opening.NEW));
      }
    };
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
