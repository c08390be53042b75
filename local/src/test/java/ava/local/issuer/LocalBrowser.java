package ava.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Signs in by the real flow as a browser would, and keeps cookies. Not for several threads.
public final class LocalBrowser {
  private final OkHttpClient http =
      new OkHttpClient.Builder().followRedirects(false).readTimeout(Duration.ofMinutes(2)).build();
  private final Map<String, String> cookies = new TreeMap<>();
  private final URI here;

  public LocalBrowser(URI here) {
    this.here = here;
  }

  /// What a request answered.
  public record Seen(int status, Map<String, String> headers, String body) {
    /// Where one is sent to; empty text for nowhere.
    public String location() {
      return headers.getOrDefault("location", "");
    }

    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }

  /// Returns an access token.
  public String signIn(String user, String password) {
    var authorize = get("/auth/login", Map.of()).location();
    var form = get(path(authorize), Map.of()).location();
    var answer =
        send(
            "POST",
            form,
            Map.of("Origin", here.toString()),
            new FormBody.Builder().add("username", user).add("password", password).build());
    assertThat(answer.status()).isEqualTo(302);
    var home = get(path(answer.location()), Map.of());
    assertThat(home.headers()).containsEntry("location", "/");
    return post("token").json().path("token").asString();
  }

  /// One of the page's requests to `/auth`.
  public Seen post(String what) {
    return send(
        "POST",
        "/auth/" + what,
        Map.of("Origin", here.toString(), "X-Ava", "1"),
        RequestBody.create(new byte[0]));
  }

  public Seen get(String path, Map<String, String> headers) {
    return send("GET", path, headers, null);
  }

  public Seen send(
      String method, String path, Map<String, String> headers, @Nullable RequestBody body) {
    var request = new Request.Builder().url(here + path).method(method, body);
    if (!cookies.isEmpty()) {
      var pairs = cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).toList();
      request.header("Cookie", String.join("; ", pairs));
    }
    headers.forEach(request::header);
    try (var answer = http.newCall(request.build()).execute()) {
      keep(answer);
      var seen = new TreeMap<String, String>();
      answer
          .headers()
          .forEach(h -> seen.put(h.getFirst().toLowerCase(java.util.Locale.ROOT), h.getSecond()));
      return new Seen(answer.code(), seen, answer.body().string());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keep(Response answer) {
    for (var cookie : answer.headers("Set-Cookie")) {
      var pair = cookie.replaceFirst(";.*", "").split("=", 2);
      if (pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
  }

  private static String path(String address) {
    var uri = URI.create(address);
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }
}
