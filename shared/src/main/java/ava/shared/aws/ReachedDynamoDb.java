package ava.shared.aws;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// A client of DynamoDB whose every failure is an [OutOfReach], except a failed condition. It knows
/// the operations that Ava uses; any other throws `UnsupportedOperationException`. Safe for use by
/// several threads.
public final class ReachedDynamoDb implements DynamoDbClient {
  private static final String TABLE = "table";

  private final DynamoDbClient client;

  private ReachedDynamoDb(DynamoDbClient client) {
    this.client = client;
  }

  public static ReachedDynamoDb of(DynamoDbClient client) {
    return client instanceof ReachedDynamoDb reached ? reached : new ReachedDynamoDb(client);
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return OutOfReach.reach(TABLE, () -> client.getItem(request));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return OutOfReach.reach(TABLE, () -> client.putItem(request));
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return OutOfReach.reach(TABLE, () -> client.updateItem(request));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return OutOfReach.reach(TABLE, () -> client.deleteItem(request));
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return OutOfReach.reach(TABLE, () -> client.query(request));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return OutOfReach.reach(TABLE, () -> client.transactWriteItems(request));
  }

  @Override
  public String serviceName() {
    return client.serviceName();
  }

  @Override
  public void close() {
    client.close();
  }
}
