package ava.bridge.record;

import ava.embedded.EmbeddedDynamoDb;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Tables for tests: one that works, shared by all, and one that cannot be reached.
final class DynamoTables {
  static final String TABLE = "calls";

  private static final EmbeddedDynamoDb SHARED = started();

  private DynamoTables() {}

  static DynamoDbClient working() {
    return SHARED.client();
  }

  /// Nothing listens on the discard port.
  static DynamoDbClient unreachable() {
    return DynamoDbClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:9"))
        .region(Region.EU_WEST_3)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(
            UrlConnectionHttpClient.builder().connectionTimeout(Duration.ofSeconds(1)).build())
        .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
        .build();
  }

  private static EmbeddedDynamoDb started() {
    var database = EmbeddedDynamoDb.inMemory();
    database.createTable(TABLE);
    return database;
  }
}
