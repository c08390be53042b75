package ava.trial.world;

import ava.embedded.lambda.JsonFunction;
import ava.shared.aws.AwsWaits;
import ava.shared.aws.Metrics;
import ava.shared.aws.OutOfReach;
import ava.simulator.wire.Fetcher;
import ava.summary.SummaryHandler;
import ava.telephone.TelephoneHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The real functions, each invocation on a fiber of its own, with Lambda's limits: one that takes
/// too long is ended where it waits. Source: `template.yaml`.
final class FunctionsHost {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration TELEPHONE_LIMIT = Duration.ofSeconds(10);
  private static final Duration SUMMARY_LIMIT = Duration.ofSeconds(90);
  private static final AwsWaits NOTING =
      new AwsWaits(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(1));
  private static final AwsWaits TELEPHONE =
      new AwsWaits(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
  private static final AwsWaits SUMMARY =
      new AwsWaits(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10));
  private static final AwsWaits MAIL =
      new AwsWaits(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20));

  private final World world;
  private final Actor telephone;
  private final Actor summary;
  private final TelephoneHandler telephones;
  private final SummaryHandler summaries;
  private final Fate fate;
  private final BiConsumer<String, RuntimeException> threw;

  /// Decides what becomes of invocations.
  interface Fate {
    /// At which of its calls outside an invocation dies; empty when it lives.
    ///
    /// @param function `telephone` or `summary`
    Optional<Integer> dies(String function);

    /// How long an invocation takes to begin.
    Duration start(String function);
  }

  /// @param threw is told which function threw what
  FunctionsHost(
      World world,
      WorldAws aws,
      Map<String, String> settings,
      OkHttpClient web,
      Fate fate,
      BiConsumer<String, RuntimeException> threw) {
    this.world = world;
    this.threw = threw;
    this.fate = fate;
    this.telephone = world.actor("telephone");
    this.summary = world.actor("summary");
    this.telephones =
        new TelephoneHandler(
            settings,
            new TelephoneHandler.Clients(
                aws.table(NOTING), aws.table(TELEPHONE), aws.queue(TELEPHONE)),
            Metrics.none(),
            world.clock());
    var draws = summary.draws("pauses");
    this.summaries =
        new SummaryHandler(
            settings,
            new SummaryHandler.Around(
                aws.table(SUMMARY),
                aws.mail(MAIL),
                web,
                Metrics.none(),
                world.clock(),
                () -> draws.below(1_000) / 1_000.0,
                pause -> world.running().sleep(pause)));
  }

  /// Answers a request of Twilio's.
  ///
  /// @param then on the function's turn
  void answer(Fetcher.Request request, Consumer<Fetcher.Answer> then) {
    var event = event(request);
    var context = new WorldContext(world, TELEPHONE_LIMIT);
    var answered = new boolean[1];
    var fiber =
        invoke(
            telephone,
            "telephone",
            TELEPHONE_LIMIT,
            () -> {
              var response = new JsonFunction(telephones).ask(event, context);
              answered[0] = true;
              then.accept(
                  new Fetcher.Answer(
                      response.path("statusCode").asInt(), response.path("body").asString("")));
            });
    fiber.whenOver(() -> {
      if (!answered[0]) {
        then.accept(new Fetcher.Answer(500, "{\"message\":\"Internal Server Error\"}"));
      }
    });
  }

  private static ObjectNode event(Fetcher.Request request) {
    var query = request.url().getRawQuery();
    var event =
        JSON.createObjectNode()
            .put("rawPath", request.url().getPath())
            .put("rawQueryString", query == null ? "" : query)
            .put("body", request.body())
            .put("isBase64Encoded", false);
    var headers = event.putObject("headers");
    new TreeMap<>(request.headers())
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    event.putObject("requestContext").putObject("http").put("method", request.method());
    return event;
  }

  /// Takes a message of the queue.
  ///
  /// @param done is told whether the message can be deleted
  void summarise(WorldQueue.Delivery delivery, Consumer<Boolean> done) {
    var event = JSON.createObjectNode();
    var record = event.putArray("Records").addObject();
    record.put("messageId", delivery.message().id()).put("body", delivery.message().body());
    record.put("eventSource", "aws:sqs");
    record
        .putObject("attributes")
        .put("ApproximateReceiveCount", Integer.toString(delivery.number()));
    ask(
        event,
        answer ->
            done.accept(answer.map(a -> a.path("batchItemFailures").isEmpty()).orElse(false)));
  }

  /// Finishes what nobody announced.
  void sweep() {
    ask(JSON.createObjectNode().put("sweep", true), _ -> {});
  }

  /// @param then gets the answer, or nothing when the invocation failed
  private void ask(JsonNode event, Consumer<Optional<JsonNode>> then) {
    var output = new ByteArrayOutputStream();
    var context = new WorldContext(world, SUMMARY_LIMIT);
    var fiber =
        invoke(
            summary,
            "summary",
            SUMMARY_LIMIT,
            () ->
                summaries.handleRequest(
                    new ByteArrayInputStream(event.toString().getBytes(StandardCharsets.UTF_8)),
                    output,
                    context));
    fiber.whenOver(() ->
        then.accept(
            output.size() == 0
                ? Optional.empty()
                : Optional.of(JSON.readTree(output.toByteArray()))));
  }

  private Fiber invoke(Actor actor, String function, Duration limit, Runnable body) {
    var fiber =
        world.fiber(
            actor,
            () -> {
              world.running().sleep(fate.start(function));
              try {
                body.run();
              } catch (OutOfReach e) {
                world.trace().note(world.now(), actor, function, e.toString());
              } catch (RuntimeException e) {
                threw.accept(function, e);
              }
            });
    fate.dies(function).ifPresent(fiber::dieAt);
    actor.after(limit, fiber::unwind);
    return fiber;
  }
}
