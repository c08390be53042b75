package ava.summary;

import ava.shared.settings.Secret;
import ava.summary.content.Summary;
import ava.summary.content.SummaryJson;
import ava.summary.content.WholeCall;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a business system about a finished call: one signed POST of JSON. Source: Standard
/// Webhooks 1.0 (`webhook-id`, `webhook-timestamp`, `webhook-signature`). The id is the call's, so
/// that a repetition can be told. Redirects are not followed. Safe for use by several threads.
final class SummaryWebhook {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final String PREFIX = "whsec_";
  private static final Logger LOG = LoggerFactory.getLogger(SummaryWebhook.class);

  private final OkHttpClient client;
  private final URI url;
  private final Secret secret;
  private final Clock clock;

  /// @param client shared; this webhook sets its own time limits
  SummaryWebhook(OkHttpClient client, URI url, Secret secret, Clock clock) {
    this.client =
        client
            .newBuilder()
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .connectTimeout(Duration.ofSeconds(5))
            .callTimeout(Duration.ofSeconds(15))
            .build();
    this.url = url;
    this.secret = secret;
    this.clock = clock;
  }

  enum Answer {
    DELIVERED,
    /// The receiver wants no more of it (410).
    REFUSED,
    FAILED
  }

  Answer deliver(WholeCall call, Summary summary) {
    var body = body(call, summary);
    var id = "msg_" + call.record().callSid();
    var timestamp = String.valueOf(clock.instant().getEpochSecond());
    var request =
        new Request.Builder()
            .url(url.toString())
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature(secret.value(), id, timestamp, body))
            .header("User-Agent", "ava-webhook")
            .post(RequestBody.create(body.getBytes(StandardCharsets.UTF_8), JSON))
            .build();
    try (var answer = client.newCall(request).execute()) {
      if (answer.isSuccessful()) {
        return Answer.DELIVERED;
      }
      warn(call, "HTTP " + answer.code());
      return answer.code() == 410 ? Answer.REFUSED : Answer.FAILED;
    } catch (IOException e) {
      warn(call, e.getClass().getSimpleName());
      return Answer.FAILED;
    }
  }

  private static String body(WholeCall call, Summary summary) {
    var json = SummaryJson.of(call, summary);
    json.put("type", "call.finished");
    return json.toString();
  }

  /// `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`.
  ///
  /// @param secret `whsec_` and base64, or any text
  static String signature(String secret, String id, String timestamp, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(secret), mac.getAlgorithm()));
      var signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] key(String secret) {
    return secret.startsWith(PREFIX)
        ? Base64.getDecoder().decode(secret.substring(PREFIX.length()))
        : secret.getBytes(StandardCharsets.UTF_8);
  }

  private static void warn(WholeCall call, String error) {
    LOG.atWarn()
        .addKeyValue("callSid", call.record().callSid())
        .addKeyValue("error", error)
        .log("webhook did not take the call");
  }
}
