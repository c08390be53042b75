package ava.summary;

import ava.shared.AwsWaits;
import ava.shared.CallEnded;
import ava.shared.CallStore;
import ava.shared.Metrics;
import ava.summary.SummaryJob.Outcome;
import ava.summary.content.Summarizers;
import ava.summary.mail.MailWriter;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The function behind the call-ended queue. Answers with partial batch failures: what it names is
/// delivered again, and after the queue's last attempt lies in the dead-letter queue. Source: AWS,
/// "Using Lambda with Amazon SQS" (`Records`, `batchItemFailures`). Safe for use by several
/// threads.
public final class SummaryHandler implements RequestStreamHandler {
  /// How long a claim holds; the function's timeout must be shorter.
  static final Duration LEASE = Duration.ofMinutes(5);

  /// Nobody waits for a summary, and the queue repeats what fails.
  private static final AwsWaits TABLE =
      new AwsWaits(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10));

  /// What the mail and the notes need at the most, after the model is done.
  private static final Duration AFTER_THE_MODEL = Duration.ofSeconds(40);

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Logger LOG = LoggerFactory.getLogger(SummaryHandler.class);

  private final SummaryJob job;
  private final Clock clock;

  public SummaryHandler() {
    this(System.getenv());
  }

  /// @throws ava.shared.SettingsException when a setting is missing or wrong
  public SummaryHandler(Map<String, String> environment) {
    this(job(Config.from(environment), Clock.systemUTC()), Clock.systemUTC());
  }

  /// Reads the settings and does nothing else.
  ///
  /// @throws ava.shared.SettingsException when settings are missing or wrong
  public static void check(Map<String, String> environment) {
    var _ = Config.from(environment);
  }

  SummaryHandler(SummaryJob job, Clock clock) {
    this.job = job;
    this.clock = clock;
  }

  private static SummaryJob job(Config config, Clock clock) {
    var table = TABLE.client(DynamoDbClient.builder());
    var http = new OkHttpClient();
    var claims = new SummaryClaims(table, config.table(), clock, LEASE);
    var route =
        config
            .sender()
            .filter(_ -> !config.recipients().isEmpty())
            .map(sender ->
                new MailStep.Route(new SesMailer(SesMailer.client()), sender, config.recipients()));
    return new SummaryJob(
        new CallStore(table, config.table(), clock),
        claims,
        config
            .model()
            .map(m -> Summarizers.model(http, m.baseUrl(), m.key(), m.name(), clock))
            .orElseGet(Summarizers::rules),
        new MailStep(
            claims,
            new MailWriter(config.business(), config.dashboard()),
            route,
            Metrics.standard(config.metricsNamespace()),
            clock),
        config.webhook().map(hook -> new Webhook(http, hook.url(), hook.secret(), clock)),
        config.emptyCalls());
  }

  /// @throws tools.jackson.core.JacksonException when the event is no batch of messages: Lambda
  ///   then repeats it whole
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    var end = clock.instant().plusMillis(context.getRemainingTimeInMillis());
    var answer = JSON.createObjectNode();
    var failures = answer.putArray("batchItemFailures");
    messages(JSON.readTree(input))
        .filter(message -> !done(message, end.minus(AFTER_THE_MODEL)))
        .forEach(message -> failures.addObject().put("itemIdentifier", message.id()));
    JSON.writeValue(output, answer);
  }

  private record Message(String id, String body) {}

  private static Stream<Message> messages(JsonNode event) {
    return event.required("Records").values().stream()
        .map(record ->
            new Message(
                record.required("messageId").stringValue(), record.required("body").stringValue()));
  }

  private boolean done(Message message, Instant deadline) {
    Optional<CallEnded> ended = Optional.empty();
    try {
      ended = Optional.of(CallEnded.fromJson(message.body()));
      var outcome = job.process(ended.get(), deadline);
      LOG.atInfo()
          .addKeyValue("callSid", ended.get().callSid())
          .addKeyValue("outcome", outcome)
          .log("call-ended message");
      return outcome != Outcome.RETRY;
    } catch (RuntimeException e) {
      // whatever goes wrong with one call must not make the others of the batch repeat
      LOG.atError()
          .addKeyValue("callSid", ended.map(call -> call.callSid().value()).orElse("unknown"))
          .addKeyValue("messageId", message.id())
          .setCause(e)
          .log("call-ended message failed");
      return false;
    }
  }
}
