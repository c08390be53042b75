package ava.bridge;

import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The SDK's default clients, with bounded waits: they honour the SDK's own variables and
/// properties for endpoints, region and credentials.
record AwsClients(DynamoDbClient dynamoDb, SqsClient sqs) implements AutoCloseable {
  private static final Duration ONE_TRY = Duration.ofSeconds(2);
  private static final Duration ALL_TRIES = Duration.ofSeconds(5);

  static AwsClients create() {
    return new AwsClients(
        DynamoDbClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(c -> c.apiCallAttemptTimeout(ONE_TRY).apiCallTimeout(ALL_TRIES))
            .build(),
        SqsClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .overrideConfiguration(c -> c.apiCallAttemptTimeout(ONE_TRY).apiCallTimeout(ALL_TRIES))
            .build());
  }

  @Override
  public void close() {
    dynamoDb.close();
    sqs.close();
  }
}
