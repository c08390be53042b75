package ava.shared.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.shared.aws.Metrics;
import ava.shared.call.CallSid;
import ava.shared.call.EndReason;
import ava.shared.call.NextStep;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Recording;
import ava.shared.call.Speaker;
import ava.shared.call.Timestamps;
import ava.shared.call.Turn;
import ava.shared.web.FormFields;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ValuesTest {
  private static final CallSid CALL = new CallSid("CA00000000000000000000000000000001");
  private static final Instant AT = Instant.parse("2026-11-22T09:41:12.345Z");

  @Test
  void callEndedHasTheFormOfTheDesign() {
    var ended =
        new CallEnded(CALL, Instant.parse("2026-11-22T09:41:12.345678Z"), EndReason.CALLER_HUNG_UP);

    assertThat(ended.toJson())
        .isEqualTo(
            "{\"callSid\":\"CA00000000000000000000000000000001\","
                + "\"endedAt\":\"2026-11-22T09:41:12.345Z\",\"reason\":\"CALLER_HUNG_UP\"}");
  }

  @ParameterizedTest
  @MethodSource("ava.shared.call.EndReason#values")
  void callEndedComesBackFromItsJson(EndReason reason) {
    var ended = new CallEnded(CALL, Instant.parse("2026-11-22T09:41:12Z"), reason);

    assertThat(CallEnded.fromJson(ended.toJson())).isEqualTo(ended);
  }

  @Test
  void callEndedCarriesWhatTheTableDidNotTake() {
    var turn = new Turn(3, Speaker.CALLER, "Bonjour, « Élodie ».", AT, AT.plusSeconds(2), false);
    var card = new NotedMessage(Map.of(NotedMessage.Field.NAME, "Élodie"));
    var heard =
        new CallEnded.Heard(
            new PhoneNumber("+33612345678"),
            new PhoneNumber("+33187654321"),
            AT,
            4,
            true,
            new Unwritten(List.of(turn), card));
    var ended = new CallEnded(CALL, AT, EndReason.CALLER_HUNG_UP, heard);

    assertThat(CallEnded.fromJson(ended.toJson())).isEqualTo(ended);
  }

  private static final String ACCOUNT = "AC0123456789abcdef0123456789abcdef";
  private static final String RECORDING =
      "https://api.twilio.com/2010-04-01/Accounts/"
          + ACCOUNT
          + "/Recordings/RE0123456789abcdef0123456789abcdef";

  private static CallEnded left(String url) {
    var recording = new Recording(url, "RE1", ACCOUNT, Optional.of(Recording.Status.COMPLETED));
    var left =
        new CallEnded.Left(
            recording, new PhoneNumber("+33612345678"), new PhoneNumber("+33187654321"));
    return new CallEnded(CALL, AT, EndReason.VOICEMAIL, Optional.empty(), Optional.of(left));
  }

  @ParameterizedTest
  @ValueSource(strings = {RECORDING, ""})
  void callEndedCarriesWhatTheTableDidNotTakeOfTheVoicemail(String url) {
    assertThat(CallEnded.fromJson(left(url).toJson())).isEqualTo(left(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://api.twilio.com/RE1",
        "https://evil.example/RE1",
        RECORDING + ".mp3",
        RECORDING + "?x=1",
        "https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000002"
            + "/Recordings/RE0123456789abcdef0123456789abcdef",
        "javascript:alert(1)"
      })
  void callEndedCarriesNoRecordingFromElsewhere(String url) {
    assertThat(CallEnded.fromJson(left(url).toJson()).left()).isEmpty();
  }

  @Test
  void anAddressOfTwiliosIsBounded() {
    var longOne = RECORDING.replace("api.", "api." + "a".repeat(400) + ".");

    assertThat(new Recording(longOne, "", ACCOUNT, Optional.empty()).trusted()).isFalse();
    assertThat(new Recording(RECORDING, "", ACCOUNT, Optional.empty()).trusted()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not JSON",
        "[]",
        "{}",
        "{\"callSid\":\"CA1\",\"endedAt\":\"2026-11-22T09:41:12Z\",\"reason\":\"GOODBYE\"}",
        "{\"callSid\":\"CA00000000000000000000000000000001\",\"endedAt\":\"now\",\"reason\":\"GOODBYE\"}",
        "{\"callSid\":\"CA00000000000000000000000000000001\",\"endedAt\":\"2026-11-22T09:41:12Z\",\"reason\":\"TIRED\"}",
        "{\"callSid\":\"CA00000000000000000000000000000001\",\"endedAt\":7,\"reason\":\"GOODBYE\"}"
      })
  void otherTextIsNoCallEnded(String text) {
    assertThatThrownBy(() -> CallEnded.fromJson(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void callEndedIgnoresFieldsItDoesNotKnow() {
    var text =
        "{\"v\":2,\"callSid\":\"CA00000000000000000000000000000001\","
            + "\"endedAt\":\"2026-11-22T09:41:12Z\",\"reason\":\"GOODBYE\"}";

    assertThat(CallEnded.fromJson(text).reason()).isEqualTo(EndReason.GOODBYE);
  }

  static Stream<NextStep> nextSteps() {
    return Stream.of(
        new NextStep.HangUp(),
        new NextStep.Transfer(new PhoneNumber("+33142000000")),
        new NextStep.Transferred(),
        new NextStep.Voicemail(),
        new NextStep.Resume());
  }

  @ParameterizedTest
  @MethodSource("nextSteps")
  void nextStepComesBackFromItsWord(NextStep step) {
    assertThat(NextStep.decode(step.encoded())).isEqualTo(step);
  }

  @Test
  void everyKindOfNextStepIsTried() {
    assertThat(nextSteps().map(Object::getClass))
        .containsExactlyInAnyOrder(NextStep.class.getPermittedSubclasses());
  }

  @Test
  void unknownNextStepIsRefused() {
    assertThatThrownBy(() -> NextStep.decode("DANCE")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void orderOfTimestampsIsTheOrderOfTime() {
    var times =
        Stream.of(
                "2026-11-22T09:41:12Z",
                "2026-11-22T09:41:12.001Z",
                "2026-11-22T09:41:12.01Z",
                "2026-11-22T09:41:12.1Z",
                "2026-11-22T09:41:13Z",
                "2027-01-01T00:00:00Z")
            .map(Instant::parse)
            .map(Timestamps::format)
            .toList();

    assertThat(times).isSorted().doesNotHaveDuplicates().allMatch(text -> text.length() == 24);
    assertThat(times.getFirst()).isEqualTo("2026-11-22T09:41:12.000Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CA1",
        "ca00000000000000000000000000000001",
        "CA0000000000000000000000000000000g",
        "CA000000000000000000000000000000011",
        "CA00000000000000000000000000000001\n"
      })
  void otherTextIsNoCallSid(String text) {
    assertThat(CallSid.parse(text)).isEmpty();
    assertThatThrownBy(() -> new CallSid(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void metricIsOneLineOfTheEmbeddedMetricFormat() {
    var bytes = new ByteArrayOutputStream();
    var clock = Clock.fixed(Instant.ofEpochMilli(1_800_000_000_123L), ZoneOffset.UTC);
    var metrics =
        new Metrics("Ava/test", new PrintStream(bytes, true, StandardCharsets.UTF_8), clock);

    metrics.put("TurnLatencyMs", 312.5, Metrics.Unit.MILLISECONDS, Map.of("callSid", "CA1"));

    var text = bytes.toString(StandardCharsets.UTF_8);
    assertThat(text.lines()).hasSize(1);
    var line = JsonMapper.shared().readTree(text);
    var aws = line.get("_aws");
    assertThat(aws.get("Timestamp").longValue()).isEqualTo(1_800_000_000_123L);
    var directive = aws.get("CloudWatchMetrics").get(0);
    assertThat(directive.get("Namespace").stringValue()).isEqualTo("Ava/test");
    assertThat(directive.get("Dimensions").toString()).isEqualTo("[[]]");
    assertThat(directive.get("Metrics").toString())
        .isEqualTo("[{\"Name\":\"TurnLatencyMs\",\"Unit\":\"Milliseconds\"}]");
    assertThat(line.get("TurnLatencyMs").doubleValue()).isEqualTo(312.5);
    assertThat(line.get("callSid").stringValue()).isEqualTo("CA1");
  }

  @Test
  void notedFieldsAreWrittenOver() {
    var noted =
        new NotedMessage(
            Map.of(NotedMessage.Field.NAME, "Lefebvre", NotedMessage.Field.REASON, "fuite"));

    var corrected = noted.with(new NotedMessage(Map.of(NotedMessage.Field.NAME, "Lefèvre")));

    assertThat(corrected.get(NotedMessage.Field.NAME)).contains("Lefèvre");
    assertThat(corrected.get(NotedMessage.Field.REASON)).contains("fuite");
    assertThat(NotedMessage.EMPTY.with(noted)).isEqualTo(noted);
  }

  @Test
  void brokenEscapesOfAFormStayAsTheyAre() {
    assertThat(FormFields.parse("a=%zz&b=%4&&=x&c").entries())
        .isEqualTo(
            List.of(
                Map.entry("a", "%zz"),
                Map.entry("b", "%4"),
                Map.entry("", "x"),
                Map.entry("c", "")));
  }
}
