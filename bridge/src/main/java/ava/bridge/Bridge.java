package ava.bridge;

import ava.bridge.call.Patience;
import ava.bridge.vertx.Contexts;
import ava.bridge.vertx.VertxDialer;
import ava.bridge.vertx.VertxLoop;
import ava.bridge.vertx.VirtualThreads;
import ava.shared.aws.Metrics;
import ava.shared.settings.Settings;
import ava.shared.settings.StoredSecrets;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bridge: a server for media streams, with everything that its calls need. All sockets of a
/// call live on one event loop, which carries several hundred calls, and loops share nothing that
/// moves; what waits does so on virtual threads. The methods may be called on any thread but an
/// event loop's.
public final class Bridge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

  private static final Duration START_WITHIN = Duration.ofSeconds(20);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private static final long ACTIVE_EVERY_MS = 30_000;
  private static final long SECRETS_EVERY_MS = 60_000;

  private final Vertx vertx;
  private final AwsClients clients;
  private final VirtualThreads beside;
  private final List<Serving> serving;

  private Bridge(Vertx vertx, AwsClients clients, VirtualThreads beside, List<Serving> serving) {
    this.vertx = vertx;
    this.clients = clients;
    this.beside = beside;
    this.serving = List.copyOf(serving);
  }

  /// What lives on an event loop.
  private record Serving(Context context, Exchange exchange, HttpServer server) {}

  /// Starts a bridge on one loop that prints its figures; returns once it listens.
  ///
  /// @param others answers every path but the stream's and `/healthz`, on the event loop
  /// @throws ava.shared.settings.SettingsException when settings are missing or wrong
  public static Bridge start(Map<String, String> environment, Handler<HttpServerRequest> others) {
    return start(environment, others, Metrics::standard, Patience.USUAL, 1);
  }

  /// As [#start(Map, Handler)], with figures that go elsewhere and a more or less patient Ava.
  public static Bridge start(
      Map<String, String> environment,
      Handler<HttpServerRequest> others,
      Metrics metrics,
      Patience patience) {
    return start(environment, others, _ -> metrics, patience, 1);
  }

  /// As [#start(Map, Handler)], with a loop for each core.
  static Bridge startOnEachCore(
      Map<String, String> environment, Handler<HttpServerRequest> others) {
    var cores = Runtime.getRuntime().availableProcessors();
    return start(environment, others, Metrics::standard, Patience.USUAL, cores);
  }

  /// Reads the settings and does nothing else.
  ///
  /// @throws ava.shared.settings.SettingsException when settings are missing or wrong
  public static void check(Map<String, String> environment) {
    var _ = config(environment, secrets());
  }

  private static BridgeConfig config(Map<String, String> environment, LastSecrets secrets) {
    return BridgeConfig.from(new Settings(environment, secrets::secret));
  }

  private static LastSecrets secrets() {
    return new LastSecrets(StoredSecrets.standard()::secret);
  }

  static Bridge start(
      Map<String, String> environment,
      Handler<HttpServerRequest> others,
      Function<String, Metrics> metrics,
      Patience patience,
      int loops) {
    var secrets = secrets();
    var config = config(environment, secrets).with(patience).sharedBy(loops);
    secrets.read();
    var vertx = vertx(loops);
    var clients = AwsClients.create();
    var beside = new VirtualThreads();
    try {
      var serving = new ArrayList<Serving>();
      for (var loop = 0; loop < loops; loop++) {
        var context = context(vertx);
        var around = around(vertx, context, beside);
        var exchange =
            serving.isEmpty()
                ? new Exchange(
                    config, clients, metrics.apply(config.service().metricsNamespace()), around)
                : serving.getFirst().exchange().onAnotherLoop(around);
        var server =
            Contexts.await(
                Contexts.on(context, () -> BridgeServer.listen(vertx, config, exchange, others)),
                START_WITHIN);
        serving.add(new Serving(context, exchange, server));
      }
      vertx.setPeriodic(ACTIVE_EVERY_MS, _ -> serving.getFirst().exchange().tellActive());
      vertx.setPeriodic(SECRETS_EVERY_MS, _ -> beside.run(() -> readAgain(secrets, serving)));
      var bridge = new Bridge(vertx, clients, beside, serving);
      LOG.atInfo()
          .addKeyValue("port", bridge.port())
          .addKeyValue("nativeTransport", vertx.isNativeTransportEnabled())
          .log("bridge ready");
      return bridge;
    } catch (IllegalStateException e) {
      vertx.close();
      clients.close();
      throw e;
    }
  }

  /// The loops take turns.
  private static Context context(Vertx vertx) {
    return ((VertxInternal) vertx).createEventLoopContext();
  }

  private static Exchange.Around around(Vertx vertx, Context context, VirtualThreads beside) {
    var loop = new VertxLoop(context);
    return new Exchange.Around(
        loop, new VertxDialer(vertx, loop), beside, () -> UUID.randomUUID().toString());
  }

  /// A secret that was rotated: what asks for it has the new one, and the model's next session.
  private static void readAgain(LastSecrets secrets, List<Serving> serving) {
    try {
      secrets.read();
      for (var each : serving) {
        each.context().runOnContext(_ -> each.exchange().keyMayHaveChanged());
      }
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("secrets not read again");
    }
  }

  public int port() {
    return serving.getFirst().server().actualPort();
  }

  public int activeCalls() {
    return serving.stream().mapToInt(each -> each.exchange().active()).sum();
  }

  /// Refuses new streams and lets the calls that are here end or go elsewhere. Returns when all are
  /// gone and written, or the patience is over.
  ///
  /// @return whether all are gone
  public boolean drain(Duration patience) {
    var gone =
        Future.all(serving.stream().map(Bridge::drained).toList())
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

  private static Future<Void> drained(Serving serving) {
    return Contexts.on(
        serving.context(),
        () -> {
          var left = Promise.<Void>promise();
          serving.exchange().drain(left::complete);
          return left.future();
        });
  }

  /// Closes the server and every socket at once, and the rest once nothing asks the table any more:
  /// a client is not closed under a request.
  @Override
  public void close() {
    for (var each : serving) {
      Contexts.await(
          Contexts.on(
              each.context(),
              () -> {
                each.exchange().close();
                return each.server().close();
              }),
          STOP_WITHIN);
    }
    beside.await(STOP_WITHIN);
    Contexts.await(vertx.close(), STOP_WITHIN);
    clients.close();
  }

  /// Both sockets of a call, and the session that is kept warm for it, share a thread.
  static Vertx vertx(int loops) {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(loops)
            .setPreferNativeTransport(true)
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false)));
  }
}
