package ava.telephone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.shared.aws.OutOfReach;
import ava.shared.call.EndReason;
import ava.shared.call.PhoneNumber;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Twilio tells of a message that was recorded.
class VoicemailTest extends CallInProgress {
  @Test
  void recordingIsKeptByItsCallbackAlone() {
    var event = Events.with("voicemail", "RecordingStatus", "completed");
    event.setRawPath("/recording");

    assertThat(handle(Events.with(event, "RecordingSource", "RecordVerb")).getStatusCode())
        .isEqualTo(204);

    var recording = calls.find(CALL).orElseThrow().recording().orElseThrow();
    assertThat(recording.sid()).isEqualTo("RE00000000000000000000000000000001");
    assertThat(recording.account()).isEqualTo("AC00000000000000000000000000000001");
    assertThat(recording.left()).isTrue();
    assertThat(onlyMessage().reason()).isEqualTo(EndReason.VOICEMAIL);
  }

  @Test
  void recordingThatTheTableDoesNotTakeTravelsInTheMessage() {
    for (var event : List.of(Events.load("voicemail"), Events.load("recording"))) {
      queue.sent.clear();
      try (var nowhere = Nowhere.table()) {
        var handler = handler(nowhere, NOW);

        assertThat(handler.handleRequest(event, null).getStatusCode()).isLessThan(300);
      }

      var left = onlyMessage().left().orElseThrow();
      assertThat(left.recording().trusted()).isTrue();
      assertThat(left.recording().url()).isEqualTo(field(event, "RecordingUrl"));
      assertThat(left.recording().sid()).isEqualTo(field(event, "RecordingSid"));
      assertThat(left.from()).isEqualTo(new PhoneNumber(field(event, "From")));
    }
  }

  @Test
  void recordingThatNobodyTakesIsToldAgainAndTheCallerIsThankedAllTheSame() {
    queue.refuses = true;
    try (var nowhere = Nowhere.table()) {
      var handler = handler(nowhere, NOW);

      assertThat(handler.handleRequest(Events.load("voicemail"), null).getBody())
          .contains("votre message est enregistré");
      assertThatThrownBy(() -> handler.handleRequest(Events.load("recording"), null))
          .isInstanceOf(OutOfReach.class);
    }
  }

  @Test
  void recordingThatTheTableTookNeedsNoQueue() {
    queue.refuses = true;

    assertThat(handle("recording").getStatusCode()).isEqualTo(204);
    assertThat(calls.find(CALL).orElseThrow().recording().orElseThrow().left()).isTrue();
  }

  private static String field(APIGatewayV2HTTPEvent event, String name) {
    return Events.fields(event).stream()
        .filter(entry -> entry.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  @Test
  void absentRecordingLeavesNothingToFetch() {
    var event = Events.with("voicemail", "RecordingStatus", "absent");
    event.setRawPath("/recording");

    handle(Events.with(event, "ErrorCode", "16102"));

    assertThat(calls.find(CALL).orElseThrow().recording().orElseThrow().nothing()).isTrue();
  }

  @Test
  void recordedMessageIsKeptAndEndsTheCall() {
    var first = handle("voicemail");
    var again = handle("voicemail");

    assertThat(new TwimlDocument(first.getBody()).only("Say").getTextContent())
        .isEqualTo("Merci, votre message est enregistré. Au revoir.");
    assertThat(again.getBody()).isEqualTo(first.getBody());
    var call = calls.find(CALL).orElseThrow();
    assertThat(call.voicemailUrl().orElseThrow())
        .startsWith("https://api.twilio.com/2010-04-01/Accounts/");
    assertThat(call.endReason()).contains(EndReason.VOICEMAIL);
    assertThat(queue.sent).hasSize(2).allMatch(message -> message.delaySeconds() == 15);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.twilio.com/RE1",
        "https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000002"
            + "/Recordings/RE00000000000000000000000000000001",
        "https://www.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000001"
            + "/Recordings/RE00000000000000000000000000000001",
        "https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000001"
            + "/Recordings/RE00000000000000000000000000000001/../x",
        "https://api.twilio.com.evil.example/RE1",
        "https://eviltwilio.com/RE1",
        "https://api.twilio.com@evil.example/RE1",
        "https://evil.example\\.twilio.com/RE1",
        "javascript:alert(1)",
        "not an address"
      })
  void recordingFromElsewhereIsNotLinked(String url) {
    var response = handle(Events.with("voicemail", "RecordingUrl", url));

    assertThat(new TwimlDocument(response.getBody()).verbs()).containsExactly("Say", "Hangup");
    assertThat(calls.find(CALL).orElseThrow().voicemailUrl()).isEmpty();
  }

  @Test
  void emptyRecordingGetsAPoliteGoodbye() {
    var response = handle(Events.with("voicemail", "RecordingDuration", "0"));

    assertThat(response.getBody()).contains("Au revoir").doesNotContain("Merci, votre message");
    assertThat(calls.find(CALL).orElseThrow().voicemailUrl()).isEmpty();
    assertThat(onlyMessage().reason()).isEqualTo(EndReason.VOICEMAIL);
  }
}
