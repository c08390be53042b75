package ava.telephone;

import ava.shared.twilio.TwilioWebhooks;
import ava.shared.twilio.TwilioWebhooks.Verdict;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// What the function does with a request, whatever brought it: one arm for each of
/// [TelephoneHandler#ROUTES]. Safe for use by several threads.
final class Telephone {
  private static final Logger LOG = LoggerFactory.getLogger(Telephone.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final URI publicBaseUrl;
  private final TwilioWebhooks webhooks;
  private final Steps steps;

  /// Who knows what comes next in each part of a call.
  record Steps(
      Reception reception,
      AfterStream afterStream,
      Callbacks callbacks,
      Acceptance acceptance,
      Voicemail voicemail) {}

  Telephone(URI publicBaseUrl, TwilioWebhooks webhooks, Steps steps) {
    this.publicBaseUrl = publicBaseUrl;
    this.webhooks = webhooks;
    this.steps = steps;
  }

  WebReply answer(WebRequest request) {
    return switch (webhooks.route(request)) {
      case "/twiml" -> ring(request);
      case "/after-stream" -> asked(request, steps.afterStream()::answer);
      case "/voicemail" -> asked(request, steps.voicemail()::answer);
      case "/accept-transfer" -> asked(request, steps.acceptance()::offer);
      case "/accept-transfer/key" -> asked(request, steps.acceptance()::key);
      case "/recording" -> told(request, steps.voicemail()::recorded);
      case "/stream-status" -> told(request, steps.callbacks()::stream);
      case "/call-status" -> told(request, steps.callbacks()::call);
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

  /// A number may be told to ask by GET.
  private WebReply ring(WebRequest request) {
    return switch (request.method()) {
      case "GET", "POST" -> genuine(request, call -> WebReply.twiml(steps.reception().ring(call)));
      default -> WebReply.wrongMethod("GET, POST");
    };
  }

  private WebReply asked(WebRequest request, Function<CallRequest, String> twiml) {
    return posted(request, call -> WebReply.twiml(twiml.apply(call)));
  }

  private WebReply told(WebRequest request, Consumer<CallRequest> use) {
    return posted(
        request,
        call -> {
          use.accept(call);
          return WebReply.empty(204);
        });
  }

  private WebReply posted(WebRequest request, Function<CallRequest, WebReply> use) {
    return request.method().equals("POST") ? genuine(request, use) : WebReply.wrongMethod("POST");
  }

  private WebReply genuine(WebRequest request, Function<CallRequest, WebReply> use) {
    return switch (webhooks.check(request)) {
      case Verdict.Refused(var reply, var reason) -> {
        LOG.atWarn()
            .addKeyValue("path", webhooks.route(request))
            .addKeyValue("reason", reason)
            .log("request refused");
        yield reply;
      }
      case Verdict.Genuine(var callSid, var fields) -> {
        var token = request.header("I-Twilio-Idempotency-Token");
        yield use.apply(
            new CallRequest(callSid, fields, Optional.of(token).filter(t -> !t.isBlank())));
      }
    };
  }
}
