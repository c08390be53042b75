package ava.bridge.record;

import ava.shared.aws.OutOfReach;
import ava.shared.message.CallEnded;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The queue that starts the summary of a call. Safe for use by several threads.
public final class CallEndedQueue {
  /// What SQS allows.
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

  private final SqsClient client;
  private final String url;

  public CallEndedQueue(SqsClient client, String url) {
    this.client = client;
    this.url = url;
  }

  /// @throws OutOfReach when the queue cannot be reached
  void send(CallEnded message, Duration delay) {
    var seconds = Math.min(delay.plusMillis(999).toSeconds(), LONGEST_DELAY.toSeconds());
    OutOfReach.reach(
        "queue",
        () ->
            client.sendMessage(
                r -> r.queueUrl(url).messageBody(message.toJson()).delaySeconds((int) seconds)));
  }
}
