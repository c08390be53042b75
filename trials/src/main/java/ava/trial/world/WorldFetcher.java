package ava.trial.world;

import ava.simulator.wire.Fetcher;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Twilio's requests on their way to the functions and back.
final class WorldFetcher implements Fetcher {
  private static final Duration LEAST = Duration.ofMillis(25);
  private static final Duration USUALLY_MORE = Duration.ofMillis(15);

  private final Actor twilio;
  private final BiConsumer<Request, Consumer<Answer>> functions;
  private final Draws draws;

  WorldFetcher(Actor twilio, BiConsumer<Request, Consumer<Answer>> functions) {
    this.twilio = twilio;
    this.functions = functions;
    this.draws = twilio.draws("webhooks");
  }

  @Override
  public void fetch(Request request, Consumer<Answer> then) {
    var world = twilio.world();
    var there = oneWay();
    var back = oneWay();
    world.at(
        twilio,
        world.now() + there.toNanos(),
        () ->
            functions.accept(
                request,
                answer -> {
                  world.trace().note(world.now(), twilio, "answer", answer.body());
                  world.at(twilio, world.now() + back.toNanos(), () -> then.accept(answer));
                }));
  }

  private Duration oneWay() {
    return LEAST.plus(draws.exponential(USUALLY_MORE));
  }
}
