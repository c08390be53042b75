package ava.bridge;

import ava.shared.aws.AwsWaits;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The services of AWS that a bridge asks. Safe for use by several threads.
public record AwsClients(DynamoDbClient dynamoDb, SqsClient sqs) implements AutoCloseable {
  /// The journal tries again after each of its own pauses, so a request need not last long.
  private static final AwsWaits WAITS =
      new AwsWaits(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5));

  /// The SDK's default clients, with bounded waits: they honour the SDK's own variables and
  /// properties for endpoints, region and credentials.
  static AwsClients create() {
    return new AwsClients(
        WAITS.client(DynamoDbClient.builder()), WAITS.client(SqsClient.builder()));
  }

  @Override
  public void close() {
    dynamoDb.close();
    sqs.close();
  }
}
