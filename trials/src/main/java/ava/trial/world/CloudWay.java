package ava.trial.world;

import ava.shared.aws.AwsWaits;
import ava.trial.world.CloudService.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/// The network between a client of AWS and a service: it takes its time, within the client's
/// limits, and has its mishaps. Thread: a fiber's.
final class CloudWay {
  private static final Duration LEAST = Duration.ofMillis(2);
  private static final Duration USUALLY_MORE = Duration.ofMillis(3);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(60);

  private final World world;
  private final CloudService service;
  private final AwsWaits waits;
  private final Mishap.Source mishaps;
  private final Draws draws;
  private final Map<Fiber, Long> begun = new HashMap<>();

  CloudWay(World world, CloudService service, AwsWaits waits, Mishap.Source mishaps, Draws draws) {
    this.world = world;
    this.service = service;
    this.waits = waits;
    this.mishaps = mishaps;
    this.draws = draws;
  }

  /// The name of the service at its end.
  String service() {
    return service.name();
  }

  /// Makes one try of a request.
  ///
  /// @param attempt from 1
  Reply ask(Mishap.Request asked, int attempt) throws IOException {
    var fiber = world.running();
    fiber.outside();
    if (attempt > 1) {
      fiber.sleep(draws.exponential(BETWEEN_TRIES));
    } else {
      begun.put(fiber, world.now());
    }
    world.trace().note(world.now(), fiber.actor(), asked.service(), asked.operation());
    mishaps.leaves(asked);
    return new Try(fiber, asked, limit(fiber)).make();
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
    private final Mishap.Request asked;
    private final Duration left;
    private Duration used = Duration.ZERO;

    Try(Fiber fiber, Mishap.Request asked, Duration left) {
      this.fiber = fiber;
      this.asked = asked;
      this.left = left;
    }

    Reply make() throws IOException {
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

    private Reply done() throws IOException {
      return service.answer(asked);
    }

    private Reply back(Reply reply) throws IOException {
      travel(oneWay());
      begun.remove(fiber);
      return reply;
    }
  }
}
