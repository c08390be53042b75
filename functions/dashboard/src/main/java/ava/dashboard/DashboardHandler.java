package ava.dashboard;

import ava.shared.aws.AwsWaits;
import ava.shared.lambda.Priming;
import ava.shared.table.CallStore;
import ava.shared.twilio.SignedToken;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The Lambda function behind the owner's page. Everything asks for the user `ava` and the password
/// (HTTP Basic), and nothing may be cached or framed. Safe for use by several threads.
public final class DashboardHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  /// What the function answers, as an HTTP API names its routes.
  public static final List<String> ROUTES =
      List.of(
          "GET /",
          "GET /dashboard",
          "GET /api/calls",
          "GET /api/calls/{callSid}",
          "GET /api/calls/{callSid}/recording",
          "GET /api/live-ticket");

  private static final Logger LOG = LoggerFactory.getLogger(DashboardHandler.class);

  /// A page reads twice, within the ten seconds of its function; a recording's pieces come fast.
  private static final AwsWaits WAITS =
      new AwsWaits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

  private static final Map<String, String> SAFETY =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "X-Frame-Options", "DENY");

  private final Doorkeeper doorkeeper;
  private final Dashboard dashboard;

  /// SnapStart's hooks are held weakly; the field keeps ours.
  private final Priming priming;

  public DashboardHandler() {
    this(System.getenv());
  }

  public DashboardHandler(Map<String, String> environment) {
    this(DashboardConfig.from(environment));
  }

  /// Reads the settings and does nothing else.
  ///
  /// @throws ava.shared.settings.SettingsException when settings are missing or wrong
  public static void check(Map<String, String> environment) {
    var _ = DashboardConfig.from(environment);
  }

  private DashboardHandler(DashboardConfig config) {
    this(config, table(), Clock.systemUTC());
  }

  DashboardHandler(DashboardConfig config, DynamoDbClient table, Clock clock) {
    var calls = new CallStore(table, config.table(), clock);
    var tickets = new SignedToken(config.ticketSecret(), clock);
    this.doorkeeper = new Doorkeeper(config.password());
    this.dashboard = new Dashboard(calls, tickets, config.liveApi(), clock);
    this.priming = new Priming(dashboard::rehearse);
    Core.getGlobalContext().register(priming);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    if (event.getRequestContext() == null) {
      // no request: the schedule that keeps the snapshot from being deleted
      return APIGatewayV2HTTPResponse.builder().withStatusCode(204).build();
    }
    var request =
        WebRequest.of(
            event.getRequestContext().getHttp().getMethod(),
            event.getRawPath(),
            event.getRawQueryString(),
            event.getHeaders(),
            "",
            false);
    var reply = answer(request);
    LOG.atInfo()
        .addKeyValue("path", request.path())
        .addKeyValue("status", reply.status())
        .log("dashboard");
    var headers = new HashMap<>(SAFETY);
    headers.putAll(reply.headers());
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(reply.status())
        .withHeaders(headers)
        .withBody(reply.body())
        .withIsBase64Encoded(reply.encoded())
        .build();
  }

  private WebReply answer(WebRequest request) {
    return switch (doorkeeper.check(request.header("authorization"))) {
      case WELCOME -> dashboard.answer(request);
      case REFUSED ->
          new WebReply(
              401,
              Map.of(
                  "Content-Type",
                  "text/plain; charset=utf-8",
                  "WWW-Authenticate",
                  "Basic realm=\"Ava\", charset=\"UTF-8\""),
              "Veuillez vous identifier : utilisateur « ava » et votre mot de passe.");
      case CLOSED ->
          WebReply.text(
              503,
              "Le tableau de bord est fermé : aucun mot de passe n’a été défini. "
                  + "Renseignez AVA_DASHBOARD_PASSWORD, puis redéployez Ava.");
    };
  }

  private static DynamoDbClient table() {
    return WAITS.client(DynamoDbClient.builder());
  }
}
