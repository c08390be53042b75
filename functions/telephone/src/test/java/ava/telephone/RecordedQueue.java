package ava.telephone;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/// Keeps what is sent, or refuses it.
final class RecordedQueue implements SqsClient {
  final List<SendMessageRequest> sent = new ArrayList<>();
  boolean refuses;

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    if (refuses) {
      throw SdkClientException.create("refused by the test");
    }
    sent.add(request);
    return SendMessageResponse.builder().messageId("1").build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    sent.clear();
  }
}
