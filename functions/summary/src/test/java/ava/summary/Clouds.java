package ava.summary;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.EmbeddedSes;
import ava.shared.aws.Metrics;
import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.message.CallEnded;
import ava.shared.message.Unwritten;
import ava.shared.table.CallStore;
import ava.shared.table.Retention;
import ava.summary.content.Summarizer;
import ava.summary.content.Summarizers;
import ava.summary.mail.MailWriter;
import ava.summary.voicemail.RecordingSource;
import ava.summary.voicemail.RecordingStep;
import ava.summary.voicemail.Transcription;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ses.SesClient;

/// What surrounds the function in its tests: a real table, an SES that can fail, a clock of its
/// own.
final class Clouds implements AutoCloseable {
  static final String TABLE = "calls";
  static final PhoneNumber CALLER = new PhoneNumber("+33612345678");
  static final PhoneNumber AVA = new PhoneNumber("+33162001122");
  static final Instant RANG = Instant.parse("2026-11-22T09:41:00Z");
  static final Instant ENDED = RANG.plusSeconds(84);

  private static final AtomicInteger CALLS = new AtomicInteger();

  final EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.inMemory();
  final EmbeddedSes ses = EmbeddedSes.start();
  final SesClient sesClient =
      SesClient.builder()
          .endpointOverride(ses.endpoint())
          .region(Region.EU_WEST_3)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .httpClient(
              UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)).build())
          .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
          .build();
  final HandClock clock = new HandClock(ENDED.plusSeconds(3));
  final ByteArrayOutputStream metrics = new ByteArrayOutputStream();

  Clouds() {
    dynamo.createTable(TABLE);
  }

  CallStore store() {
    return new CallStore(dynamo.client(), TABLE, clock);
  }

  /// A call of one minute with a few turns, which has ended.
  CallSid call(String... turns) {
    var callSid = callSid();
    store().ringing(callSid, CALLER, AVA, RANG);
    store().answered(callSid, CALLER, AVA, RANG.plusSeconds(1));
    for (var i = 0; i < turns.length; i++) {
      store().append(callSid, turn(i + 1, turns[i]));
    }
    store().ended(callSid, ENDED, EndReason.GOODBYE);
    return callSid;
  }

  /// A call about a leak.
  CallSid leak() {
    return call(
        "Cabinet Durand, bonjour. Je suis Ava, une intelligence artificielle. Que puis-je faire"
            + " pour vous ?",
        "Bonjour, je suis Mme Lefèvre, j'ai une fuite d'eau dans ma cuisine, c'est urgent !",
        "C'est noté. À quel numéro peut-on vous rappeler ?",
        "Au zéro six douze trente-quatre cinquante-six soixante-dix-huit. Rappelez-moi avant 18 h.",
        "Je transmets votre message. Bonne journée !");
  }

  static CallSid callSid() {
    return new CallSid("CA%032x".formatted(CALLS.incrementAndGet()));
  }

  /// Ava speaks in odd turns, the caller in even ones.
  static Turn turn(int seq, String text) {
    var at = RANG.plusSeconds(1 + seq * 7L);
    return new Turn(
        seq, seq % 2 == 1 ? Speaker.AVA : Speaker.CALLER, text, at, at.plusSeconds(5), false);
  }

  SummaryHandler handler() {
    return new Wiring().handler();
  }

  /// The function's parts, any of which a test may change.
  final class Wiring {
    DynamoDbClient table = dynamo.client();
    SesClient mail = sesClient;
    Summarizer summarizer = Summarizers.rules();
    Optional<SummaryWebhook> webhook = Optional.empty();
    EmptyCalls emptyCalls = EmptyCalls.NONE;
    boolean mails = true;
    Optional<String> configurationSet = Optional.empty();
    Optional<RecordingSource> twilio = Optional.empty();
    Optional<Transcription> transcription = Optional.empty();

    SummaryHandler handler() {
      var store = new CallStore(table, TABLE, clock);
      var claims = new SummaryClaims(table, TABLE, clock, SummaryHandler.LEASE);
      var route =
          new MailStep.Route(
              new SesMailer(mail, configurationSet),
              Addresses.named("ava@cabinet.fr", "Ava"),
              List.of(
                  Addresses.named("accueil@cabinet.fr", "Accueil"),
                  Addresses.named("astreinte@cabinet.fr", "Astreinte")));
      var metrics =
          new Metrics(
              Metrics.NAMESPACE,
              new PrintStream(Clouds.this.metrics, true, StandardCharsets.UTF_8),
              clock);
      var step =
          new MailStep(
              claims,
              new MailWriter("le cabinet Durand", Optional.empty()),
              mails ? Optional.of(route) : Optional.empty(),
              metrics,
              clock);
      var job =
          new SummaryJob(
              store,
              claims,
              new RecordingStep(store, twilio, transcription, clock),
              new SummaryStep(
                  claims, summarizer, new Filing(table, TABLE, Retention.STANDARD, clock)),
              step,
              webhook,
              emptyCalls);
      return new SummaryHandler(
          new SummaryHandler.Parts(
              job,
              new Sweeper(store, job, Retention.STANDARD, clock),
              new MailFeedback(store, metrics),
              () -> {},
              clock));
    }
  }

  static String event(CallSid... calls) {
    return event(
        Stream.of(calls)
            .map(call -> new CallEnded(call, ENDED, EndReason.GOODBYE).toJson())
            .toList());
  }

  /// What the bridge sends when it wrote all that it heard.
  static CallEnded ended(CallSid call, int turns, boolean spoke) {
    return ended(call, turns, spoke, Unwritten.NOTHING);
  }

  static CallEnded ended(CallSid call, int turns, boolean spoke, Unwritten unwritten) {
    return new CallEnded(
        call,
        ENDED,
        EndReason.GOODBYE,
        new CallEnded.Heard(CALLER, AVA, RANG.plusSeconds(1), turns, spoke, unwritten));
  }

  static String event(List<String> bodies) {
    return Lambda.event(
        IntStream.range(0, bodies.size())
            .mapToObj(i -> new Lambda.Message("message-" + i, bodies.get(i)))
            .toList());
  }

  CallRecord record(CallSid callSid) {
    return store().find(callSid).orElseThrow();
  }

  String metrics() {
    return metrics.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    sesClient.close();
    ses.close();
    dynamo.close();
  }

  /// A clock that a test moves.
  static final class HandClock extends Clock {
    private volatile Instant now;

    HandClock(Instant now) {
      this.now = now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public java.time.ZoneId getZone() {
      return java.time.ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
