package ava.embedded.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.EmbeddedSqs;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(120)
class QueuePollerTest {
  private static final JsonMapper JSON = JsonMapper.shared();

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
                r.queueName("q").attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "600")))
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

    try (var _ = QueuePoller.start(sqs, queueUrl, failing(_ -> false))) {
      assertThat(next()).isEqualTo("done 1");
    }

    assertThat(left()).isZero();
  }

  @Test
  void messageThatFailedComesBackAlone() throws InterruptedException {
    sqs.sendMessage(r -> r.queueUrl(queueUrl).messageBody("bad"));
    sqs.sendMessage(r -> r.queueUrl(queueUrl).messageBody("good"));

    var handler = failing(m -> m.path("body").asString().equals("bad") && receives(m).equals("1"));
    try (var _ = QueuePoller.start(sqs, queueUrl, handler)) {
      assertThat(List.of(next(), next(), next()))
          .containsExactlyInAnyOrder("bad 1", "good 1", "bad 2");
    }

    assertThat(left()).isZero();
  }

  @Test
  void batchOfAFunctionThatThrowsComesBack() throws InterruptedException {
    sqs.sendMessage(r -> r.queueUrl(queueUrl).messageBody("tough"));

    var handler =
        failing(m -> {
          if (receives(m).equals("1")) {
            timeIsOver(m);
            throw new IllegalStateException("on purpose");
          }
          return false;
        });
    try (var _ = QueuePoller.start(sqs, queueUrl, handler)) {
      assertThat(List.of(next(), next())).containsExactly("tough 1", "tough 2");
    }

    assertThat(left()).isZero();
  }

  /// A function that notes what it is given and wants some of it again.
  private RequestStreamHandler failing(Predicate<JsonNode> again) {
    return (input, output, _) -> {
      var answer = JSON.createObjectNode();
      var failures = answer.putArray("batchItemFailures");
      for (var message : JSON.readTree(input).required("Records")) {
        handled.add(message.required("body").stringValue() + " " + receives(message));
        if (again.test(message)) {
          timeIsOver(message);
          failures.addObject().put("itemIdentifier", message.required("messageId").stringValue());
        }
      }
      JSON.writeValue(output, answer);
    };
  }

  /// As when nobody has deleted a message for as long as the queue hides it.
  private void timeIsOver(JsonNode message) {
    var receipt = message.required("receiptHandle").stringValue();
    sqs.changeMessageVisibility(
        r -> r.queueUrl(queueUrl).receiptHandle(receipt).visibilityTimeout(0));
  }

  private static String receives(JsonNode message) {
    return message.at("/attributes/ApproximateReceiveCount").asString();
  }

  private @Nullable String next() throws InterruptedException {
    return handled.poll(60, TimeUnit.SECONDS);
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
