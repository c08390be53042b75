package ava.summary.content;

import ava.shared.settings.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// OpenAI's `POST /v1/chat/completions`, with the retries that OpenAI's own Java library makes: at
/// most two, after what the answer's headers ask for, else after half a second and then one, minus
/// up to a quarter of it. What of a request the model does not know and can do without is left out,
/// then and later. Safe for use by several threads.
final class ChatCompletions {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final int MOST_TRIES = 3;
  private static final long LARGEST_ANSWER = 1 << 20;
  private static final Set<String> DISPENSABLE =
      Set.of("reasoning_effort", "safety_identifier", "store", "max_completion_tokens");
  private static final Logger LOG = LoggerFactory.getLogger(ChatCompletions.class);

  private final OkHttpClient client;
  private final URI baseUrl;
  private final Secret key;
  private final Clock clock;
  private final Backoff backoff;
  private final Pause pause;
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();

  /// Waits.
  interface Pause {
    void take(Duration duration) throws InterruptedException;
  }

  /// What one try came to.
  private sealed interface Try {
    record Answered(String body) implements Try {}

    record Again(Optional<Duration> asked, SummaryUnavailable otherwise) implements Try {}

    record Without(String parameter, SummaryUnavailable otherwise) implements Try {}

    record Over(SummaryUnavailable why) implements Try {}
  }

  ChatCompletions(
      OkHttpClient client, URI baseUrl, Secret key, Clock clock, Backoff backoff, Pause pause) {
    this.client =
        client
            .newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(Duration.ofSeconds(50))
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .build();
    this.baseUrl = baseUrl;
    this.key = key;
    this.clock = clock;
    this.backoff = backoff;
    this.pause = pause;
  }

  /// The answer's body.
  ///
  /// @throws SummaryUnavailable when there is none before the deadline
  String complete(ObjectNode request, Instant deadline) {
    for (var tries = 1; ; ) {
      switch (attempt(request.deepCopy().remove(unknown), deadline)) {
        case Try.Answered(var body) -> {
          return body;
        }
        case Try.Over(var why) -> throw why;
        case Try.Without(var parameter, var otherwise) -> {
          if (!request.has(parameter) || !unknown.add(parameter)) {
            throw otherwise;
          }
        }
        case Try.Again(var asked, var otherwise) -> {
          if (tries == MOST_TRIES) {
            throw otherwise;
          }
          waitFor(asked.orElse(backoff.before(tries)), deadline, otherwise);
          tries++;
        }
      }
    }
  }

  private void waitFor(Duration delay, Instant deadline, SummaryUnavailable otherwise) {
    if (!clock.instant().plus(delay).isBefore(deadline)) {
      throw otherwise;
    }
    try {
      pause.take(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      otherwise.addSuppressed(e);
      throw otherwise;
    }
  }

  private Try attempt(ObjectNode body, Instant deadline) {
    var left = Duration.between(clock.instant(), deadline);
    if (!left.isPositive()) {
      return new Try.Over(late());
    }
    var call =
        client.newCall(
            new Request.Builder()
                .url(baseUrl + "/chat/completions")
                .header("Authorization", "Bearer " + key.value().strip())
                .post(RequestBody.create(body.toString(), JSON))
                .build());
    var _ = call.timeout().timeout(left.toMillis(), TimeUnit.MILLISECONDS);
    try (var answer = call.execute()) {
      return judge(answer);
    } catch (IOException e) {
      var timedOut = e instanceof InterruptedIOException;
      var why =
          timedOut
              ? late()
              : new SummaryUnavailable(
                  "le service est injoignable", "no connection: " + e.getClass().getSimpleName());
      why.initCause(e);
      return new Try.Again(Optional.empty(), why);
    }
  }

  private Try judge(Response answer) throws IOException {
    var body = answer.peekBody(LARGEST_ANSWER).string();
    if (answer.isSuccessful()) {
      return new Try.Answered(body);
    }
    var refusal = ChatError.of(answer.code(), body);
    LOG.atWarn()
        .addKeyValue("status", answer.code())
        .addKeyValue("code", refusal.code())
        .addKeyValue("requestId", answer.header("x-request-id", ""))
        .log("the model's service refused");
    var without = refusal.unsupported().filter(DISPENSABLE::contains);
    if (without.isPresent()) {
      return new Try.Without(without.get(), refusal.toException());
    }
    return refusal.again(answer.header("x-should-retry"))
        ? new Try.Again(
            backoff.asked(answer.header("retry-after-ms"), answer.header("retry-after")),
            refusal.toException())
        : new Try.Over(refusal.toException());
  }

  private static SummaryUnavailable late() {
    return new SummaryUnavailable("le service n’a pas répondu à temps", "deadline passed");
  }
}
