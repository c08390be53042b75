package ava.dashboard;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The issuer's endpoints for programs: tokens for a code or for a refresh token, and an end to
/// them. Sources: AWS, "Token endpoint" and "Revoke endpoint"; RFC 6749, RFC 7009. Safe for use by
/// several threads.
final class TokenEndpoint {
  private static final Duration CONNECTS_WITHIN = Duration.ofSeconds(2);
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(3);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final SignInSettings settings;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTS_WITHIN)
          .build();

  TokenEndpoint(SignInSettings settings) {
    this.settings = settings;
  }

  /// @param refresh takes the place of the one before
  record Tokens(String access, String id, String refresh) {}

  /// @throws SignInException when there are none
  Tokens redeem(String code, String verifier) {
    return tokens(
        Map.of(
            "grant_type",
            "authorization_code",
            "client_id",
            settings.client(),
            "redirect_uri",
            settings.callback().toString(),
            "code",
            code,
            "code_verifier",
            verifier));
  }

  /// @throws SignInException when there are none
  Tokens refresh(String token) {
    return tokens(
        Map.of(
            "grant_type", "refresh_token", "client_id", settings.client(), "refresh_token", token));
  }

  /// Ends a sign-in; one that is over is no error.
  ///
  /// @throws SignInException when the issuer does not answer
  void revoke(String token) {
    post("/oauth2/revoke", Map.of("client_id", settings.client(), "token", token));
  }

  private Tokens tokens(Map<String, String> form) {
    var answer = post("/oauth2/token", form);
    var access = answer.path("access_token").asString("");
    if (access.isEmpty()) {
      throw SignInException.refused(answer.path("error").asString("no token"));
    }
    var kept = form.getOrDefault("refresh_token", "");
    return new Tokens(
        access, answer.path("id_token").asString(""), answer.path("refresh_token").asString(kept));
  }

  private JsonNode post(String path, Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(URI.create(settings.site() + path))
            .timeout(ANSWERS_WITHIN)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
        throw SignInException.away(new IOException("status " + answer.statusCode()));
      }
      return JSON.readTree(answer.body().isBlank() ? "{}" : answer.body());
    } catch (IOException | JacksonException e) {
      throw SignInException.away(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SignInException.away(e);
    }
  }
}
