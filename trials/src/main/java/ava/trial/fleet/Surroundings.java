package ava.trial.fleet;

import ava.embedded.EmbeddedSes;
import ava.embedded.aws.LocalAws;
import ava.embedded.aws.LocalSettings;
import ava.embedded.aws.QueuePoller;
import ava.embedded.gateway.ApiGateway;
import ava.embedded.gateway.Route;
import ava.shared.settings.Secret;
import ava.shared.table.CallStore;
import ava.summary.SummaryHandler;
import ava.telephone.TelephoneHandler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Everything of Ava but her bridges: the functions that Twilio and the queue call, behind a
/// gateway, and AWS embedded. One at a time in a process, see [LocalAws].
public final class Surroundings implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int FIRST_PORT = 20_000;
  private static final int PORTS = 12_000;

  /// Processes that start together look in different places.
  private static final AtomicInteger NEXT_PORT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * 101));

  private final LocalAws aws;
  private final LocalSettings settings;
  private final Vertx vertx;
  private final QueuePoller poller;

  private Surroundings(LocalAws aws, LocalSettings settings, Vertx vertx, QueuePoller poller) {
    this.aws = aws;
    this.settings = settings;
    this.vertx = vertx;
    this.poller = poller;
  }

  /// @param given settings as in an environment
  /// @param model the model's stand-in
  public static Surroundings start(Map<String, String> given, URI model) {
    var port = freePort();
    var aws = LocalAws.start(Optional.empty(), EmbeddedSes.start());
    var settings = LocalSettings.of(given, aws.queueUrl(), port, Optional.of(model));
    var environment = settings.functions();
    var telephone = new TelephoneHandler(environment);
    var gateway =
        new ApiGateway(Route.all(TelephoneHandler.ROUTES, telephone).toList(), Clock.systemUTC());
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    var listening =
        vertx.createHttpServer().requestHandler(gateway::handle).listen(port, "127.0.0.1");
    listening
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
    var poller = QueuePoller.start(aws.sqs(), aws.queueUrl(), new SummaryHandler(environment));
    return new Surroundings(aws, settings, vertx, poller);
  }

  /// What a bridge's process gets.
  public Map<String, String> bridgeEnvironment() {
    var environment = new HashMap<>(settings.bridge());
    environment.putAll(aws.environment());
    return environment;
  }

  /// Where Twilio finds `/twiml`.
  public URI publicBaseUrl() {
    return settings.publicBaseUrl();
  }

  public Secret twilioAuthToken() {
    return Secret.of(settings.twilioAuthToken());
  }

  public CallStore calls() {
    return new CallStore(aws.table(), LocalAws.TABLE, Clock.systemUTC());
  }

  public List<EmbeddedSes.Mail> mails() {
    return aws.mail().mails();
  }

  @Override
  public void close() {
    poller.close();
    vertx
        .close()
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
    aws.close();
  }

  /// A port that nobody listens at, below those that the system hands out: what connects meanwhile
  /// does not take it.
  public static int freePort() {
    for (var tries = 0; tries < PORTS; tries++) {
      var port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException _) {
        // somebody else's: the next one
      }
    }
    throw new IllegalStateException("no free port");
  }
}
