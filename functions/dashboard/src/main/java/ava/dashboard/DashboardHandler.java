package ava.dashboard;

import ava.shared.aws.AwsWaits;
import ava.shared.lambda.HttpEvent;
import ava.shared.lambda.Priming;
import ava.shared.message.MailLinks;
import ava.shared.web.WebReply;
import ava.shared.web.WebRequest;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The Lambda function behind the owner's page. Whatever tells of a call is below `/api`, where API
/// Gateway has judged the token before; the page and its files tell nothing, the links of mails are
/// keys themselves. Nothing that tells of a call may be cached or framed. Safe for use by several
/// threads.
public final class DashboardHandler implements RequestStreamHandler {
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
          "POST /api/live-ticket",
          "GET /api/search",
          "GET /assets/{name}",
          "GET /auth/callback",
          "GET /auth/login",
          "POST /auth/logout",
          "POST /auth/logout-everywhere",
          "POST /auth/token",
          "GET /lien/{token}",
          "POST /lien/{token}");

  /// A scope that an access token of the page's has, and an ID token has not.
  public static final String SCOPE = "openid";

  private static final String API = "/api/";
  private static final String AUTH = "/auth/";

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
  private final SignIn signIn;
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
    this(config, table(), LiveSockets.at(config.liveEndpoint()), Clock.systemUTC());
  }

  DashboardHandler(DashboardConfig config, DynamoDbClient table, LiveSockets sockets, Clock clock) {
    var desk = Desk.of(table, config.table(), clock);
    this.doorkeeper = new Doorkeeper(desk.users().signIns(), desk.audit());
    this.signIn = new SignIn(config.signIn(), desk, assets, sockets);
    this.links = new LinkPages(desk, assets, config.linkSecret());
    this.dashboard = new Dashboard(desk, assets, config.liveApi(), config.namingSecret());
    this.priming =
        new Priming(() -> {
          signIn.rehearse();
          dashboard.rehearse();
        });
    Core.getGlobalContext().register(priming);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    var event = HttpEvent.read(input);
    var asked = event.request();
    if (asked.isEmpty()) {
      HttpEvent.answer(WebReply.empty(204), List.of(), output);
      return;
    }
    var request = asked.get();
    var answered =
        request.path().startsWith(AUTH)
            ? signIn.answer(request, event.cookies())
            : SignIn.Answered.of(answer(request, event.claims()));
    var reply = Compressed.forIts(request, answered.reply());
    LOG.atInfo()
        .addKeyValue("path", path(request))
        .addKeyValue("status", reply.status())
        .log("dashboard");
    var headers = new HashMap<>(SAFETY);
    headers.putAll(reply.headers());
    HttpEvent.answer(
        new WebReply(reply.status(), headers, reply.body(), reply.encoded()),
        answered.cookies(),
        output);
  }

  /// Whether a route is for those alone who signed in.
  ///
  /// @param route as in [#ROUTES]
  public static boolean guarded(String route) {
    return route.contains(" " + API);
  }

  private WebReply answer(WebRequest request, Map<String, String> claims) {
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
    return path.startsWith(API)
        ? doorkeeper.admit(claims, request, () -> dashboard.answer(request))
        : dashboard.answer(request);
  }

  /// A link's token is as good as a key.
  private static String path(WebRequest request) {
    return request.path().startsWith(MailLinks.PATH) ? MailLinks.PATH : request.path();
  }

  private static DynamoDbClient table() {
    return WAITS.client(DynamoDbClient.builder());
  }
}
