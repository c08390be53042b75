package ava.trial.world;

import ava.trial.world.CloudService.Reply;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
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

/// A client of the table that goes the [ShortWay]. It knows the operations that Ava uses.
final class ShortTable implements DynamoDbClient {
  private static final String CONDITION_FAILED = "ConditionalCheckFailedException";

  private final ShortWay way;
  private final DynamoDbClient sdk;

  /// @param sdk over [SharedHttp]
  ShortTable(CloudWay way, DynamoDbClient sdk) {
    this.way = new ShortWay(way, ShortTable::failedCondition);
    this.sdk = sdk;
  }

  private static Optional<ConditionalCheckFailedException> failedCondition(Reply reply) {
    var told = reply.body().json();
    if (reply.status() != 400 || !told.path("__type").asString("").endsWith(CONDITION_FAILED)) {
      return Optional.empty();
    }
    var failed =
        ConditionalCheckFailedException.builder()
            .statusCode(reply.status())
            .message("The conditional request failed");
    SdkJson.read(told, failed);
    return Optional.of(failed.build());
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return way.ask("GetItem", request, GetItemResponse.builder(), () -> sdk.getItem(request));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return way.ask("PutItem", request, PutItemResponse.builder(), () -> sdk.putItem(request));
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return way.ask(
        "UpdateItem", request, UpdateItemResponse.builder(), () -> sdk.updateItem(request));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return way.ask(
        "DeleteItem", request, DeleteItemResponse.builder(), () -> sdk.deleteItem(request));
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return way.ask("Query", request, QueryResponse.builder(), () -> sdk.query(request));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return way.ask(
        "TransactWriteItems",
        request,
        TransactWriteItemsResponse.builder(),
        () -> sdk.transactWriteItems(request));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
