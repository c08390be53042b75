package ava.bridge.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// A table that is troubled from one request to another.
final class FaultyTable implements DynamoDbClient {
  private final DynamoDbClient table;
  private final Fault fault;
  private final int from;
  private final int to;
  private int requests;

  /// @param from the first request that fails, counted from 0
  /// @param to the first that succeeds again
  FaultyTable(DynamoDbClient table, Fault fault, int from, int to) {
    this.table = table;
    this.fault = fault;
    this.from = from;
    this.to = to;
  }

  enum Fault {
    /// The connection breaks, and the SDK's client lets it through as it is.
    RESET,
    THROTTLED,
    /// The request is carried out, but its answer takes longer than anybody waits.
    SLOW,
    UNREACHABLE,
    /// Nothing that the SDK says it throws.
    BROKEN;

    private RuntimeException insteadOf(Supplier<?> request) {
      return switch (this) {
        case RESET -> new UncheckedIOException(new IOException("Connection reset"));
        case THROTTLED -> ProvisionedThroughputExceededException.builder().statusCode(400).build();
        case SLOW -> {
          var _ = request.get();
          yield ApiCallAttemptTimeoutException.create(2_000);
        }
        case UNREACHABLE -> SdkClientException.create("no route to host");
        case BROKEN -> new IllegalStateException("connection pool shut down");
      };
    }
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return answer(() -> table.putItem(request));
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return answer(() -> table.updateItem(request));
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return answer(() -> table.query(request));
  }

  private <T> T answer(Supplier<T> request) {
    var number = requests++;
    if (number >= from && number < to) {
      throw fault.insteadOf(request);
    }
    return request.get();
  }

  @Override
  public String serviceName() {
    return table.serviceName();
  }

  @Override
  public void close() {
    requests = 0;
  }
}
