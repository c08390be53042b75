package ava.telephone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.embedded.EmbeddedDynamoDb;
import ava.embedded.EmbeddedSqs;
import ava.shared.aws.Metrics;
import ava.shared.aws.OutOfReach;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.message.CallEnded;
import ava.shared.settings.Secret;
import ava.shared.table.CallStore;
import ava.shared.table.Retention;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.Twiml.Opening;
import ava.telephone.TelephoneConfig.Addresses;
import ava.telephone.TelephoneConfig.Aws;
import ava.telephone.TelephoneConfig.Secrets;
import ava.telephone.TelephoneHandler.Clients;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@TestInstance(Lifecycle.PER_CLASS)
class AfterTheRingTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:41:13Z");
  private static final CallSid CALL = new CallSid("CA00000000000000000000000000000001");
  private static final PhoneNumber CALLER = new PhoneNumber("+33612345678");
  private static final PhoneNumber OURS = new PhoneNumber("+33187654321");
  private static final Secret TOKEN_SECRET = Secret.of("stream secret");
  private static final TelephoneConfig CONFIG =
      new TelephoneConfig(
          new Addresses(
              URI.create(Events.BASE),
              Optional.of(URI.create("wss://bridge.example.com/media-stream"))),
          new Secrets(Secret.of(Events.AUTH_TOKEN), TOKEN_SECRET),
          new Aws("calls", "http://127.0.0.1/queue", Metrics.NAMESPACE, Retention.STANDARD),
          Optional.of(new PhoneNumber("+33142000000")),
          "le cabinet");

  @AutoClose private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();
  private final CallStore calls = new CallStore(dynamoDb.client(), "calls", at(NOW));
  private final RecordedQueue queue = new RecordedQueue();

  @BeforeAll
  void createTable() {
    dynamoDb.createTable("calls");
  }

  @BeforeEach
  void callInProgress() {
    forgetCall();
    queue.sent.clear();
    queue.refuses = false;
    calls.ringing(CALL, CALLER, OURS, NOW.minusSeconds(60));
  }

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
    try (var nowhere = unreachable()) {
      var handler = new TelephoneHandler(CONFIG, clients(nowhere, queue), Metrics.none(), at(NOW));

      assertThat(handler.handleRequest(Events.load("keep-alive"), null).getStatusCode())
          .isEqualTo(204);
    }
    assertThat(queue.sent).isEmpty();
    assertThat(calls.find(CALL)).isEqualTo(before);
  }

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

  @Test
  void transferRingsTheNumberUnderOurs() {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33142000000")));

    var document = new TwimlDocument(handle("after-stream").getBody());

    var dial = document.only("Dial");
    assertThat(dial.getAttribute("callerId")).isEqualTo(OURS.value());
    assertThat(dial.getAttribute("timeout")).isEqualTo("20");
    assertThat(dial.getAttribute("answerOnBridge")).isEqualTo("true");
    assertThat(dial.getAttribute("action"))
        .isEqualTo(Events.BASE + "/after-stream#rc=2&rp=ct,rt,5xx");
    assertThat(document.only("Number").getTextContent()).isEqualTo("+33142000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed", "answered"})
  void takenTransferEndsTheCall(String status) {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33142000000")));
    assertThat(key("1").getBody()).doesNotContain("Hangup");

    var response = handle(Events.with("transfer-no-answer", "DialCallStatus", status));

    assertThat(new TwimlDocument(response.getBody()).verbs()).containsExactly("Hangup");
    assertThat(calls.find(CALL).orElseThrow().endReason()).contains(EndReason.TRANSFER);
    assertThat(onlyMessage().reason()).isEqualTo(EndReason.TRANSFER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed", "answered", "busy", "no-answer", "failed", "canceled"})
  void transferThatNobodyTakesComesBackToAva(String status) {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33142000000")));

    var response = handle(Events.with("transfer-no-answer", "DialCallStatus", status));

    assertThat(new TwimlDocument(response.getBody()).parameters())
        .containsEntry("resume", "1")
        .containsEntry("reason", "no-answer");
    assertThat(calls.find(CALL).orElseThrow().next()).isEmpty();
    assertThat(queue.sent).isEmpty();
  }

  @Test
  void connectedTransferIsOneThoughTheTableDidNotTakeTheKey() {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33142000000")));
    try (var nowhere = unreachable()) {
      var handler = new TelephoneHandler(CONFIG, clients(nowhere, queue), Metrics.none(), at(NOW));
      assertThat(
              new TwimlDocument(handler.handleRequest(child("/key", "1"), null).getBody()).verbs())
          .isEmpty();
    }

    var event = Events.with("transfer-no-answer", "DialCallStatus", "completed");
    var response = handle(Events.with(event, "DialBridged", "true"));

    assertThat(new TwimlDocument(response.getBody()).verbs()).containsExactly("Hangup");
    assertThat(onlyMessage().reason()).isEqualTo(EndReason.TRANSFER);
  }

  @Test
  void colleagueHearsWhoCallsAndWhyAndTakesTheCallByAKey() {
    calls.note(
        CALL,
        new NotedMessage(
            Map.of(
                NotedMessage.Field.NAME, "Mme Lefèvre",
                NotedMessage.Field.REASON, "fuite d’eau")));

    var document = new TwimlDocument(handle(child("", "")).getBody());

    assertThat(document.verbs()).containsExactly("Gather", "Hangup");
    var gather = document.only("Gather");
    assertThat(gather.getAttribute("action")).isEqualTo(Events.BASE + "/accept-transfer/key");
    assertThat(gather.getAttribute("actionOnEmptyResult")).isEqualTo("true");
    assertThat(gather.getTextContent())
        .isEqualTo("Mme Lefèvre, fuite d’eau\u00a0: tapez 1 pour prendre l’appel.".repeat(2));
  }

  @Test
  void colleagueIsAskedThoughTheTableIsAway() {
    try (var nowhere = unreachable()) {
      var handler = new TelephoneHandler(CONFIG, clients(nowhere, queue), Metrics.none(), at(NOW));

      assertThat(handler.handleRequest(child("", ""), null).getBody())
          .contains("Un appel pour vous\u00a0: tapez 1 pour le prendre.");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "11", "#"})
  void anyOtherKeyAndNoneRefuseTheCall(String digits) {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33142000000")));

    assertThat(new TwimlDocument(key(digits).getBody()).verbs()).containsExactly("Hangup");
    assertThat(calls.find(CALL).orElseThrow().next().orElseThrow())
        .isInstanceOf(NextStep.Transfer.class);
  }

  @Test
  void keyForACallThatWaitsNoMoreConnectsNobody() {
    assertThat(new TwimlDocument(key("1").getBody()).verbs()).containsExactly("Hangup");
    assertThat(calls.find(CALL).orElseThrow().next()).isEmpty();
  }

  @Test
  void numberThatNobodyConfiguredIsNeverDialled() {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33899123456")));

    var response = handle("after-stream");

    assertThat(response.getBody()).contains("<Stream").doesNotContain("Dial");
  }

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
      try (var nowhere = unreachable()) {
        var handler =
            new TelephoneHandler(CONFIG, clients(nowhere, queue), Metrics.none(), at(NOW));

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
    try (var nowhere = unreachable()) {
      var handler = new TelephoneHandler(CONFIG, clients(nowhere, queue), Metrics.none(), at(NOW));

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

  private APIGatewayV2HTTPResponse key(String digits) {
    return handle(child("/key", digits));
  }

  /// A request of the leg to the colleague.
  private static APIGatewayV2HTTPEvent child(String path, String digits) {
    var event = load();
    event.setRawPath("/accept-transfer" + path);
    Events.with(event, "CallSid", "CA00000000000000000000000000000002");
    Events.with(event, "ParentCallSid", CALL.value());
    return Events.with(event, "Digits", digits);
  }

  @Test
  void callerWhoHangsUpWhileATransferRingsEndsTheCall() {
    calls.leave(CALL, new NextStep.Transfer(new PhoneNumber("+33142000000")));

    var response = handle(Events.with("transfer-no-answer", "CallStatus", "completed"));

    assertThat(new TwimlDocument(response.getBody()).verbs()).isEmpty();
    assertThat(onlyMessage().reason()).isEqualTo(EndReason.CALLER_HUNG_UP);
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
        new TelephoneHandler(lone, clients(dynamoDb.client(), queue), Metrics.none(), at(NOW))
            .handleRequest(load(), null);

    assertThat(response.getBody()).contains("<Record");
    assertThat(calls.find(CALL).orElseThrow().next()).contains(new NextStep.Voicemail());
  }

  @Test
  void unreachableTableLeadsToTheVoicemail() {
    try (var nowhere = unreachable()) {
      var handler = new TelephoneHandler(CONFIG, clients(nowhere, queue), Metrics.none(), at(NOW));

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

      new TelephoneHandler(config, clients(dynamoDb.client(), client), Metrics.none(), at(NOW))
          .handleRequest(Events.load("call-completed"), null);

      var held = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
      assertThat(client.getQueueAttributes(r -> r.queueUrl(url).attributeNames(held)).attributes())
          .isEqualTo(Map.of(held, "1"));
    }
  }

  @Test
  void primingToleratesAnUnreachableTableAndLeavesNoTrace() {
    handler(NOW).priming.beforeCheckpoint(null);
    try (var nowhere = unreachable()) {
      new TelephoneHandler(CONFIG, clients(nowhere, queue), Metrics.none(), at(NOW))
          .priming.beforeCheckpoint(null);
    }

    assertThat(queue.sent).isEmpty();
    assertThat(dynamoDb.items("calls")).hasSize(1);
  }

  private void forgetCall() {
    var key =
        Map.of(
            "pk", AttributeValue.fromS("CALL#" + CALL),
            "sk", AttributeValue.fromS("CALL"));
    dynamoDb.client().deleteItem(r -> r.tableName("calls").key(key));
  }

  private APIGatewayV2HTTPResponse handle(String name) {
    return handle(Events.load(name));
  }

  private APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
    return handler(NOW).handleRequest(event, null);
  }

  private static Clients clients(DynamoDbClient table, SqsClient queue) {
    return new Clients(table, table, queue);
  }

  private TelephoneHandler handler(Instant now) {
    return new TelephoneHandler(CONFIG, clients(dynamoDb.client(), queue), Metrics.none(), at(now));
  }

  private CallEnded onlyMessage() {
    assertThat(queue.sent).hasSize(1);
    return CallEnded.fromJson(queue.sent.getFirst().messageBody());
  }

  private static APIGatewayV2HTTPEvent load() {
    return Events.load("after-stream");
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private static DynamoDbClient unreachable() {
    return DynamoDbClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:1"))
        .region(Region.EU_WEST_3)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(o -> o.apiCallTimeout(Duration.ofMillis(200)))
        .build();
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
