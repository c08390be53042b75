package ava.embedded.aws;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.EmbeddedSes;
import ava.embedded.EmbeddedSqs;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The AWS services that Ava uses, embedded, with her table and queues in them. Starting one points
/// every default client of the SDK in this process at it, through the SDK's own system properties:
/// start it before any client is made, and only one at a time.
public final class LocalAws implements AutoCloseable {
  public static final String TABLE = "ava-calls";
  static final String QUEUE = "call-ended";
  static final String DEAD_LETTERS = "call-ended-dead-letters";

  private static final String REGION = Region.EU_WEST_3.id();
  private static final String KEY = "local";

  private final EmbeddedDynamoDb dynamoDb;
  private final EmbeddedSqs queues;
  private final EmbeddedSes mail;
  private final SqsClient sqs;
  private final String queueUrl;

  private LocalAws(EmbeddedDynamoDb dynamoDb, EmbeddedSqs queues, EmbeddedSes mail) {
    this.dynamoDb = dynamoDb;
    this.queues = queues;
    this.mail = mail;
    this.sqs = client(queues.endpoint());
    this.queueUrl = createQueues(sqs);
    environment().forEach((variable, value) -> System.setProperty(property(variable), value));
  }

  /// @param folder where the table is kept; without one it is gone with the process
  /// @param mail the mail service, closed with the others
  public static LocalAws start(Optional<Path> folder, EmbeddedSes mail) {
    var dynamoDb = folder.map(EmbeddedDynamoDb::in).orElseGet(EmbeddedDynamoDb::inMemory);
    dynamoDb.createTable(TABLE);
    return new LocalAws(dynamoDb, EmbeddedSqs.start(), mail);
  }

  public EmbeddedDynamoDb dynamoDb() {
    return dynamoDb;
  }

  /// A client of the table, closed with this.
  public DynamoDbClient table() {
    return dynamoDb.client();
  }

  /// A client of the queues, closed with this.
  public SqsClient sqs() {
    return sqs;
  }

  public String queueUrl() {
    return queueUrl;
  }

  public EmbeddedSes mail() {
    return mail;
  }

  /// What another process needs in its environment to use these services.
  public Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_DYNAMODB",
        dynamoDb.endpoint().toString(),
        "AWS_ENDPOINT_URL_SQS",
        queues.endpoint().toString(),
        "AWS_ENDPOINT_URL_SES",
        mail.endpoint().toString(),
        "AWS_REGION",
        REGION,
        "AWS_ACCESS_KEY_ID",
        dynamoDb.credentials().accessKeyId(),
        "AWS_SECRET_ACCESS_KEY",
        dynamoDb.credentials().secret());
  }

  @Override
  public void close() {
    environment().keySet().forEach(variable -> System.clearProperty(property(variable)));
    sqs.close();
    mail.close();
    queues.close();
    dynamoDb.close();
  }

  /// The SDK reads each of these variables as a system property of another spelling, too.
  private static String property(String variable) {
    return switch (variable) {
      case "AWS_ENDPOINT_URL_DYNAMODB" -> "aws.endpointUrlDynamoDb";
      case "AWS_ENDPOINT_URL_SQS" -> "aws.endpointUrlSqs";
      case "AWS_ENDPOINT_URL_SES" -> "aws.endpointUrlSes";
      case "AWS_REGION" -> "aws.region";
      case "AWS_ACCESS_KEY_ID" -> "aws.accessKeyId";
      case "AWS_SECRET_ACCESS_KEY" -> "aws.secretAccessKey";
      default -> throw new IllegalArgumentException(variable);
    };
  }

  private static SqsClient client(URI endpoint) {
    return SqsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(REGION))
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY)))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  /// As in `template.yaml`, but a message comes back after 30 s: the one poller takes no other
  /// meanwhile.
  private static String createQueues(SqsClient sqs) {
    var deadLetters = sqs.createQueue(r -> r.queueName(DEAD_LETTERS)).queueUrl();
    var arn =
        sqs.getQueueAttributes(
                r -> r.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    var redrive = "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"5\"}";
    return sqs.createQueue(r ->
            r.queueName(QUEUE)
                .attributes(
                    Map.of(
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "30",
                        QueueAttributeName.REDRIVE_POLICY,
                        redrive)))
        .queueUrl();
  }
}
