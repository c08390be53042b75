package ava.summary;

import ava.shared.aws.AwsWaits;
import ava.shared.aws.Metrics;
import ava.shared.lambda.Priming;
import ava.shared.message.CallEnded;
import ava.shared.message.MailLinks;
import ava.shared.table.CallStore;
import ava.summary.SummaryJob.Attempt;
import ava.summary.SummaryJob.Outcome;
import ava.summary.content.Summarizer;
import ava.summary.content.Summarizers;
import ava.summary.mail.MailWriter;
import ava.summary.voicemail.RecordingSource;
import ava.summary.voicemail.RecordingStep;
import ava.summary.voicemail.Transcription;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import org.crac.Core;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ses.SesClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The function behind the call-ended queue, the news of mails and a schedule. Answers the queue
/// with partial batch failures: what it names is delivered again, and after the queue's last
/// attempt lies in the dead-letter queue. Source: AWS, "Using Lambda with Amazon SQS" (`Records`,
/// `batchItemFailures`). Safe for use by several threads.
public final class SummaryHandler implements RequestStreamHandler {
  /// How long a claim holds; the function's timeout must be shorter.
  static final Duration LEASE = Duration.ofMinutes(5);

  /// After so many deliveries the queue gives a message up.
  static final int MOST_DELIVERIES = 5;

  private static final String SNS = "aws:sns";

