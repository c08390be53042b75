package ava.local.phone;

import ava.shared.settings.Secret;
import ava.shared.twilio.TwilioSignature;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Twilio's requests to the telephone's routes of this machine, signed for the public address that
/// Ava knows as her own. Safe for several threads.
final class TwilioPost implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI here;
  private final String publicBase;
  private final Secret authToken;

  /// @param here where Ava listens
  /// @param publicBase with what every address of hers begins in a document
  TwilioPost(URI here, URI publicBase, Secret authToken) {
    this.here = here;
    this.publicBase = publicBase.toString();
    this.authToken = authToken;
  }

  /// Waits for the answer.
  ///
  /// @param address a path, or as it stands in a document
  /// @return the document; empty when none came
  Optional<String> ask(String address, Map<String, String> fields) {
    var path = address.replaceFirst("#.*$", "").replaceFirst("^https?://[^/]*", "");
    var sent = List.copyOf(fields.entrySet());
    var request =
        HttpRequest.newBuilder(here.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
            .header("X-Twilio-Signature", signature(publicBase + path, sent))
            .POST(HttpRequest.BodyPublishers.ofString(form(sent)))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return Optional.of(answer.body()).filter(_ -> answer.statusCode() / 100 == 2);
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// What opens a stream at that address.
  String signature(String address) {
    return signature(address, List.of());
  }

  private String signature(String address, List<Map.Entry<String, String>> fields) {
    return TwilioSignature.sign(authToken.value(), address, fields);
  }

  private static String form(List<Map.Entry<String, String>> fields) {
    return fields.stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
