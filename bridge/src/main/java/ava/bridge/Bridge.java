package ava.bridge;

import ava.bridge.call.CallFlow;
import ava.bridge.openai.RealtimeSessions;
import ava.bridge.record.CallEndedQueue;
import ava.bridge.record.DynamoJournal;
import ava.bridge.record.EarlierCalls;
import ava.bridge.record.GreetingStore;
import ava.bridge.twilio.MediaStreamEndpoint;
import ava.shared.CallStore;
import ava.shared.Metrics;
import ava.shared.Settings;
import ava.shared.StoredSecrets;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bridge: a server for media streams, with everything that its calls need. All sockets of all
/// calls live on one event loop, which carries several hundred calls; what waits does so on virtual
/// threads. The methods may be called on any thread but the event loop's.
public final class Bridge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

  private static final Duration START_WITHIN = Duration.ofSeconds(20);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
  private static final Duration MEMORY_WITHIN = Duration.ofMillis(1500);

  /// How long a connection may take until it has asked for something.
  private static final Duration ASK_WITHIN = Duration.ofSeconds(10);

  /// A peer that is gone without a word: Twilio sends audio all the time, a page its pings.
  private static final int SILENT_SECONDS = 600;

  private static final long ACTIVE_EVERY_MS = 30_000;
  private static final long SECRETS_EVERY_MS = 60_000;

  private final Vertx vertx;
  private final AwsClients clients;
  private final Thread greetings;
  private final Serving serving;

  private Bridge(Vertx vertx, AwsClients clients, Thread greetings, Serving serving) {
    this.vertx = vertx;
    this.clients = clients;
    this.greetings = greetings;
    this.serving = serving;
  }

  /// What lives on the event loop.
  private record Serving(
      Context context, RealtimeSessions models, CallDesk desk, HttpServer server) {}

  /// Starts a bridge that prints its figures; returns once it listens.
  ///
  /// @param others answers every path but the stream's and `/healthz`, on the event loop
  /// @throws ava.shared.SettingsException when settings are missing or wrong
  public static Bridge start(Map<String, String> environment, Handler<HttpServerRequest> others) {
    return start(environment, others, Metrics::standard);
  }

  /// As [#start(Map, Handler)], with figures that go elsewhere.
  public static Bridge start(
      Map<String, String> environment, Handler<HttpServerRequest> others, Metrics metrics) {
    return start(environment, others, _ -> metrics);
  }

  /// Reads the settings and does nothing else.
  ///
  /// @throws ava.shared.SettingsException when settings are missing or wrong
  public static void check(Map<String, String> environment) {
    var _ = config(environment, secrets());
  }

  private static BridgeConfig config(Map<String, String> environment, LastSecrets secrets) {
    return BridgeConfig.from(new Settings(environment, secrets::secret));
  }

  private static LastSecrets secrets() {
    return new LastSecrets(StoredSecrets.standard()::secret);
  }

  private static Bridge start(
      Map<String, String> environment,
      Handler<HttpServerRequest> others,
      Function<String, Metrics> metrics) {
    var secrets = secrets();
    var config = config(environment, secrets);
    secrets.read();
    var vertx = vertx();
    var clients = AwsClients.create();
    var figures = new CallMetrics(metrics.apply(config.metricsNamespace()));
    var stores = stores(config, clients);
    var greetings = Thread.startVirtualThread(stores.greetings()::load);
    var context = vertx.getOrCreateContext();
    try {
      var serving =
          await(on(context, () -> serve(context, config, stores, figures, others)), START_WITHIN);
      vertx.setPeriodic(SECRETS_EVERY_MS, _ -> readAgain(secrets, context, serving.models()));
      var bridge = new Bridge(vertx, clients, greetings, serving);
      LOG.atInfo().addKeyValue("port", bridge.port()).log("bridge ready");
      return bridge;
    } catch (IllegalStateException e) {
      vertx.close();
      clients.close();
      throw e;
    }
  }

  /// A secret that was rotated: what asks for it has the new one, and the model's next session.
  private static void readAgain(LastSecrets secrets, Context context, RealtimeSessions models) {
    Future.fromCompletionStage(
            CompletableFuture.runAsync(secrets::read, Thread::startVirtualThread), context)
        .onSuccess(_ -> models.keyMayHaveChanged())
        .onFailure(e -> LOG.atError().setCause(e).log("secrets not read again"));
  }

  private static DynamoJournal.Stores stores(BridgeConfig config, AwsClients clients) {
    return new DynamoJournal.Stores(
        new CallStore(clients.dynamoDb(), config.storage().callsTable(), Clock.systemUTC()),
        new CallEndedQueue(clients.sqs(), config.storage().callEndedQueueUrl()),
        new GreetingStore(
            clients.dynamoDb(),
            config.storage().callsTable(),
            config.rules().greeting().text(),
            config.session().voice(),
            config.session().model()),
        DynamoJournal.Stores.STANDARD_PAUSES);
  }

  /// Wires what lives on the event loop. Thread: the event loop.
  private static Future<Serving> serve(
      Context context,
      BridgeConfig config,
      DynamoJournal.Stores stores,
      CallMetrics figures,
      Handler<HttpServerRequest> others) {
    var vertx = context.owner();
    var clock = Clock.systemUTC();
    var models = new RealtimeSessions(context, config.session(), clock);
    var flow = new CallFlow(config.rules());
    var earlier = new EarlierCalls(stores.calls(), MEMORY_WITHIN);
    var shared = new CallDesk.Shared(flow, models, config.toolbox(), stores, earlier, figures);
    var desk = new CallDesk(context, shared, config.maxCalls(), clock);
    var endpoint =
        new MediaStreamEndpoint(
            vertx, config.access(), desk, clock, MediaStreamEndpoint.START_WITHIN);
    vertx.setPeriodic(ACTIVE_EVERY_MS, _ -> figures.active(desk.active()));
    models.keepWarm();
    var streams = config.access().publicUrl().getPath();
    var quiet = new QuietConnections(vertx, ASK_WITHIN);
    return vertx
        .createHttpServer(serverOptions())
        .connectionHandler(quiet::opened)
        .requestHandler(request -> {
          quiet.asked(request.connection());
          route(request, streams, endpoint, desk, others);
        })
        .listen(config.port())
        .map(server -> new Serving(context, models, desk, server));
  }

  private static void route(
      HttpServerRequest request,
      String streams,
      MediaStreamEndpoint endpoint,
      CallDesk desk,
      Handler<HttpServerRequest> others) {
    var path = request.path() == null ? "" : request.path();
    if (path.equals(streams)) {
      endpoint.handle(request);
    } else if (path.equals("/healthz")) {
      health(request, desk.draining());
    } else {
      others.handle(request);
    }
  }

  public int port() {
    return serving.server().actualPort();
  }

  public int activeCalls() {
    return serving.desk().active();
  }

  /// Refuses new streams and lets the calls that are here end or go elsewhere. Returns when all are
  /// gone and written, or the patience is over.
  ///
  /// @return whether all are gone
  public boolean drain(Duration patience) {
    var gone =
        on(serving.context(), () -> Future.fromCompletionStage(serving.desk().drain()))
            .toCompletionStage()
            .toCompletableFuture();
    try {
      gone.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      LOG.atError().addKeyValue("calls", activeCalls()).log("calls left behind");
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("drain failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Closes the server and every socket at once, then what reads the table.
  @Override
  public void close() {
    await(
        on(
            serving.context(),
            () -> {
              serving.models().close();
              return serving.server().close();
            }),
        STOP_WITHIN);
    await(vertx.close(), STOP_WITHIN);
    awaitGreetings();
    clients.close();
  }

  /// A client is not closed under a request.
  private void awaitGreetings() {
    try {
      greetings.join(STOP_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setTcpNoDelay(true)
        .setHttp2ClearTextEnabled(false)
        .setReadIdleTimeout(SILENT_SECONDS)
        .setCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(MediaStreamEndpoint.LARGEST_MESSAGE)
        .setMaxWebSocketMessageSize(MediaStreamEndpoint.LARGEST_MESSAGE)
        .setWebSocketClosingTimeout(2);
  }

  /// One event loop: both sockets of a call, and the session that is kept warm for it, share a
  /// thread.
  private static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(1)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }

  private static void health(HttpServerRequest request, boolean draining) {
    request
        .response()
        .setStatusCode(draining ? 503 : 200)
        .putHeader("content-type", "application/json")
        .end(draining ? "{\"status\":\"draining\"}" : "{\"status\":\"ok\"}");
  }

  private static <T> Future<T> on(Context context, Supplier<Future<T>> action) {
    var promise = Promise.<T>promise();
    context.runOnContext(_ -> action.get().onComplete(promise));
    return promise.future();
  }

  private static <T> T await(Future<T> future, Duration patience) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("bridge does not start or stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