  /// Nobody waits for a summary, and the queue repeats what fails.
  private static final AwsWaits TABLE =
      new AwsWaits(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10));

  /// What the mail and the notes need at the most, after the model is done.
  private static final Duration AFTER_THE_MODEL = Duration.ofSeconds(40);

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Logger LOG = LoggerFactory.getLogger(SummaryHandler.class);

  private final Parts parts;

  /// SnapStart's hooks are held weakly; the field keeps ours.
  private final Priming priming;

  public SummaryHandler() {
    this(System.getenv());
  }

  /// @throws ava.shared.settings.SettingsException when a setting is missing or wrong
  public SummaryHandler(Map<String, String> environment) {
    this(environment, Around::production);
  }

  /// A handler in surroundings of its own.
  ///
  /// @throws ava.shared.settings.SettingsException when a setting is missing or wrong
  public SummaryHandler(Map<String, String> environment, Around around) {
    this(environment, _ -> around);
  }

  private SummaryHandler(Map<String, String> environment, Function<SummaryConfig, Around> around) {
    var config = SummaryConfig.from(environment);
    this(parts(config, around.apply(config)));
  }

  /// Reads the settings and does nothing else.
  ///
  /// @throws ava.shared.settings.SettingsException when settings are missing or wrong
  public static void check(Map<String, String> environment) {
    var _ = SummaryConfig.from(environment);
  }

  SummaryHandler(Parts parts) {
    this.parts = parts;
    this.priming = new Priming(parts.rehearsal());
    Core.getGlobalContext().register(priming);
  }

  /// The function's parts.
  ///
  /// @param rehearsal of what it does, before its picture is taken
  record Parts(
      SummaryJob job, Sweeper sweeper, MailFeedback feedback, Runnable rehearsal, Clock clock) {}

  /// What surrounds the function.
  ///
  /// @param chance from 0 to 1, exclusive
  /// @param pause waits
  public record Around(
      DynamoDbClient table,
      SesClient mail,
      OkHttpClient http,
      Metrics metrics,
      Clock clock,
      DoubleSupplier chance,
      Consumer<Duration> pause) {
    private static Around production(SummaryConfig config) {
      return new Around(
          TABLE.client(DynamoDbClient.builder()),
          SesMailer.client(Optional.empty()),
          new OkHttpClient(),
          Metrics.standard(config.metricsNamespace()),
          Clock.systemUTC(),
          () -> ThreadLocalRandom.current().nextDouble(),
          Summarizers::sleep);
    }
  }

  private static Parts parts(SummaryConfig config, Around around) {
    var clock = around.clock();
    var http = around.http();
    var metrics = around.metrics();
    var store =
        new CallStore(
            around.table(), config.storage().table(), config.storage().retention(), clock);
    var writer =
        new MailWriter(
            config.business(),
            config.mail().dashboard(),
            config.mail().linkSecret().map(secret -> new MailLinks(secret, clock)),
            config.storage().retention());
    var claims = new SummaryClaims(around.table(), config.storage().table(), clock, LEASE);
    var job =
        new SummaryJob(
            store,
            claims,
            recordings(config, http, store, clock),
            new SummaryStep(
                claims,
                summarizer(config, around),
                new Filing(
                    around.table(), config.storage().table(), config.storage().retention(), clock)),
            new MailStep(claims, writer, route(config, around.mail()), metrics, clock),
            config
                .webhook()
                .map(hook -> new SummaryWebhook(http, hook.url(), hook.secret(), clock)),
            config.emptyCalls());
    return new Parts(
        job,
        new Sweeper(store, job, config.storage().retention(), clock),
        new MailFeedback(store, metrics),
        new SummaryRehearsal(store, writer),
        clock);
  }

  private static Summarizer summarizer(SummaryConfig config, Around around) {
    return config
        .model()
        .map(m ->
            Summarizers.model(
                around.http(),
                m.baseUrl(),
                m.key(),
                m.name(),
                around.clock(),
                around.chance(),
                around.pause()))
        .orElseGet(Summarizers::rules);
  }

  private static RecordingStep recordings(
      SummaryConfig config, OkHttpClient http, CallStore store, Clock clock) {
    var model = config.voicemail().transcriptionModel();
    var keywords = List.of(config.business());
    return new RecordingStep(
        store,
        config.voicemail().tokens().map(tokens -> new RecordingSource(http, tokens)),
        config.model().map(m -> new Transcription(http, m.baseUrl(), m.key(), model, keywords)),
        clock);
  }

  private static Optional<MailStep.Route> route(SummaryConfig config, SesClient mail) {
    return config
        .mail()
        .sender()
        .filter(_ -> !config.mail().recipients().isEmpty())
        .map(sender ->
            new MailStep.Route(
                new SesMailer(mail, config.mail().configurationSet()),
                sender,
                config.mail().recipients()));
  }

  /// Takes a batch of the queue, news of mails (SNS), `{"sweep":true}` of the schedule (with more
  /// of one machine: [Sweep]), or `{"keepAlive":true}`, which does nothing.
  ///
  /// @throws tools.jackson.core.JacksonException when the event is none of these: Lambda then
  ///   repeats it whole
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) {
    var event = JSON.readTree(input);
    var answer = JSON.createObjectNode();
    if (!event.path("keepAlive").asBoolean(false)) {
      var deadline =
          parts
              .clock()
              .instant()
              .plusMillis(context.getRemainingTimeInMillis())
              .minus(AFTER_THE_MODEL);
      take(event, answer, deadline);
    }
    JSON.writeValue(output, answer);
  }

  private void take(JsonNode event, ObjectNode answer, Instant deadline) {
    if (event.path("sweep").asBoolean(false)) {
      answer.put("swept", parts.sweeper().sweep(Sweep.of(event), deadline));
      return;
    }
    var records = event.required("Records").values();
    if (records.stream().anyMatch(record -> record.path("EventSource").asString("").equals(SNS))) {
      records.forEach(record ->
          parts.feedback().take(record.required("Sns").required("Message").stringValue()));
      return;
    }
    var failures = answer.putArray("batchItemFailures");
    records.stream()
        .map(SummaryHandler::message)
        .filter(message -> !done(message, deadline))
        .forEach(message -> failures.addObject().put("itemIdentifier", message.id()));
  }

  private record Message(String id, String body, int deliveries) {}

  private static Message message(JsonNode record) {
    return new Message(
        record.required("messageId").stringValue(),
        record.required("body").stringValue(),
        record.path("attributes").path("ApproximateReceiveCount").asInt(1));
  }

  private boolean done(Message message, Instant deadline) {
    Optional<CallEnded> ended = Optional.empty();
    try {
      ended = Optional.of(CallEnded.fromJson(message.body()));
      var last = message.deliveries() >= MOST_DELIVERIES;
      var outcome = parts.job().process(ended.get(), new Attempt(deadline, last));
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
