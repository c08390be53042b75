package ava.local;

import ava.bridge.Bridge;
import ava.dashboard.DashboardHandler;
import ava.embedded.EmbeddedSes;
import ava.embedded.TableStream;
import ava.embedded.aws.LocalAws;
import ava.embedded.aws.LocalSettings;
import ava.embedded.aws.QueuePoller;
import ava.embedded.gateway.ApiGateway;
import ava.embedded.gateway.JwtAuthorizer;
import ava.embedded.gateway.LambdaContext;
import ava.embedded.gateway.LiveApi;
import ava.embedded.gateway.Route;
import ava.live.LiveHandler;
import ava.local.issuer.IssuerSettings;
import ava.local.issuer.LocalIssuer;
import ava.local.mail.Mailbox;
import ava.local.mail.MailboxPage;
import ava.local.phone.PhoneDesk;
import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.settings.Secret;
import ava.shared.table.CallStore;
import ava.summary.SummaryHandler;
import ava.telephone.TelephoneHandler;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The whole of Ava in one process, on one port: the real handlers behind a gateway, the real
/// bridge, and AWS embedded. One at a time in a process, see [LocalAws].
public final class LocalAva implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LocalAva.class);
  private static final Duration TWILIO_ASKS_WITHIN = Duration.ofSeconds(10);
  private static final Duration SUMMARIES_WITHIN = Duration.ofSeconds(60);

  private final LocalAws aws;
  private final LocalSettings settings;
  private final LiveApi live;
  private final Bridge bridge;
  private final QueuePoller poller;
  private final TableStream stream;
  private final OpenCalls open;
  private final PhoneDesk phone;
  private final Sweeps sweeps;

  private LocalAva(LocalAws aws, LocalSettings settings, Doors doors, Feeds feeds) {
    this.aws = aws;
    this.settings = settings;
    this.live = doors.live();
    this.bridge = doors.bridge();
    this.open = doors.open();
    this.phone = doors.phone();
    this.poller = feeds.poller();
    this.stream = feeds.stream();
    this.sweeps = new Sweeps(feeds.summary(), () -> open.open(this::taken), Clock.systemUTC());
  }

  /// Where requests come in.
  private record Doors(LiveApi live, Bridge bridge, OpenCalls open, PhoneDesk phone) {}

  /// What invokes functions without a request.
  private record Feeds(SummaryHandler summary, QueuePoller poller, TableStream stream) {}

  /// What to start.
  ///
  /// @param data where calls are kept; without it they are gone with the process
  /// @param port 0 takes a free one
  /// @param given settings as in an environment
  /// @param simulator the model's stand-in
  /// @param mailbox where her mails go
  public record Plan(
      Optional<Path> data,
      int port,
      Map<String, String> given,
      Optional<URI> simulator,
      Mailbox mailbox) {}

  /// @throws ava.shared.settings.SettingsException when settings are missing or wrong
  public static LocalAva start(Plan plan) {
    var port = plan.port() == 0 ? freePort() : plan.port();
    var aws = LocalAws.start(plan.data(), EmbeddedSes.start(plan.mailbox()));
    try {
      var settings = LocalSettings.of(plan.given(), aws.queueUrl(), port, plan.simulator());
      return start(aws, settings, plan);
    } catch (RuntimeException e) {
      aws.close();
      throw e;
    }
  }

  private static LocalAva start(LocalAws aws, LocalSettings settings, Plan plan) {
    var environment = environment(settings);
    var issuer =
        new LocalIssuer(
            settings.here(),
            IssuerSettings.from(environment),
            plan.data().map(folder -> folder.resolve("sign-in.json")),
            Clock.systemUTC());
    // one behind the other: threads that initialise the same libraries at once may wait for each
    // other for ever
    var dashboard = new DashboardHandler(environment);
    var live = new LiveHandler(environment);
    var summary = new SummaryHandler(environment);
    var telephone = new TelephoneHandler(environment);
    var open = new OpenCalls(Clock.systemUTC());
    var gateway =
        new ApiGateway(routes(telephone, dashboard, issuer), Clock.systemUTC(), open::answered);
    var liveApi = new LiveApi(LocalSettings.LIVE_STAGE, live, Clock.systemUTC());
    var page = new MailboxPage(plan.mailbox(), issuer::knows);
    var calls = new CallStore(aws.table(), LocalAws.TABLE, Clock.systemUTC());
    var phone = new PhoneDesk(place(settings), calls, Clock.systemUTC());
    var bridge =
        Bridge.start(
            settings.bridge(),
            request ->
                answer(
                    request,
                    List.of(liveApi::handle, page::handle, phone::handle, issuer::handle),
                    gateway));
    var ava =
        new LocalAva(
            aws,
            settings,
            new Doors(liveApi, bridge, open, phone),
            new Feeds(
                summary,
                QueuePoller.start(aws.sqs(), aws.queueUrl(), summary),
                TableStream.follow(aws.dynamoDb(), LocalAws.TABLE, b -> push(live, b))));
    ava.sweeps.start();
    return ava;
  }

  private static PhoneDesk.Place place(LocalSettings settings) {
    return new PhoneDesk.Place(
        settings.here(),
        settings.publicBaseUrl(),
        settings.bridgeUrl(),
        Secret.of(settings.twilioAuthToken()),
        settings.model());
  }

  /// What the functions read.
  static Map<String, String> environment(LocalSettings settings) {
    var environment = new HashMap<>(settings.functions());
    environment.putAll(LocalIssuer.environment(settings.here()));
    return environment;
  }

  private static List<Route> routes(
      TelephoneHandler telephone, DashboardHandler dashboard, LocalIssuer issuer) {
    var judge =
        new JwtAuthorizer(
            issuer.issuer(), issuer.client(), Set.of(DashboardHandler.SCOPE), Clock.systemUTC());
    return Stream.concat(
            Route.all(TelephoneHandler.ROUTES, telephone),
            Route.all(DashboardHandler.ROUTES, dashboard)
                .map(route -> DashboardHandler.guarded(route.key()) ? route.behind(judge) : route))
        .toList();
  }

  /// Whatever a request does to us, its sender gets an answer.
  private static void answer(
      HttpServerRequest request,
      List<Predicate<HttpServerRequest>> ofThisMachine,
      ApiGateway gateway) {
    try {
      if (ofThisMachine.stream().noneMatch(door -> door.test(request))) {
        gateway.handle(request);
      }
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("request not understood");
      if (!request.response().ended()) {
        request.response().setStatusCode(400).end();
      }
    }
  }

  private static String push(LiveHandler live, String batch) {
    var input = new ByteArrayInputStream(batch.getBytes(StandardCharsets.UTF_8));
    var output = new ByteArrayOutputStream();
    live.handleRequest(input, output, LambdaContext.of(live));
    return output.toString(StandardCharsets.UTF_8);
  }

  public LocalSettings settings() {
    return settings;
  }

  public LocalAws aws() {
    return aws;
  }

  /// The calls as the functions see them.
  public CallStore calls() {
    return new CallStore(aws.table(), LocalAws.TABLE, Clock.systemUTC());
  }

  /// Refuses new calls and waits: for those that are going on, until Twilio has its last answer for
  /// each of them, and for the summaries of those that are over.
  ///
  /// @param patience how long the conversations may take
  /// @return whether no call had to be cut
  public boolean drain(Duration patience) {
    var gone = bridge.drain(patience);
    var answered = open.await(TWILIO_ASKS_WITHIN);
    poller.settle(SUMMARIES_WITHIN);
    return gone && answered;
  }

  private boolean taken(String callSid) {
    return CallSid.parse(callSid)
        .flatMap(calls()::find)
        .flatMap(CallRecord::answeredAt)
        .isPresent();
  }

  @Override
  public void close() {
    sweeps.close();
    live.close();
    bridge.close();
    phone.close();
    poller.close();
    stream.close();
    aws.close();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}
