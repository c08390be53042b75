package ava.trial.world;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/// The rest of the web, as the functions see it: an OkHttp whose requests are answered in this
/// process, on the fiber that makes them, after a while in virtual time.
final class WorldWeb {
  private static final MediaType JSON = MediaType.get("application/json");

  private final World world;
  private final Site site;
  private final OkHttpClient client;

  /// Who answers.
  @FunctionalInterface
  interface Site {
    Page answer(Asked asked);
  }

  /// @param path with the query
  record Asked(String host, String method, String path, String body) {}

  /// What comes back.
  ///
  /// @param status 0 when nobody is there, -1 when nothing comes back
  record Page(int status, String body, Duration after) {}

  WorldWeb(World world, Site site) {
    this.world = world;
    this.site = site;
    this.client = new OkHttpClient.Builder().addInterceptor(this::intercept).build();
  }

  OkHttpClient client() {
    return client;
  }

  private Response intercept(Interceptor.Chain chain) throws IOException {
    var fiber = world.running();
    fiber.outside();
    var request = chain.request();
    var page = site.answer(asked(request));
    world.trace().note(world.now(), fiber.actor(), "web", request.url().host() + page.status());
    var limit = Duration.ofNanos(chain.call().timeout().timeoutNanos());
    var patience = limit.isZero() ? Duration.ofMinutes(2) : limit;
    if (page.status() < 0 || page.after().compareTo(patience) > 0) {
      fiber.sleep(patience);
      throw new InterruptedIOException("timeout");
    }
    fiber.sleep(page.after());
    if (page.status() == 0) {
      throw new ConnectException("Connection refused");
    }
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(page.status())
        .message("-")
        .body(ResponseBody.create(page.body(), JSON))
        .build();
  }

  private static Asked asked(Request request) throws IOException {
    var buffer = new Buffer();
    var body = request.body();
    if (body != null) {
      body.writeTo(buffer);
    }
    var query = request.url().encodedQuery();
    return new Asked(
        request.url().host(),
        request.method(),
        request.url().encodedPath() + (query == null ? "" : "?" + query),
        buffer.readUtf8());
  }
}
