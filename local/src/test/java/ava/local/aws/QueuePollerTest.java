package ava.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedSqs;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@Timeout(20)
class QueuePollerTest {
  private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();
  private final EmbeddedSqs queues = EmbeddedSqs.start();
  private final SqsClient sqs =
      SqsClient.builder()
          .endpointOverride(queues.endpoint())
          .region(Region.EU_WEST_3)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .httpClient(UrlConnectionHttpClient.create())
          .build();
  private String queueUrl = "";

  @BeforeEach
  void createQueue() {
    queueUrl =
        sqs.createQueue(r ->
                r.queueName("q").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1")))
            .queueUrl();
  }

  @AfterEach
  void close() {
    sqs.close();
    queues.close();
  }

  @Test
  void messageThatIsDoneIsGone() throws InterruptedException {
    sqs.sendMessage(r -> r.queueUrl(queueUrl).messageBody("done"));

    try (var _ =
        QueuePoller.start(
            sqs,
            queueUrl,
            (event, _) -> {
              event.getRecords().forEach(this::handle);
              return new SQSBatchResponse(List.of());
            })) {
      assertThat(next()).isEqualTo("done 1");
    }

    assertThat(left()).isZero();
  }

  @Test
  void messageThatFailedComesBackAlone() throws InterruptedException {
    sqs.sendMessage(r -> r.queueUrl(queueUrl).messageBody("bad"));
    sqs.sendMessage(r -> r.queueUrl(queueUrl).messageBody("good"));

    try (var _ =
        QueuePoller.start(
            sqs,
            queueUrl,
            (event, _) -> {
              event.getRecords().forEach(this::handle);
              return new SQSBatchResponse(
                  event.getRecords().stream()
                      .filter(m -> m.getBody().equals("bad") && receives(m).equals("1"))
                      .map(m -> new BatchItemFailure(m.getMessageId()))
                      .toList());
            })) {
      assertThat(List.of(next(), next(), next()))
          .containsExactlyInAnyOrder("bad 1", "good 1", "bad 2");
    }

    assertThat(left()).isZero();
  }

  @Test
  void batchOfAFunctionThatThrowsComesBack() throws InterruptedException {
    sqs.sendMessage(r -> r.queueUrl(queueUrl).messageBody("tough"));

    try (var _ =
        QueuePoller.start(
            sqs,
            queueUrl,
            (event, _) -> {
              event.getRecords().forEach(this::handle);
              if (event.getRecords().stream().anyMatch(m -> receives(m).equals("1"))) {
                throw new IllegalStateException("on purpose");
              }
              return new SQSBatchResponse(List.of());
            })) {
      assertThat(List.of(next(), next())).containsExactly("tough 1", "tough 2");
    }

    assertThat(left()).isZero();
  }

  private void handle(SQSMessage message) {
    handled.add(message.getBody() + " " + receives(message));
  }

  private static String receives(SQSMessage message) {
    return message.getAttributes().getOrDefault("ApproximateReceiveCount", "");
  }

  private @Nullable String next() throws InterruptedException {
    return handled.poll(10, TimeUnit.SECONDS);
  }

  /// All messages, visible or not.
  private int left() {
    return sqs
        .getQueueAttributes(r -> r.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
        .attributes()
        .entrySet()
        .stream()
        .filter(attribute -> attribute.getKey().toString().startsWith("ApproximateNumberOf"))
        .mapToInt(attribute -> Integer.parseInt(attribute.getValue()))
        .sum();
  }
}
