package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedSqs;
import ava.shared.call.EndReason;
import ava.shared.message.CallEnded;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// The function behind a real queue, with the little that Lambda's poller does between them.
class QueueTest {
  private static final Clouds CLOUDS = new Clouds();
  private static final EmbeddedSqs SQS = EmbeddedSqs.start();
  private static final SqsClient CLIENT =
      SqsClient.builder()
          .endpointOverride(SQS.endpoint())
          .region(Region.EU_WEST_3)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .httpClient(UrlConnectionHttpClient.create())
          .build();

  private final SummaryHandler handler = CLOUDS.handler();

  @AfterAll
  static void close() {
    CLIENT.close();
    SQS.close();
    CLOUDS.close();
  }

  /// A queue that gives up after five deliveries.
  private record Queue(String url, String deadLetters) {
    static Queue named(String name) {
      var dead = CLIENT.createQueue(r -> r.queueName(name + "-dead")).queueUrl();
      var redrive =
          "{\"deadLetterTargetArn\":\"arn:aws:sqs:elasticmq:000000000000:%s-dead\",\"maxReceiveCount\":\"5\"}"
              .formatted(name);
      var url =
          CLIENT
              .createQueue(r ->
                  r.queueName(name)
                      .attributes(
                          Map.of(
                              QueueAttributeName.VISIBILITY_TIMEOUT,
                              "0",
                              QueueAttributeName.REDRIVE_POLICY,
                              redrive)))
              .queueUrl();
      return new Queue(url, dead);
    }

    void send(String body) {
      CLIENT.sendMessage(r -> r.queueUrl(url).messageBody(body));
    }

    int size(String queue) {
      var attributes =
          CLIENT.getQueueAttributes(r ->
              r.queueUrl(queue).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
      return Integer.parseInt(
          attributes.attributes().get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }
  }

  /// Delivers one batch and takes from the queue what succeeded.
  private int poll(Queue queue) {
    var messages =
        CLIENT.receiveMessage(r -> r.queueUrl(queue.url()).maxNumberOfMessages(10)).messages();
    if (messages.isEmpty()) {
      return 0;
    }
    var batch = messages.stream().map(m -> new Lambda.Message(m.messageId(), m.body())).toList();
    var failed = Lambda.failures(handler, Lambda.event(batch));
    messages.stream()
        .filter(message -> !failed.contains(message.messageId()))
        .forEach(message ->
            CLIENT.deleteMessage(
                r -> r.queueUrl(queue.url()).receiptHandle(message.receiptHandle())));
    return messages.size();
  }

  @Test
  void queueRepeatsWhatMayWorkLaterUntilItDoes() {
    var queue = Queue.named("calls");
    var leak = CLOUDS.leak();
    var other = CLOUDS.leak();
    CLOUDS.ses.clear();
    CLOUDS.ses.failNext(3, 400, "Throttling");
    // the bridge and both callbacks tell of the same end
    for (var i = 0; i < 3; i++) {
      queue.send(new CallEnded(leak, Clouds.ENDED, EndReason.GOODBYE).toJson());
    }
    queue.send(new CallEnded(other, Clouds.ENDED, EndReason.CALLER_HUNG_UP).toJson());

    var polls = 0;
    while (poll(queue) > 0 && polls < 10) {
      polls++;
    }

    assertThat(CLOUDS.ses.mails()).hasSize(2);
    assertThat(queue.size(queue.url())).isZero();
    assertThat(queue.size(queue.deadLetters())).isZero();
  }

  @Test
  void whatNeverWorksEndsAmongTheDeadLetters() {
    var queue = Queue.named("poison");
    queue.send("{\"callSid\":\"CA1\"}");

    for (var i = 0; i < 6; i++) {
      poll(queue);
    }

    assertThat(queue.size(queue.url())).isZero();
    assertThat(queue.size(queue.deadLetters())).isEqualTo(1);
  }
}
