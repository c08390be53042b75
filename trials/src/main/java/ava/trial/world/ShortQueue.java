package ava.trial.world;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// A client of the queue that goes the [ShortWay]. It knows the operation that Ava uses.
final class ShortQueue implements SqsClient {
  private final ShortWay<SqsClient> way;

  ShortQueue(ShortWay<SqsClient> way) {
    this.way = way;
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    return way.ask(
        "SendMessage", request, SendMessageResponse.builder(), sdk -> sdk.sendMessage(request));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
