package ava.telephone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.embedded.EmbeddedSqs;
import ava.shared.aws.Metrics;
import ava.shared.aws.OutOfReach;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.PhoneNumber;
import ava.shared.message.CallEnded;
import ava.shared.table.Retention;
import ava.telephone.TelephoneConfig.Aws;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// What Twilio tells of streams and calls that end.
class CallNewsTest extends CallInProgress {
  @Test
  void stoppedStreamIsAnnouncedWithTwiliosTime() {
    var response = handle("stream-stopped");

    assertThat(response.getStatusCode()).isEqualTo(204);
    assertThat(response.getBody()).isEmpty();
    var message = onlyMessage();
    assertThat(message.callSid()).isEqualTo(CALL);
    assertThat(message.endedAt()).isEqualTo(Instant.parse("2026-11-22T09:41:12.345Z"));
    assertThat(message.reason()).isEqualTo(EndReason.CALLER_HUNG_UP);
    assertThat(queue.sent.getFirst().delaySeconds()).isEqualTo(15);
    assertThat(queue.sent.getFirst().queueUrl()).isEqualTo(CONFIG.aws().callEndedQueueUrl());
    assertThat(calls.find(CALL).orElseThrow().endedAt()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z"})
  void timeThatCannotBeIsReplacedByOurs(String timestamp) {
    handle(Events.with("stream-stopped", "Timestamp", timestamp));

    assertThat(onlyMessage().endedAt()).isEqualTo(NOW);
  }

  @Test
  void brokenStreamIsAnnouncedAsFailed() {
    handle(Events.with("stream-stopped", "StreamEvent", "stream-error"));

    assertThat(onlyMessage().reason()).isEqualTo(EndReason.FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream-started", "stream-invented"})
  void otherNewsOfStreamsIsTakenNoteOf(String event) {
    var response = handle(Events.with("stream-stopped", "StreamEvent", event));

    assertThat(response.getStatusCode()).isEqualTo(204);
    assertThat(queue.sent).isEmpty();
  }

  @Test
  void streamThatEndsForATransferOrAMessageIsNoEndOfTheCall() {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33142000000")));
    handle("stream-stopped");
    calls.leave(CALL, new NextStep.Voicemail());
    handle("stream-stopped");

    assertThat(queue.sent).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "completed, CALLER_HUNG_UP",
    "failed, FAILED",
    "busy, NO_ANSWER",
    "no-answer, NO_ANSWER",
    "canceled, NO_ANSWER"
  })
  void endOfTheCallIsAnnounced(String status, EndReason reason) {
    var response = handle(Events.with("call-completed", "CallStatus", status));

    assertThat(response.getStatusCode()).isEqualTo(204);
    assertThat(onlyMessage()).isEqualTo(new CallEnded(CALL, NOW, reason));
    assertThat(queue.sent.getFirst().delaySeconds()).isEqualTo(15);
    assertThat(calls.find(CALL).orElseThrow().endedAt()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ringing", "in-progress", "queued"})
  void callThatGoesOnIsNotAnnounced(String status) {
    handle(Events.with("call-completed", "CallStatus", status));

    assertThat(queue.sent).isEmpty();
  }

  @Test
  void hangUpRightAfterAResumeIsAnEndBeyondDoubt() {
    calls.resumed(CALL, NOW.minusMillis(200), "request");

    handle("call-completed");

    assertThat(onlyMessage().endedAt()).isEqualTo(NOW.plusMillis(800));
  }

  @Test
  void lostAnnouncementIsAnErrorThatAnAlarmSees() {
    queue.refuses = true;

    assertThatThrownBy(() -> handle("call-completed")).isInstanceOf(OutOfReach.class);
  }

  @Test
  void realQueueHoldsTheMessageBack() {
    try (var sqs = EmbeddedSqs.start();
        var client = client(sqs)) {
      var url = client.createQueue(r -> r.queueName("call-ended")).queueUrl();
      var config =
          new TelephoneConfig(
              CONFIG.addresses(),
              CONFIG.secrets(),
              new Aws("calls", url, Metrics.NAMESPACE, Retention.STANDARD),
              CONFIG.transferNumber(),
              CONFIG.businessName());

      handler(config, clients(dynamoDb.client(), client), NOW)
          .handleRequest(Events.load("call-completed"), null);

      var held = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
      assertThat(client.getQueueAttributes(r -> r.queueUrl(url).attributeNames(held)).attributes())
          .isEqualTo(Map.of(held, "1"));
    }
  }

  private static SqsClient client(EmbeddedSqs sqs) {
    return SqsClient.builder()
        .endpointOverride(sqs.endpoint())
        .region(Region.EU_WEST_3)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }
}
