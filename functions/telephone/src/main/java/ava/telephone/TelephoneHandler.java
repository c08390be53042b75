package ava.telephone;

import ava.shared.aws.AwsWaits;
import ava.shared.aws.Metrics;
import ava.shared.lambda.HttpEvent;
import ava.shared.lambda.Priming;
import ava.shared.table.CallStore;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.TwilioWebhooks;
import ava.shared.twilio.Twiml;
import ava.shared.web.WebReply;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.crac.Core;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The Lambda function behind every route that Twilio asks, and behind `GET /healthz` and `GET
/// /public-url`. While the secret that proves a request to be Twilio's has never been read, every
/// such request fails: the gateway answers 500, which an alarm sees, and Twilio turns to the
/// number's fallback URL.
public final class TelephoneHandler implements RequestStreamHandler {
  /// What the function answers, as an HTTP API names its routes.
  public static final List<String> ROUTES =
      List.of(
          "GET /twiml",
          "POST /twiml",
          "GET /healthz",
          "GET /public-url",
          "POST /after-stream",
          "POST /stream-status",
          "POST /call-status",
          "POST /voicemail",
          "POST /recording",
          "POST /accept-transfer",
          "POST /accept-transfer/key");

  /// All that noting a call may cost the caller while it rings, and reading its card who takes it.
  private static final AwsWaits NOTING =
      new AwsWaits(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(1));

  /// A caller listens to silence meanwhile, and Twilio waits 15 s for all of ours together.
  private static final AwsWaits WAITS =
      new AwsWaits(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));

  private final Telephone telephone;

  /// SnapStart's hooks are held weakly; the field keeps ours.
  final Priming priming;

  public TelephoneHandler() {
    this(System.getenv());
  }

  public TelephoneHandler(Map<String, String> environment) {
    this(TelephoneConfig.from(environment));
  }

  /// Reads the settings and does nothing else.
  ///
  /// @throws ava.shared.settings.SettingsException when settings are missing or wrong
  public static void check(Map<String, String> environment) {
    var _ = TelephoneConfig.from(environment);
  }

  private TelephoneHandler(TelephoneConfig config) {
    this(
        config,
        new Clients(
            NOTING.client(DynamoDbClient.builder()),
            WAITS.client(DynamoDbClient.builder()),
            WAITS.client(SqsClient.builder())),
        Metrics.standard(config.aws().metricsNamespace()),
        Clock.systemUTC());
  }

  /// @param ringing the table while the telephone rings, or somebody listens to silence
  /// @param table the table at any other time
  public record Clients(DynamoDbClient ringing, DynamoDbClient table, SqsClient queue) {}

  /// A handler in surroundings of its own.
  ///
  /// @throws ava.shared.settings.SettingsException when settings are missing or wrong
  public TelephoneHandler(
      Map<String, String> environment, Clients clients, Metrics metrics, Clock clock) {
    this(TelephoneConfig.from(environment), clients, metrics, clock);
  }

  TelephoneHandler(TelephoneConfig config, Clients clients, Metrics metrics, Clock clock) {
    var tokens = new SignedToken(config.secrets().streamToken(), clock);
    var twiml =
        new Twiml(
            config.addresses().publicBaseUrl(),
            config.addresses().bridgeUrl(),
            tokens,
            config.businessName());
    var ringing =
        new CallStore(
            clients.ringing(), config.aws().callsTable(), config.aws().retention(), clock);
    var calls =
        new CallStore(clients.table(), config.aws().callsTable(), config.aws().retention(), clock);
    var endings = new Endings(clients.queue(), config.aws().callEndedQueueUrl(), calls, clock);
    this.telephone =
        new Telephone(
            config.addresses().publicBaseUrl(),
            new TwilioWebhooks(config.addresses().publicBaseUrl(), config.secrets().authTokens()),
            new Telephone.Steps(
                new Reception(twiml, ringing, clock),
                new AfterStream(twiml, calls, endings, config.transferNumber(), metrics, clock),
                new Callbacks(endings, clock),
                new Acceptance(twiml, ringing, calls),
                new Voicemail(twiml, calls, endings, clock)));
    this.priming = Priming.ofWebhook("/after-stream", telephone::answer, twiml, calls);
    Core.getGlobalContext().register(priming);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, @Nullable Context context) {
    var asked = HttpEvent.read(input).request();
    HttpEvent.answer(
        asked.map(telephone::answer).orElseGet(() -> WebReply.empty(204)), List.of(), output);
  }
}
