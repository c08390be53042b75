package ava.dashboard;

import ava.shared.aws.AwsWaits;
import ava.shared.lambda.Priming;
import ava.shared.message.MailLinks;
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
import java.util.Set;
import org.crac.Core;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The Lambda function behind the owner's page. All but the page's own files and the links of mails
/// asks for the user `ava` and the password (HTTP Basic), and nothing that tells of a call may be
/// cached or framed. Safe for use by several threads.
public final class DashboardHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  /// What the function answers, as an HTTP API names its routes.
  public static final List<String> ROUTES =
      List.of(
          "GET /",
          "GET /dashboard",
          "GET /api/audit",
          "GET /api/callers/{number}/export",
          "GET /api/calls",
          "DELETE /api/calls/{callSid}",
          "GET /api/calls/{callSid}/export",
          "POST /api/erasures",
          "GET /api/export.csv",
          "GET /api/calls/{callSid}",
          "PUT /api/calls/{callSid}/follow-up",
          "GET /api/calls/{callSid}/recording",
          "GET /api/calls/{callSid}/turns",
          "GET /api/figures",
          "GET /api/inbox",
          "GET /api/live-ticket",
          "GET /api/search",
          "GET /assets/{name}",
          "GET /lien/{token}",
          "POST /lien/{token}");

  /// Those of them that ask for no password.
  static final Set<String> OPEN =
      Set.of("GET /assets/{name}", "GET /lien/{token}", "POST /lien/{token}");

  private static final Logger LOG = LoggerFactory.getLogger(DashboardHandler.class);

  /// A page reads twice, within the ten seconds of its function; a recording's pieces come fast.
  private static final AwsWaits WAITS =
      new AwsWaits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

  private static final Map<String, String> SAFETY =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "X-Frame-Options", "DENY",
          "Strict-Transport-Security", "max-age=31536000",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Permissions-Policy", "microphone=(), camera=(), geolocation=()");

  private final Doorkeeper doorkeeper;
  private final Assets assets = new Assets();
  private final LinkPages links;
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
    var desk = Desk.of(table, config.table(), clock);
    var tickets = new SignedToken(config.ticketSecret(), clock);
    this.doorkeeper = new Doorkeeper(config.password());
    this.links =
        new LinkPages(
            desk, assets, config.linkSecret().map(secret -> new MailLinks(secret, clock)));
    this.dashboard = new Dashboard(desk, assets, tickets, config.liveApi(), config.ticketSecret());
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
            event.getBody(),
            event.getIsBase64Encoded());
    var reply = Compressed.forIts(request, answer(request));
    LOG.atInfo()
        .addKeyValue("path", path(request))
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
    var path = request.path();
    var reads = request.method().equals("GET");
    if (path.startsWith(Assets.FOLDER) && reads) {
      return assets
          .find(path.substring(Assets.FOLDER.length()))
          .orElseGet(() -> Problem.NOT_FOUND.reply("Ce fichier n’existe pas ou n’existe plus."));
    }
    if (path.startsWith(MailLinks.PATH)) {
      var token = path.substring(MailLinks.PATH.length());
      return reads ? links.show(token) : links.act(token, request);
    }
    return switch (doorkeeper.check(request.header("authorization"))) {
      case WELCOME -> Gate.refuse(request).orElseGet(() -> dashboard.answer(request));
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

  /// A link's token is as good as a key.
  private static String path(WebRequest request) {
    return request.path().startsWith(MailLinks.PATH) ? MailLinks.PATH : request.path();
  }

  private static DynamoDbClient table() {
    return WAITS.client(DynamoDbClient.builder());
  }
}
