package ava.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/// Amazon's DynamoDB Local on a free port, with streams.
public final class EmbeddedDynamoDb implements AutoCloseable {
  private final DynamoDBProxyServer server;
  private final URI endpoint;
  private final DynamoDbClient client;

  private EmbeddedDynamoDb(DynamoDBProxyServer server, URI endpoint) {
    this.server = server;
    this.endpoint = endpoint;
    this.client =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.EU_WEST_3)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  public static EmbeddedDynamoDb inMemory() {
    return start(Optional.empty());
  }

  /// Keeps its data in a folder.
  public static EmbeddedDynamoDb in(Path folder) {
    return start(Optional.of(folder));
  }

  private static EmbeddedDynamoDb start(Optional<Path> folder) {
    var port = freePort();
    var arguments = new ArrayList<>(List.of("-sharedDb", "-disableTelemetry", "-port", "" + port));
    folder.ifPresentOrElse(
        path -> arguments.addAll(List.of("-dbPath", path.toString())),
        () -> arguments.add("-inMemory"));
    try {
      var server = ServerRunner.createServerFromCommandLineArgs(arguments.toArray(new String[0]));
      server.start();
      return new EmbeddedDynamoDb(server, URI.create("http://127.0.0.1:" + port));
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not start", e);
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  /// A client that needs no credentials of its own. Closed with the server.
  public DynamoDbClient client() {
    return client;
  }

  /// Makes Ava's table as `template.yaml` describes it; does nothing when it exists.
  public void createTable(String name) {
    try {
      client.createTable(r ->
          r.tableName(name)
              .billingMode(BillingMode.PAY_PER_REQUEST)
              .attributeDefinitions(
                  attribute("pk"),
                  attribute("sk"),
                  attribute("day"),
                  attribute("from"),
                  attribute("startedAt"))
              .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
              .globalSecondaryIndexes(index("by-day", "day"), index("by-caller", "from"))
              .streamSpecification(
                  s -> s.streamEnabled(true).streamViewType(StreamViewType.NEW_IMAGE)));
    } catch (ResourceInUseException e) {
      client.describeTable(r -> r.tableName(name));
    }
  }

  @Override
  public void close() {
    client.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local does not stop", e);
    }
  }

  private static GlobalSecondaryIndex index(String name, String hash) {
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(key(hash, KeyType.HASH), key("startedAt", KeyType.RANGE))
        .projection(p -> p.projectionType(ProjectionType.ALL))
        .build();
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port", e);
    }
  }
}
