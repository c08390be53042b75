package ava.trial.world;

import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// A client of the queue that goes the [ShortWay]. It knows the operation that Ava uses.
final class ShortQueue implements SqsClient {
  private final ShortWay way;
  private final SqsClient sdk;

  /// @param sdk over [SharedHttp]
  ShortQueue(CloudWay way, SqsClient sdk) {
    this.way = new ShortWay(way, _ -> Optional.empty());
    this.sdk = sdk;
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    return way.ask(
        "SendMessage", request, SendMessageResponse.builder(), () -> sdk.sendMessage(request));
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
