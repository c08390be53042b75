package ava.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.socket.RecordingsApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What follows a stream: another document, a colleague, a recording.
class NextDocumentTest extends SimulatedTwilio {
  @Test
  void closedStreamLeadsToTheNextDocument() {
    var ava = ava(onStart((stream, _) -> stream.close()));
    ava.at("/twiml", ava.connect());
    ava.at(
        "/after-stream",
        ava.connect(),
        "<Dial action=\"/after-dial\"><Number>+33142000000</Number></Dial>");
    ava.at("/after-dial", "<Say>Laissez un message.</Say><Record action=\"/voicemail\"/>");
    ava.at("/voicemail", "<Hangup/>");

    var report = twilio.place(plan(ava).withDialOutcome("no-answer").withoutWaiting()).await();

    assertThat(report.how()).isEqualTo("HANGUP");
    assertThat(report.streams()).hasSize(2).doesNotHaveDuplicates();
    assertThat(report.refused()).isEmpty();
    assertThat(ava.unsigned).isEmpty();
    assertThat(paths(report))
        .contains("/twiml", "/after-stream", "/after-dial", "/voicemail", "/call-status");
    assertThat(fields(report, "/after-dial")).containsEntry("DialCallStatus", "no-answer");
    assertThat(fields(report, "/voicemail").get("RecordingUrl"))
        .startsWith("https://api.twilio.com/")
        .contains("/RE");
    assertThat(fields(report, "/call-status"))
        .containsEntry("CallStatus", "completed")
        .containsKey("CallDuration");
    assertThat(
            report.webhooks().stream()
                .filter(hook -> hook.url().getPath().equals("/stream-status"))
                .map(hook -> hook.fields().get("StreamEvent")))
        .containsExactly("stream-started", "stream-stopped", "stream-started", "stream-stopped");
  }

  @ParameterizedTest
  @CsvSource({
    "ACCEPTS,             1,  true",
    "PRESSES_ANOTHER_KEY, 2,  false",
    "SAYS_NOTHING,        '', false",
    "MACHINE,             '', false",
  })
  void aColleagueIsAskedOnALegOfHisOwn(Colleague colleague, String keys, boolean bridged) {
    var ava = ava((_, _) -> {});
    ava.at(
        "/twiml",
        "<Dial action=\"/after-dial\" callerId=\"+33199001234\"><Number"
            + " url=\"/accept\">+33142000000</Number></Dial>");
    ava.at(
        "/accept",
        "<Gather input=\"dtmf\" numDigits=\"1\" timeout=\"8\" actionOnEmptyResult=\"true\""
            + " action=\"/accept/key\"><Say>Tapez 1.</Say></Gather><Hangup/>");
    ava.at("/accept/key", bridged ? "" : "<Hangup/>");

    var report = twilio.place(plan(ava).withColleague(colleague).withoutWaiting()).await();

    assertThat(report.refused()).isEmpty();
    assertThat(ava.unsigned).isEmpty();
    assertThat(fields(report, "/accept"))
        .containsEntry("ParentCallSid", report.callSid())
        .containsEntry("Direction", "outbound-dial")
        .containsEntry("From", "+33199001234")
        .containsEntry("To", "+33142000000");
    assertThat(fields(report, "/accept").get("CallSid")).isNotEqualTo(report.callSid());
    assertThat(fields(report, "/accept/key")).containsEntry("Digits", keys);
    assertThat(fields(report, "/after-dial"))
        .containsEntry("DialCallStatus", "completed")
        .containsEntry("DialBridged", Boolean.toString(bridged))
        .containsEntry("CallSid", report.callSid());
  }

  @Test
  void aColleagueWhoHangsUpIsAskedNothingMore() {
    var ava = ava((_, _) -> {});
    ava.at(
        "/twiml",
        "<Dial action=\"/after-dial\"><Number url=\"/accept\">+33142000000</Number></Dial>");
    ava.at("/accept", "<Gather action=\"/accept/key\" actionOnEmptyResult=\"true\"/><Hangup/>");

    var report = twilio.place(plan(ava).withColleague(Colleague.HANGS_UP).withoutWaiting()).await();

    assertThat(paths(report)).doesNotContain("/accept/key");
    assertThat(fields(report, "/after-dial")).containsEntry("DialBridged", "false");
  }

  @Test
  void aRecordingIsToldByItsActionAndItsCallback() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", "<Record action=\"/voicemail\" recordingStatusCallback=\"/recording\"/>");
    ava.at("/voicemail", "<Hangup/>");
    try (var recordings = RecordingsApi.start(Account.simulated(SmallAva.TOKEN), new byte[] {1})) {
      var report =
          twilio.place(plan(ava).withRecordings(recordings.base()).withoutWaiting()).await();

      assertThat(fields(report, "/recording"))
          .containsEntry("RecordingStatus", "completed")
          .containsEntry("RecordingSource", "RecordVerb")
          .containsEntry("RecordingUrl", fields(report, "/voicemail").get("RecordingUrl"))
          .containsEntry("CallSid", report.callSid());
      assertThat(fields(report, "/voicemail").get("RecordingUrl"))
          .startsWith(recordings.base().toString());
    }
  }

  @Test
  void aSilentRecordingIsAbsentAndTheDocumentGoesOn() {
    var ava = ava((_, _) -> {});
    ava.at(
        "/twiml",
        "<Record action=\"/voicemail\" recordingStatusCallback=\"/recording\"/><Hangup/>");

    var report =
        twilio
            .place(plan(ava).withFaults(new LineFault.AbsentRecording(16102)).withoutWaiting())
            .await();

    assertThat(report.how()).isEqualTo("HANGUP");
    assertThat(paths(report)).doesNotContain("/voicemail");
    assertThat(fields(report, "/recording"))
        .containsEntry("RecordingStatus", "absent")
        .containsEntry("ErrorCode", "16102");
  }
}
