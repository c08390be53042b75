package ava.bridge;

import ava.bridge.vertx.MediaStreamEndpoint;
import ava.bridge.vertx.RehearsalCaller;
import ava.bridge.vertx.RehearsalStage;
import ava.bridge.vertx.VertxDialer;
import ava.bridge.vertx.VertxLoop;
import ava.bridge.vertx.VirtualThreads;
import ava.shared.aws.AwsWaits;
import ava.shared.aws.Metrics;
import ava.shared.call.CallSid;
import ava.shared.settings.Secret;
import ava.shared.settings.Settings;
import ava.shared.settings.StoredSecrets;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.TwilioSignature;
import ava.shared.twilio.Twiml;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// A call before the first one: through the same sockets, codecs, steps and clients, with nobody
/// there but this process. The first caller then waits for no class, and a cache of classes that is
/// made behind it holds what calls need. It stops nobody: one that fails is told and forgotten.
final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
  private static final String WORD = "rehearsal";
  private static final String URL = "wss://rehearsal.invalid/media-stream";

  /// The bridge's own waits do not matter here.
  private static final AwsWaits WAITS =
      new AwsWaits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5));

  private final Vertx vertx = Bridge.vertx(1);
  private final VertxLoop loop = new VertxLoop(vertx.getOrCreateContext());
  private final VirtualThreads beside = new VirtualThreads();
  private final CompletableFuture<Boolean> spoken = new CompletableFuture<>();
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();
  private final int turns;

  private Optional<Exchange> exchange = Optional.empty();

  private Rehearsal(int turns) {
    this.turns = turns;
  }

  /// Plays a call, and returns when the caller has been greeted and answered. Behind the hang-up a
  /// call waits for a second, which goes by beside whoever goes on.
  ///
  /// @param turns how often the model answers
  /// @param longest until the call is over
  /// @return whether it came so far
  static boolean play(int turns, Duration longest) {
    return played(turns, longest, rehearsal -> rehearsal.spoken);
  }

  /// As [#play], and returns when the call is over: a training must see how one ends.
  static boolean playToTheEnd(int turns, Duration longest) {
    return played(turns, longest, rehearsal -> rehearsal.over);
  }

  private static boolean played(
      int turns, Duration longest, Function<Rehearsal, CompletableFuture<Boolean>> until) {
    var began = System.nanoTime();
    var rehearsal = new Rehearsal(turns);
    var _ =
        rehearsal
            .over
            .orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete((_, failure) -> rehearsal.close(failure));
    rehearsal.loop.execute(rehearsal::begin);
    try {
      var done = until.apply(rehearsal).get();
      var took = Duration.ofNanos(System.nanoTime() - began);
      LOG.atInfo().addKeyValue("ms", took.toMillis()).log("rehearsed");
      return done;
    } catch (ExecutionException e) {
      LOG.atWarn().setCause(e).log("rehearsal failed");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void close(@Nullable Throwable failure) {
    if (failure != null) {
      spoken.completeExceptionally(failure);
    }
    vertx.close();
  }

  private void begin() {
    new RehearsalStage(vertx, this::answer, turns, this::end)
        .listen(vertx.createHttpServer(BridgeServer.options()))
        .onFailure(over::completeExceptionally)
        .onSuccess(server -> beside.run(() -> prepare(server.actualPort())));
  }

  private void answer(HttpServerRequest stream) {
    exchange.ifPresent(there -> new MediaStreamEndpoint(there.door()).handle(stream));
  }

  /// Everything was said: the call leaves as one does when a bridge ends.
  private void end() {
    spoken.complete(true);
    exchange.ifPresent(there -> {
      there.close();
      there.drain(() -> over.complete(true));
    });
  }

  /// Beside the loop, since secrets are waited for.
  private void prepare(int port) {
    try {
      var here = URI.create("http://127.0.0.1:" + port);
      var secrets = new LastSecrets(secrets(here)::secret);
      var config = BridgeConfig.from(new Settings(environment(here), secrets::secret));
      secrets.read();
      var clients =
          new AwsClients(
              client(DynamoDbClient.builder(), here),
              client(SqsClient.builder().checksumValidationEnabled(false), here));
      loop.execute(() -> {
        if (!over.isDone()) {
          open(config, clients);
          call(port);
        }
      });
    } catch (RuntimeException e) {
      over.completeExceptionally(e);
    }
  }

  private void open(BridgeConfig config, AwsClients clients) {
    var around =
        new Exchange.Around(
            loop, new VertxDialer(vertx, loop), beside, () -> UUID.randomUUID().toString());
    var made = new Exchange(config, clients, Metrics.none(), around);
    made.open(() -> {});
    exchange = Optional.of(made);
  }

  private void call(int port) {
    var token =
        new SignedToken(Secret.of(WORD), Clock.systemUTC())
            .issue(Twiml.Opening.NEW.subject(CallSid.NOBODY), Duration.ofSeconds(60));
    var start =
        """
        {"event":"start","sequenceNumber":"1","start":{"streamSid":"MZ%1$s","callSid":"CA%1$s",\
        "customParameters":{"token":"%2$s","from":"+33600000000","to":"+33142000000"}},\
        "streamSid":"MZ%1$s"}\
        """
            .formatted("0".repeat(32), token);
    new RehearsalCaller(vertx).call(port, TwilioSignature.sign(WORD, URL, List.of()), start);
  }

  private static Map<String, String> environment(URI here) {
    var environment = new TreeMap<String, String>();
    environment.put("BRIDGE_URL", URL);
    environment.put("OPENAI_BASE_URL", here + "/v1");
    environment.put("CALLS_TABLE", WORD);
    environment.put("CALL_ENDED_QUEUE_URL", here + "/queue/" + WORD);
    for (var secret : List.of("OPENAI_API_KEY", "TWILIO_AUTH_TOKEN", "STREAM_TOKEN_SECRET")) {
      environment.put(secret + "_ARN", "arn:aws:secretsmanager:eu-west-3:1:secret:" + secret);
    }
    return environment;
  }

  private static StoredSecrets secrets(URI here) {
    var client = client(SecretsManagerClient.builder(), here);
    return new StoredSecrets(() -> client, Clock.systemUTC());
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder, URI here) {
    var key = AwsBasicCredentials.create(WORD, WORD);
    return WAITS.client(
        builder
            .endpointOverride(here)
            .region(Region.EU_WEST_3)
            .credentialsProvider(StaticCredentialsProvider.create(key)));
  }
}
