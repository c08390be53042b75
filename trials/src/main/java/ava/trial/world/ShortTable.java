package ava.trial.world;

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

/// A client of the table that goes the [ShortWay]. It knows the operations that Ava uses.
final class ShortTable implements DynamoDbClient {
  private final ShortWay<DynamoDbClient> way;

  ShortTable(ShortWay<DynamoDbClient> way) {
    this.way = way;
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    return way.ask("GetItem", request, GetItemResponse.builder(), sdk -> sdk.getItem(request));
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    return way.ask("PutItem", request, PutItemResponse.builder(), sdk -> sdk.putItem(request));
  }

  @Override
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    return way.ask(
        "UpdateItem", request, UpdateItemResponse.builder(), sdk -> sdk.updateItem(request));
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    return way.ask(
        "DeleteItem", request, DeleteItemResponse.builder(), sdk -> sdk.deleteItem(request));
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    return way.ask("Query", request, QueryResponse.builder(), sdk -> sdk.query(request));
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return way.ask(
        "TransactWriteItems",
        request,
        TransactWriteItemsResponse.builder(),
        sdk -> sdk.transactWriteItems(request));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
