package ava.callevents;

import ava.shared.TwilioWebhooks;
import ava.shared.TwilioWebhooks.Verdict;
import ava.shared.WebReply;
import ava.shared.WebRequest;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the function does with a request, whatever brought it. Safe for use by several threads.
final class CallEvents {
  private static final Logger LOG = LoggerFactory.getLogger(CallEvents.class);

  private final TwilioWebhooks webhooks;
  private final AfterStream afterStream;
  private final Callbacks callbacks;
  private final Acceptance acceptance;
  private final Voicemail voicemail;

  CallEvents(
      TwilioWebhooks webhooks,
      AfterStream afterStream,
      Callbacks callbacks,
      Acceptance acceptance,
      Voicemail voicemail) {
    this.webhooks = webhooks;
    this.afterStream = afterStream;
    this.callbacks = callbacks;
    this.acceptance = acceptance;
    this.voicemail = voicemail;
  }

  WebReply answer(WebRequest request) {
    return switch (webhooks.route(request)) {
      case "/after-stream" -> posted(request, call -> WebReply.twiml(afterStream.answer(call)));
      case "/voicemail" -> posted(request, call -> WebReply.twiml(voicemail.answer(call)));
      case "/accept-transfer" -> posted(request, call -> WebReply.twiml(acceptance.offer(call)));
      case "/accept-transfer/key" -> posted(request, call -> WebReply.twiml(acceptance.key(call)));
      case "/recording" ->
          posted(
              request,
              call -> {
                voicemail.recorded(call);
                return WebReply.empty(204);
              });
      case "/stream-status" ->
          posted(
              request,
              call -> {
                callbacks.stream(call);
                return WebReply.empty(204);
              });
      case "/call-status" ->
          posted(
              request,
              call -> {
                callbacks.call(call);
                return WebReply.empty(204);
              });
      default -> WebReply.text(404, "unknown path");
    };
  }

  private WebReply posted(WebRequest request, Function<CallRequest, WebReply> use) {
    if (!request.method().equals("POST")) {
      return WebReply.wrongMethod("POST");
    }
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
