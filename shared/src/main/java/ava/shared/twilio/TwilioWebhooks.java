package ava.shared.twilio;

import ava.shared.call.CallSid;
import ava.shared.settings.Secret;
import ava.shared.web.FormFields;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import java.net.URI;
import java.util.List;

/// The door for requests that claim to come from Twilio: bounds them, checks their signature
/// against the public address of ours, and only then reads them. Source: Twilio, "Webhooks
/// security". Safe for use by several threads.
public final class TwilioWebhooks {
  /// Far above what Twilio sends, in bytes.
  public static final int LARGEST_BODY = 64 * 1024;

  private static final String SIGNATURE = "X-Twilio-Signature";

  private final String base;
  private final String basePath;
  private final TwilioSignature signature;

  /// @param publicBaseUrl what Twilio was given, without the route; a path in it (a stage, a
  ///   mapping) is part of the signed address
  public TwilioWebhooks(URI publicBaseUrl, Secret authTokens) {
    this.base = publicBaseUrl.toString();
    this.basePath = publicBaseUrl.getRawPath();
    this.signature = new TwilioSignature(authTokens);
  }

  /// What came of a request.
  public sealed interface Verdict {
    /// Signed by Twilio. Fields beyond the call SID are as they came.
    record Genuine(CallSid callSid, FormFields fields) implements Verdict {}

    /// To be answered as it says and logged with the reason.
    record Refused(WebReply reply, String reason) implements Verdict {}
  }

  /// The path below the public base URL: a named stage stands in the path that the gateway hands
  /// over.
  public String route(WebRequest request) {
    var path = request.path();
    return !basePath.isEmpty() && path.startsWith(basePath + "/")
        ? path.substring(basePath.length())
        : path;
  }

  public Verdict check(WebRequest request) {
    if (request.largestBody() > LARGEST_BODY) {
      return new Verdict.Refused(WebReply.text(413, "body too large"), "body too large");
    }
    var given = request.header(SIGNATURE);
    if (given.isEmpty()) {
      return new Verdict.Refused(WebReply.empty(403), "no signature");
    }
    var body = request.text();
    if (body.isEmpty()) {
      return new Verdict.Refused(WebReply.text(400, "body is not base64"), "body is not base64");
    }
    var query = request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery();
    var url = base + route(request) + query;
    var posted = request.method().equals("POST");
    var form = posted ? FormFields.parse(body.get()) : new FormFields(List.of());
    if (!signature.accepts(url, form.entries(), given)) {
      return new Verdict.Refused(WebReply.empty(403), "wrong signature");
    }
    return identified(posted ? form : FormFields.parse(request.rawQuery()));
  }

  private static Verdict identified(FormFields fields) {
    var callSid = CallSid.parse(fields.get("CallSid"));
    if (callSid.isEmpty()) {
      var why = "CallSid is missing or not CA and 32 hexadecimal digits";
      return new Verdict.Refused(WebReply.text(400, why), why);
    }
    return new Verdict.Genuine(callSid.get(), fields);
  }
}
