package ava.trial.world;

import ava.embedded.EmbeddedDynamoDb;
import ava.shared.aws.AwsWaits;
import ava.shared.call.CallRecord;
import ava.shared.call.Turn;
import ava.shared.table.CallItem;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// AWS in the world: table, queue and mail in memory, each behind the SDK's own clients or, for
/// what succeeds at once, the [ShortWay]. The SDK tries again without a pause; the pauses are the
/// network's, in virtual time.
final class WorldAws {
  static final String TABLE = "calls";
  static final String QUEUE_URL = "https://sqs.world.invalid/000000000000/call-ended";

  private static final int TRIES = 3;
  private static final AwsCredentialsProvider SIGNS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("world", "world"));

  /// How requests are made: all the same, but for the time that it costs.
  enum Requests {
    /// By the SDK, signed.
    SIGNED,
    /// Without the SDK, where nothing goes wrong.
    SHORT
  }

  private final World world;
  private final EmbeddedDynamoDb dynamoDb;
  private final CloudService table;
  private final WorldQueue queue;
  private final CloudService mail;
  private final CloudFate fate;
  private final Requests requests;
  private int ways;

  WorldAws(
      World world,
      CloudFate fate,
      Requests requests,
      Consumer<WorldQueue.Delivery> consumer,
      Consumer<WorldMail.Taken> mails) {
    this(world, fate, requests, consumer, mails, Wiring.STRAIGHT);
  }

  /// @param wiring what stands before table and mail
  WorldAws(
      World world,
      CloudFate fate,
      Requests requests,
      Consumer<WorldQueue.Delivery> consumer,
      Consumer<WorldMail.Taken> mails,
      Wiring wiring) {
    this.world = world;
    this.fate = fate;
    this.dynamoDb = EmbeddedDynamoDb.inMemory(world.clock());
    dynamoDb.createTable(TABLE);
    this.table = wiring.table(new WorldTable(dynamoDb));
    this.queue = new WorldQueue(world, fate::doublesNow, consumer);
    this.mail = wiring.mail(new WorldMail(world, mails));
    this.requests = requests;
  }

  DynamoDbClient table(AwsWaits waits) {
    var way = way(table, waits);
    return requests == Requests.SHORT
        ? new ShortTable(way, EveryWorld.TABLE)
        : table(new CloudHttp(way), SIGNS);
  }

  private static DynamoDbClient table(SdkHttpClient http, AwsCredentialsProvider credentials) {
    return client(DynamoDbClient.builder(), http, credentials, severalTries());
  }

  SqsClient queue(AwsWaits waits) {
    var way = way(queue, waits);
    return requests == Requests.SHORT
        ? new ShortQueue(way, EveryWorld.QUEUE)
        : queue(new CloudHttp(way), SIGNS);
  }

  private static SqsClient queue(SdkHttpClient http, AwsCredentialsProvider credentials) {
    return client(SqsClient.builder(), http, credentials, severalTries());
  }

  SesClient mail(AwsWaits waits) {
    var http = new CloudHttp(way(mail, waits));
    return requests == Requests.SHORT ? new ShortMail(http, EveryWorld.MAIL) : mail(http, SIGNS);
  }

  private static SesClient mail(SdkHttpClient http, AwsCredentialsProvider credentials) {
    return client(SesClient.builder(), http, credentials, AwsRetryStrategy.doNotRetry());
  }

  /// What is made once for all worlds.
  private static final class EveryWorld {
    private static final SharedHttp HTTP = new SharedHttp();
    private static final AwsCredentialsProvider NOBODY = AnonymousCredentialsProvider.create();
    static final DynamoDbClient TABLE = table(HTTP, NOBODY);
    static final SqsClient QUEUE = queue(HTTP, NOBODY);
    static final SesClient MAIL = mail(HTTP, NOBODY);
  }

  private CloudWay way(CloudService service, AwsWaits waits) {
    ways++;
    return new CloudWay(world, service, waits, fate, new Draws(world.seed(), "network", ways));
  }

  private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
      B builder, SdkHttpClient http, AwsCredentialsProvider credentials, RetryStrategy retries) {
    return builder
        .endpointOverride(URI.create("http://aws.world.invalid"))
        .region(Region.EU_WEST_3)
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(c -> c.retryStrategy(retries))
        .build();
  }

  private static RetryStrategy severalTries() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(TRIES)
        .backoffStrategy(BackoffStrategy.retryImmediately())
        .throttlingBackoffStrategy(BackoffStrategy.retryImmediately())
        .circuitBreakerEnabled(false)
        .build();
  }

  EmbeddedDynamoDb dynamoDb() {
    return dynamoDb;
  }

  /// The turns of a call, in their order.
  List<Turn> turns(String callSid) {
    return items(callSid).flatMap(item -> CallItem.turn(item).stream()).toList();
  }

  /// The call as the table knows it.
  Optional<CallRecord> call(String callSid) {
    return items(callSid).flatMap(item -> CallItem.call(item).stream()).findFirst();
  }

  private Stream<Map<String, AttributeValue>> items(String callSid) {
    return dynamoDb.items(TABLE, "CALL#" + callSid).stream();
  }

  WorldQueue sqs() {
    return queue;
  }

  /// Whether a service had trouble at any time.
  ///
  /// @param service such as `TABLE`
  boolean troubled(String service) {
    return fate.troubled(service);
  }

  /// Whether some trouble never ends.
  boolean troubledForEver() {
    return fate.troubledForEver();
  }

  void close() {
    dynamoDb.close();
  }
}
