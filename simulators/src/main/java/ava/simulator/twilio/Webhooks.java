package ava.simulator.twilio;

import ava.shared.TwilioSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;

/// Makes Twilio's requests, signed, and keeps them. Safe for several threads.
final class Webhooks {
  private static final MediaType FORM =
      MediaType.get("application/x-www-form-urlencoded; charset=UTF-8");

  private final OkHttpClient http;
  private final Account account;
  private final boolean badSignature;
  private final List<Webhook> made = new CopyOnWriteArrayList<>();

  Webhooks(OkHttpClient http, Account account, boolean badSignature) {
    this.http = http;
    this.account = account;
    this.badSignature = badSignature;
  }

  List<Webhook> made() {
    return List.copyOf(made);
  }

  /// Sends the fields by `POST` or `GET`; status 0 when there is no answer.
  Webhook request(String method, URI url, Map<String, String> fields) {
    var target = URI.create(url.toString().replaceFirst("#.*$", ""));
    var request = method.equals("GET") ? get(target, fields) : post(target, fields);
    var webhook = send(request, target, fields);
    made.add(webhook);
    return webhook;
  }

  private Webhook send(Request request, URI url, Map<String, String> fields) {
    try (var response = http.newCall(request).execute()) {
      return new Webhook(url, fields, response.code(), response.body().string());
    } catch (IOException e) {
      return new Webhook(url, fields, 0, String.valueOf(e.getMessage()));
    }
  }

  private Request post(URI url, Map<String, String> fields) {
    var form = new FormBody.Builder(StandardCharsets.UTF_8);
    fields.forEach(form::add);
    var encoded = new Buffer();
    try {
      form.build().writeTo(encoded);
    } catch (IOException e) {
      throw new UncheckedIOException("a form in memory", e);
    }
    return headers(url.toString(), List.copyOf(fields.entrySet()))
        .post(RequestBody.create(encoded.readByteArray(), FORM))
        .build();
  }

  private Request get(URI url, Map<String, String> fields) {
    var query = HttpUrl.get(url.toString()).newBuilder();
    fields.forEach(query::addQueryParameter);
    return headers(query.build().toString(), List.of()).get().build();
  }

  private Request.Builder headers(String url, List<Map.Entry<String, String>> fields) {
    return new Request.Builder()
        .url(url)
        .header("X-Twilio-Signature", signature(url, fields))
        .header("I-Twilio-Idempotency-Token", UUID.randomUUID().toString())
        .header("User-Agent", "TwilioProxy/1.1");
  }

  private String signature(String url, List<Map.Entry<String, String>> fields) {
    var token = account.authToken().value().split(",")[0];
    return TwilioSignature.sign(badSignature ? token + "x" : token, url, fields);
  }
}
