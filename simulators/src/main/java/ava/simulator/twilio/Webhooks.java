package ava.simulator.twilio;

import ava.shared.twilio.TwilioSignature;
import ava.simulator.wire.Fetcher;
import ava.simulator.wire.Strand;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Makes Twilio's requests, signed, and keeps them. Belongs to the loop.
final class Webhooks {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";

  private final Strand loop;
  private final Fetcher fetcher;
  private final String token;
  private final List<TwilioRequest> made = new ArrayList<>();

  /// A request to be made.
  ///
  /// @param token tells a repeated request from another
  record Hook(String method, URI url, Map<String, String> fields, String token) {}

  private final class Pending {
    private final Hook hook;
    private final Consumer<TwilioRequest> then;
    private boolean over;

    private Pending(Hook hook, Consumer<TwilioRequest> then) {
      this.hook = hook;
      this.then = then;
    }

    private void answered(int status, String body) {
      if (!over) {
        over = true;
        var request = new TwilioRequest(hook.url(), hook.fields(), status, body);
        made.add(request);
        then.accept(request);
      }
    }
  }

  Webhooks(Strand loop, Fetcher fetcher, Account account, boolean badSignature) {
    this.loop = loop;
    this.fetcher = fetcher;
    var good = account.authToken().value().split(",")[0];
    this.token = badSignature ? good + "x" : good;
  }

  List<TwilioRequest> made() {
    return List.copyOf(made);
  }

  /// Sends the fields by `POST` or `GET`; status 0 when there is no answer within 15 s.
  void request(Hook hook, Consumer<TwilioRequest> then) {
    request(hook, Duration.ZERO, then);
  }

  /// As [#request(Hook, Consumer)], with an answer that comes so much later.
  void request(Hook hook, Duration late, Consumer<TwilioRequest> then) {
    var pending = new Pending(hook, then);
    var patience = loop.after(PATIENCE, () -> pending.answered(0, "no answer within " + PATIENCE));
    fetcher.fetch(
        signed(hook),
        answer ->
            loop.run(() -> {
              if (late.isPositive()) {
                loop.after(late, () -> pending.answered(answer.status(), answer.body()));
              } else {
                patience.cancel();
                pending.answered(answer.status(), answer.body());
              }
            }));
  }

  private Fetcher.Request signed(Hook hook) {
    var url = hook.url().toString().replaceFirst("#.*$", "");
    var get = hook.method().equals("GET");
    var form = form(hook.fields());
    var target = get && !form.isEmpty() ? url + (url.contains("?") ? "&" : "?") + form : url;
    var signed = get ? List.<Map.Entry<String, String>>of() : List.copyOf(hook.fields().entrySet());
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-Twilio-Signature", TwilioSignature.sign(token, target, signed));
    headers.put("I-Twilio-Idempotency-Token", hook.token());
    headers.put("User-Agent", "TwilioProxy/1.1");
    if (!get) {
      headers.put("Content-Type", FORM);
    }
    return new Fetcher.Request(hook.method(), URI.create(target), headers, get ? "" : form);
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
