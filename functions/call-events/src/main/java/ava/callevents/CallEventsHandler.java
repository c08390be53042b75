package ava.callevents;

import ava.shared.AwsWaits;
import ava.shared.CallStore;
import ava.shared.Metrics;
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
import software.amazon.awssdk.services.sqs.SqsClient;

/// The Lambda function behind `POST /after-stream`, `/stream-status`, `/call-status`, `/voicemail`,
/// `/recording`, `/accept-transfer` and `/accept-transfer/key`.
public final class CallEventsHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  /// A caller listens to silence meanwhile, and Twilio waits 15 s for all of ours together.
  private static final AwsWaits WAITS =
      new AwsWaits(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

  private final CallEvents events;

  /// SnapStart's hooks are held weakly; the field keeps ours.
  final Priming priming;

  public CallEventsHandler() {
    this(System.getenv());
  }

  public CallEventsHandler(Map<String, String> environment) {
    this(Config.from(environment));
  }

  /// Reads the settings and does nothing else.
  ///
  /// @throws ava.shared.SettingsException when settings are missing or wrong
  public static void check(Map<String, String> environment) {
    var _ = Config.from(environment);
  }

  private CallEventsHandler(Config config) {
    this(config, table(), queue(), Metrics.standard(config.metricsNamespace()), Clock.systemUTC());
  }

  CallEventsHandler(
      Config config, DynamoDbClient table, SqsClient queue, Metrics metrics, Clock clock) {
    var tokens = new SignedToken(config.streamTokenSecret(), clock);
    var twiml =
        new Twiml(config.publicBaseUrl(), config.bridgeUrl(), tokens, config.businessName());
    var calls = new CallStore(table, config.callsTable(), clock);
    var endings = new Endings(queue, config.callEndedQueueUrl(), calls, clock);
    this.events =
        new CallEvents(
            new TwilioWebhooks(config.publicBaseUrl(), config.authTokens()),
            new AfterStream(twiml, calls, endings, config.transferNumber(), metrics, clock),
            new Callbacks(endings, clock),
            new Acceptance(twiml, calls),
            new Voicemail(twiml, calls, endings, clock));
    this.priming = Priming.ofWebhook("/after-stream", events::answer, twiml, calls);
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
        events.answer(
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
    return WAITS.client(DynamoDbClient.builder());
  }

  private static SqsClient queue() {
    return WAITS.client(SqsClient.builder());
  }
}
