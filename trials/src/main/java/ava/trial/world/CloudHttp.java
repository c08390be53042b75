package ava.trial.world;

import ava.shared.aws.AwsWaits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/// The network between a client of AWS and a service: it takes its time, within the client's
/// limits, and has its mishaps. The client is the SDK's own. Thread: a fiber's.
final class CloudHttp implements SdkHttpClient {
  private static final String ATTEMPT = "attempt=";
  private static final Duration LEAST = Duration.ofMillis(2);
  private static final Duration USUALLY_MORE = Duration.ofMillis(3);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(60);

  private final World world;
  private final CloudService service;
  private final AwsWaits waits;
  private final Mishap.Source mishaps;
  private final Draws draws;
  private final Map<Fiber, Long> begun = new HashMap<>();

  CloudHttp(World world, CloudService service, AwsWaits waits, Mishap.Source mishaps, Draws draws) {
    this.world = world;
    this.service = service;
    this.waits = waits;
    this.mishaps = mishaps;
    this.draws = draws;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return ask(request);
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public String clientName() {
    return "World";
  }

  @Override
  public void close() {}

  private HttpExecuteResponse ask(HttpExecuteRequest request) throws IOException {
    var fiber = world.running();
    fiber.outside();
    if (attempt(request) > 1) {
      fiber.sleep(draws.exponential(BETWEEN_TRIES));
    } else {
      begun.put(fiber, world.now());
    }
    var asked = service.read(request);
    world.trace().note(world.now(), fiber.actor(), asked.service(), asked.operation());
    mishaps.leaves(asked);
    return new Try(fiber, request, limit(fiber)).make(asked);
  }

  /// The SDK counts in a header: `attempt=2; max=3`.
  private static int attempt(HttpExecuteRequest request) {
    return request
        .httpRequest()
        .firstMatchingHeader("amz-sdk-request")
        .map(header -> header.charAt(ATTEMPT.length()) - '0')
        .orElse(1);
  }

  /// What is left of the time for all tries.
  private Duration limit(Fiber fiber) {
    var gone = Duration.ofNanos(world.now() - begun.getOrDefault(fiber, world.now()));
    var left = waits.allTries().minus(gone);
    if (!left.isPositive()) {
      throw tooLate();
    }
    return left;
  }

  private ApiCallTimeoutException tooLate() {
    return ApiCallTimeoutException.create(waits.allTries().toMillis());
  }

  /// One try.
  private final class Try {
    private final Fiber fiber;
    private final HttpExecuteRequest request;
    private final Duration left;
    private Duration used = Duration.ZERO;

    Try(Fiber fiber, HttpExecuteRequest request, Duration left) {
      this.fiber = fiber;
      this.request = request;
      this.left = left;
    }

    HttpExecuteResponse make(Mishap.Request asked) throws IOException {
      travel(oneWay());
      return switch (mishaps.next(asked)) {
        case Mishap.None() -> back(done());
        case Mishap.Late(var by) -> {
          travel(by);
          yield back(done());
        }
        case Mishap.Throttled() -> back(service.refusal(400, "ThrottlingException"));
        case Mishap.Refused(var code) -> back(service.refusal(400, code));
        case Mishap.ServerError(var applied) -> {
          if (applied) {
            done();
          }
          yield back(service.refusal(500, "InternalServerError"));
        }
        case Mishap.Reset(var applied, var unchecked) -> {
          if (applied) {
            done();
          }
          travel(oneWay());
          var reset = new SocketException("Connection reset");
          if (unchecked) {
            throw new UncheckedIOException(reset);
          }
          throw reset;
        }
        case Mishap.Silent() -> {
          travel(waits.allTries());
          throw new IllegalStateException("longer than any wait");
        }
        case Mishap.Down() -> throw new ConnectException("Connection refused");
      };
    }

    private Duration oneWay() {
      return LEAST.plus(draws.exponential(USUALLY_MORE));
    }

    /// Waits, no longer than the client does.
    private void travel(Duration time) throws IOException {
      var limit = waits.oneTry().compareTo(left) < 0 ? waits.oneTry() : left;
      if (used.plus(time).compareTo(limit) <= 0) {
        used = used.plus(time);
        fiber.sleep(time);
        return;
      }
      fiber.sleep(limit.minus(used));
      if (limit.equals(left)) {
        throw tooLate();
      }
      throw new SocketTimeoutException("Read timed out");
    }

    private CloudService.Reply done() throws IOException {
      return service.answer(request);
    }

    private HttpExecuteResponse back(CloudService.Reply reply) throws IOException {
      travel(oneWay());
      begun.remove(fiber);
      var body = reply.body().getBytes(StandardCharsets.UTF_8);
      var stream = AbortableInputStream.create(new ByteArrayInputStream(body));
      var response =
          SdkHttpFullResponse.builder()
              .statusCode(reply.status())
              .putHeader("Content-Type", reply.type())
              .putHeader("Content-Length", Integer.toString(body.length))
              .content(stream)
              .build();
      return HttpExecuteResponse.builder().response(response).responseBody(stream).build();
    }
  }
}
