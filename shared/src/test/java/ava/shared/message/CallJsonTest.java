package ava.shared.message;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.CallRecord;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.MailRefusal;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.SummaryState;
import ava.shared.call.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CallJsonTest {
  private static final CallSid CALL = new CallSid("CA0123456789abcdef0123456789abcdef");
  private static final Instant RINGING = Instant.parse("2026-11-22T23:30:00Z");

  @Test
  void aFinishedCallHasEveryField() {
    var call =
        call(
            Optional.of(RINGING.plusMillis(400)),
            Optional.of(RINGING.plusSeconds(65)),
            Optional.of(EndReason.GOODBYE),
            new NotedMessage(Map.of(NotedMessage.Field.NAME, "Mme Lefèvre")),
            Optional.of("https://example.org/r.mp3"),
            Optional.of(
                new CallRecord.Summary(
                    SummaryState.SENT,
                    "{\"secret\":1}",
                    Optional.of("m1"),
                    List.of(new MailRefusal(RINGING, "x@y.fr", "Bounce Permanent General")))));

    var node = CallJson.call(call);

    assertThat(node)
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"callSid":"CA0123456789abcdef0123456789abcdef","from":"+33612345678",
                     "fromDisplayed":"06\\u00a012\\u00a034\\u00a056\\u00a078","to":"+33123456789",
                     "day":"2026-11-23","startedAt":"2026-11-22T23:30:00.000Z","resumes":0,
                     "cost":{"model":0.0,"speech":0.0,"telephone":0.024018,"total":0.024018,
                     "rateOf":"2025-08-29"},"answeredAt":"2026-11-22T23:30:00.400Z",
                     "endedAt":"2026-11-22T23:31:05.000Z","endReason":"GOODBYE",
                     "voicemailUrl":"https://example.org/r.mp3","recordingKept":true,
                     "summaryState":"SENT","mailRefused":[{"address":"x@y.fr",
                     "at":"2026-11-22T23:30:00.000Z","kind":"Bounce Permanent General"}],
                     "message":{"name":"Mme Lefèvre"}}
                    """));
  }

  @Test
  void whoSpokeIsTold() {
    var spoken =
        new CallRecord(
            CALL,
            new PhoneNumber("+33612345678"),
            new PhoneNumber("+33123456789"),
            CallRecord.Course.ringing(RINGING),
            NotedMessage.EMPTY,
            Usage.ofSpeech(420, 60),
            new CallRecord.Kept(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new CallRecord.Voice("elevenlabs:Charlotte", true))));

    var node = CallJson.call(spoken);

    assertThat(node.path("voice").asString()).isEqualTo("elevenlabs:Charlotte");
    assertThat(node.path("voiceFailed").asBoolean()).isTrue();
    assertThat(node.path("voiceCharacters").asInt()).isEqualTo(420);
  }

  @Test
  void whatIsNotKnownYetIsLeftOut() {
    var call =
        call(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            NotedMessage.EMPTY,
            Optional.empty(),
            Optional.empty());

    var node = CallJson.call(call);

    assertThat(node.propertyNames())
        .doesNotContain(
            "answeredAt",
            "endedAt",
            "endReason",
            "voicemailUrl",
            "recordingKept",
            "summaryState",
            "mailRefused");
    assertThat(node.path("message").isEmpty()).isTrue();
  }

  private static CallRecord call(
      Optional<Instant> answeredAt,
      Optional<Instant> endedAt,
      Optional<EndReason> reason,
      NotedMessage message,
      Optional<String> voicemail,
      Optional<CallRecord.Summary> summary) {
    return new CallRecord(
        CALL,
        new PhoneNumber("+33612345678"),
        new PhoneNumber("+33123456789"),
        new CallRecord.Course(RINGING, answeredAt, endedAt, reason, Optional.empty(), List.of()),
        message,
        Usage.NONE,
        new CallRecord.Kept(
            Optional.empty(),
            voicemail.map(url -> new Recording(url, "RE1", "AC1", Optional.empty(), true)),
            summary));
  }
}
