package ava.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.aws.Metrics;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let in, and to what.
class TwilioDoorTest extends CallInProgress {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "after-stream",
        "stream-stopped",
        "call-completed",
        "voicemail",
        "transfer-no-answer",
        "recording",
        "accept-transfer",
        "accept-transfer-key"
      })
  void sampleEventsAreSigned(String name) {
    var event = Events.load(name);

    assertThat(event.getHeaders()).containsEntry("x-twilio-signature", Events.signature(event));
    assertThat(event.getRouteKey()).isEqualTo("POST " + event.getRawPath());
  }

  @Test
  void keepAliveEndsNoCallAndTouchesNothing() {
    var before = calls.find(CALL);
    try (var nowhere = Nowhere.table()) {
      var handler = handler(nowhere, NOW);

      assertThat(handler.handleRequest(Events.load("keep-alive"), null).getStatusCode())
          .isEqualTo(204);
    }
    assertThat(queue.sent).isEmpty();
    assertThat(calls.find(CALL)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "after-stream",
        "stream-stopped",
        "call-completed",
        "voicemail",
        "transfer-no-answer"
      })
  void wrongAndMissingSignaturesGetAnEmptyRefusal(String name) {
    var wrong = Events.load(name);
    wrong.getHeaders().put("x-twilio-signature", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    var missing = Events.load(name);
    missing.getHeaders().remove("x-twilio-signature");

    for (var event : List.of(wrong, missing)) {
      var response = handle(event);
      assertThat(response.getStatusCode()).isEqualTo(403);
      assertThat(response.getBody()).isEmpty();
    }
    assertThat(queue.sent).isEmpty();
    assertThat(calls.find(CALL).orElseThrow().resumes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"GET, /after-stream, 405", "PUT, /voicemail, 405", "POST, /unknown, 404"})
  void whatIsNotOfferedIsRefused(String method, String path, int status) {
    var event = load();
    event.setRawPath(path);
    event.getRequestContext().getHttp().setMethod(method);

    assertThat(handle(event).getStatusCode()).isEqualTo(status);
  }

  @Test
  void primingToleratesAnUnreachableTableAndLeavesNoTrace() {
    new TelephoneHandler(CONFIG, clients(dynamoDb.client(), queue), Metrics.none(), at(NOW))
        .priming.beforeCheckpoint(null);
    try (var nowhere = Nowhere.table()) {
      new TelephoneHandler(CONFIG, clients(nowhere, queue), Metrics.none(), at(NOW))
          .priming.beforeCheckpoint(null);
    }

    assertThat(queue.sent).isEmpty();
    assertThat(dynamoDb.items("calls")).hasSize(1);
  }
}
