package ava.telephone;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.Twiml.Opening;
import ava.telephone.TelephoneConfig.Addresses;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a call when its stream with a bridge ends.
class StreamEndTest extends CallInProgress {
  @Test
  void bridgeThatDiedCostsANewStreamOfTheSameCall() {
    var response = handle("after-stream");

    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getHeaders()).containsEntry("Content-Type", "text/xml; charset=utf-8");
    var document = new TwimlDocument(response.getBody());
    assertThat(document.parameters())
        .containsOnlyKeys("token", "from", "to", "resume")
        .containsEntry("from", CALLER.value())
        .containsEntry("to", OURS.value())
        .containsEntry("resume", "1");
    var tokens = new SignedToken(TOKEN_SECRET, at(NOW));
    assertThat(tokens.accepts(Opening.RESUMED.subject(CALL), document.parameter("token"))).isTrue();
    assertThat(tokens.accepts(Opening.NEW.subject(CALL), document.parameter("token"))).isFalse();
    assertThat(calls.find(CALL).orElseThrow().resumes()).containsExactly(NOW);
    assertThat(queue.sent).isEmpty();
  }

  @Test
  void bridgeThatAsksForAResumeGetsIt() {
    calls.leave(CALL, new NextStep.Resume());

    var document = new TwimlDocument(handle("after-stream").getBody());

    assertThat(document.parameters()).containsEntry("resume", "1");
    assertThat(calls.find(CALL).orElseThrow().next()).isEmpty();
  }

  @Test
  void callThatWasNeverNotedIsResumedToo() {
    forgetCall();

    var document = new TwimlDocument(handle("after-stream").getBody());

    assertThat(document.parameters()).containsEntry("from", CALLER.value());
  }

  @Test
  void hangUpIsObeyed() {
    calls.leave(CALL, new NextStep.HangUp());

    assertThat(new TwimlDocument(handle("after-stream").getBody()).verbs())
        .containsExactly("Hangup");
    assertThat(calls.find(CALL).orElseThrow().resumes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed", "busy", "failed", "no-answer", "canceled"})
  void callerWhoIsGoneIsNotResumed(String status) {
    var response = handle(Events.with("after-stream", "CallStatus", status));

    assertThat(new TwimlDocument(response.getBody()).verbs()).isEmpty();
    assertThat(calls.find(CALL).orElseThrow().resumes()).isEmpty();
    assertThat(calls.find(CALL).orElseThrow().endedAt()).isEmpty();
    assertThat(onlyMessage().reason()).isEqualTo(EndReason.CALLER_HUNG_UP);
  }

  @Test
  void voicemailIsOfferedAndItsEndAnnouncedInCaseNothingIsRecorded() {
    calls.leave(CALL, new NextStep.Voicemail());

    var document = new TwimlDocument(handle("after-stream").getBody());

    assertThat(document.verbs()).containsExactly("Say", "Record", "Say", "Hangup");
    var record = document.only("Record");
    assertThat(record.getAttribute("action"))
        .isEqualTo(Events.BASE + "/voicemail#rc=2&rp=ct,rt,5xx");
    assertThat(record.getAttribute("recordingStatusCallback"))
        .isEqualTo(Events.BASE + "/recording#rc=2&rp=ct,rt,5xx");
    assertThat(record.getAttribute("maxLength")).isEqualTo("120");
    assertThat(record.getAttribute("playBeep")).isEqualTo("true");
    assertThat(onlyMessage().reason()).isEqualTo(EndReason.VOICEMAIL);
    assertThat(queue.sent.getFirst().delaySeconds()).isEqualTo(180);
  }

  @Test
  void fourthResumeWithinTwoMinutesIsTheVoicemail() {
    for (var second = 0; second < 90; second += 30) {
      var response = handler(NOW.plusSeconds(second)).handleRequest(load(), null);
      assertThat(response.getBody()).contains("<Stream");
    }

    var response = handler(NOW.plusSeconds(90)).handleRequest(load(), null);

    assertThat(response.getBody()).contains("<Record").doesNotContain("<Stream");
    assertThat(calls.find(CALL).orElseThrow().next()).contains(new NextStep.Voicemail());
    assertThat(onlyMessage().endedAt()).isEqualTo(NOW.plusSeconds(91));
  }

  @Test
  void bridgeThatDoesNotComeBackAtOnceIsGivenTime() {
    var documents =
        Stream.of(0, 1, 4, 30)
            .map(second -> NOW.plusSeconds(second).plusNanos(678_901))
            .map(time -> handler(time).handleRequest(load(), null))
            .map(response -> new TwimlDocument(response.getBody()))
            .toList();

    assertThat(documents.get(0).verbs()).startsWith("Connect");
    assertThat(documents.get(1).verbs()).startsWith("Connect");
    assertThat(documents.get(2).verbs()).startsWith("Say", "Pause", "Connect");
    assertThat(documents.get(2).only("Pause").getAttribute("length")).isEqualTo("3");
    assertThat(documents.get(3).verbs()).as("too many").contains("Record");
  }

  @Test
  void resumesLongAgoDoNotCount() {
    for (var minute = 0; minute < 6; minute++) {
      var later = NOW.plus(Duration.ofMinutes(minute));

      var response = handler(later).handleRequest(load(), null);

      assertThat(response.getBody()).contains("<Stream");
    }
  }

  @Test
  void repeatedRequestCountsOnce() {
    for (var time = 0; time < 6; time++) {
      var event = load();
      event.getHeaders().put("i-twilio-idempotency-token", "8f14e45f");

      assertThat(handle(event).getBody()).contains("<Stream");
    }

    assertThat(calls.find(CALL).orElseThrow().resumes()).hasSize(1);
  }

  @Test
  void withoutBridgeTheVoicemailTakesOver() {
    var lone =
        new TelephoneConfig(
            new Addresses(CONFIG.addresses().publicBaseUrl(), Optional.empty()),
            CONFIG.secrets(),
            CONFIG.aws(),
            CONFIG.transferNumber(),
            CONFIG.businessName());

    var response =
        handler(lone, clients(dynamoDb.client(), queue), NOW).handleRequest(load(), null);

    assertThat(response.getBody()).contains("<Record");
    assertThat(calls.find(CALL).orElseThrow().next()).contains(new NextStep.Voicemail());
  }

  @Test
  void unreachableTableLeadsToTheVoicemail() {
    try (var nowhere = Nowhere.table()) {
      var handler = handler(nowhere, NOW);

      var response = handler.handleRequest(load(), null);

      assertThat(response.getStatusCode()).isEqualTo(200);
      assertThat(response.getBody()).contains("<Record");
    }
  }

  @Test
  void unreachableQueueDoesNotStopAnAnswer() {
    calls.leave(CALL, new NextStep.Voicemail());
    queue.refuses = true;

    assertThat(handle("after-stream").getBody()).contains("<Record");
    assertThat(handle("voicemail").getBody()).contains("votre message est enregistré");
  }
}
