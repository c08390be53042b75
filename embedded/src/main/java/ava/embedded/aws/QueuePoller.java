package ava.embedded.aws;

import ava.embedded.gateway.LambdaContext;
import ava.embedded.lambda.JsonFunction;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What Lambda does between a queue and a function: takes batches, invokes the handler, deletes
/// what it does not name as failed. What stays comes back when its visibility ends. Source: AWS,
/// "Using Lambda with Amazon SQS" (`ReportBatchItemFailures`). Works on one thread of its own.
public final class QueuePoller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueuePoller.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int BATCH = 10;
  private static final int WAIT_SECONDS = 1;
  private static final Duration AFTER_AN_ERROR = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final SqsClient sqs;
  private final String queueUrl;
  private final RequestStreamHandler handler;
  private final Thread thread;
  private volatile boolean closed;

  private QueuePoller(SqsClient sqs, String queueUrl, RequestStreamHandler handler) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.handler = handler;
    this.thread = Thread.ofVirtual().name("queue-poller").unstarted(this::run);
  }

  public static QueuePoller start(SqsClient sqs, String queueUrl, RequestStreamHandler handler) {
    var poller = new QueuePoller(sqs, queueUrl, handler);
    poller.thread.start();
    return poller;
  }

  /// Waits until no message is left that could be taken now.
  ///
  /// @return whether none is left
  public boolean settle(Duration patience) {
    var until = System.nanoTime() + patience.toNanos();
    while (waiting() > 0) {
      if (System.nanoTime() - until > 0) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return true;
  }

  /// Messages that are there or are being worked on; not those that are still to come.
  private int waiting() {
    var counts =
        List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    return sqs
        .getQueueAttributes(r -> r.queueUrl(queueUrl).attributeNames(counts))
        .attributes()
        .values()
        .stream()
        .mapToInt(Integer::parseInt)
        .sum();
  }

  /// Takes no further batch and waits until the present one is done.
  @Override
  public void close() {
    closed = true;
    try {
      if (!thread.join(PATIENCE)) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        poll();
      } catch (SdkException e) {
        if (!closed) {
          LOG.atWarn().setCause(e).log("queue not reached, tried again");
          pause();
        }
      }
    }
  }

  private void poll() {
    var messages =
        sqs.receiveMessage(r ->
                r.queueUrl(queueUrl)
                    .maxNumberOfMessages(BATCH)
                    .waitTimeSeconds(WAIT_SECONDS)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
            .messages();
    if (!messages.isEmpty()) {
      delete(messages.stream().filter(done(messages)).toList());
    }
  }

  /// Invokes the handler and tells which messages it is done with: none when it throws.
  private Predicate<Message> done(List<Message> messages) {
    var event = JSON.createObjectNode();
    var records = event.putArray("Records");
    messages.forEach(message -> describe(message, records.addObject()));
    try {
      var answer = new JsonFunction(handler).ask(event, LambdaContext.of(handler));
      var failed =
          answer.path("batchItemFailures").values().stream()
              .map(failure -> failure.path("itemIdentifier").asString())
              .collect(Collectors.toSet());
      return message -> !failed.contains(message.messageId());
    } catch (RuntimeException e) {
      // Lambda, too, keeps a whole batch whatever the function threw
      LOG.atError().setCause(e).log("function failed, its batch comes back");
      return _ -> false;
    }
  }

  private void delete(List<Message> done) {
    if (done.isEmpty()) {
      return;
    }
    sqs.deleteMessageBatch(r ->
        r.queueUrl(queueUrl)
            .entries(
                done.stream()
                    .map(m ->
                        DeleteMessageBatchRequestEntry.builder()
                            .id(m.messageId())
                            .receiptHandle(m.receiptHandle())
                            .build())
                    .toList()));
  }

  private static void describe(Message received, ObjectNode message) {
    message
        .put("messageId", received.messageId())
        .put("receiptHandle", received.receiptHandle())
        .put("body", received.body())
        .put("md5OfBody", received.md5OfBody())
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", "arn:aws:sqs:eu-west-3:000000000000:" + LocalAws.QUEUE)
        .put("awsRegion", "eu-west-3");
    var attributes = message.putObject("attributes");
    received.attributesAsStrings().forEach(attributes::put);
    message.putObject("messageAttributes");
  }

  private static void pause() {
    try {
      Thread.sleep(AFTER_AN_ERROR);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
