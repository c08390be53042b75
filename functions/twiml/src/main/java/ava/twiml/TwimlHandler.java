package ava.twiml;

import ava.shared.AwsWaits;
import ava.shared.CallStore;
import ava.shared.Priming;
import ava.shared.SignedToken;
import ava.shared.TwilioWebhooks;
import ava.shared.Twiml;
import ava.shared.WebRequest;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.crac.Core;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The Lambda function behind `GET|POST /twiml`, `GET /healthz` and `GET /public-url`.
public final class TwimlHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  /// All that noting the call may cost the caller.
  private static final AwsWaits NOTING =
      new AwsWaits(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(1));

  private final Reception reception;

  /// SnapStart's hooks are held weakly; the field keeps ours.
  final Priming priming;

  public TwimlHandler() {
    this(System.getenv());
  }

  public TwimlHandler(Map<String, String> environment) {
    this(Config.from(environment));
  }

  /// Reads the settings and does nothing else.
  ///
  /// @throws ava.shared.SettingsException when settings are missing or wrong
  public static void check(Map<String, String> environment) {
    var _ = Config.from(environment);
  }

  private TwimlHandler(Config config) {
    this(config, table(), Clock.systemUTC());
  }

  TwimlHandler(Config config, DynamoDbClient table, Clock clock) {
    var calls = new CallStore(table, config.callsTable(), clock);
    var tokens = new SignedToken(config.streamTokenSecret(), clock);
    var twiml =
        new Twiml(config.publicBaseUrl(), config.bridgeUrl(), tokens, config.businessName());
    this.reception =
        new Reception(
            config.publicBaseUrl(),
            new TwilioWebhooks(config.publicBaseUrl(), config.authTokens()),
            twiml,
            calls,
            clock);
    this.priming = Priming.ofWebhook("/twiml", reception::answer, twiml, calls);
    Core.getGlobalContext().register(priming);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(
      APIGatewayV2HTTPEvent event, @Nullable Context context) {
    if (event.getRequestContext() == null) {
      // no request: the schedule that keeps the snapshot from being deleted
      return APIGatewayV2HTTPResponse.builder().withStatusCode(204).build();
    }
    var reply =
        reception.answer(
            WebRequest.of(
                event.getRequestContext().getHttp().getMethod(),
                event.getRawPath(),
                event.getRawQueryString(),
                event.getHeaders(),
                event.getBody(),
                event.getIsBase64Encoded()));
    return APIGatewayV2HTTPResponse.builder()
        .withStatusCode(reply.status())
        .withHeaders(reply.headers())
        .withBody(reply.body())
        .withIsBase64Encoded(false)
        .build();
  }

  private static DynamoDbClient table() {
    return NOTING.client(DynamoDbClient.builder());
  }
}
