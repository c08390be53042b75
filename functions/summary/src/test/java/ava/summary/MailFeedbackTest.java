package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.CallSid;
import ava.shared.call.MailRefusal;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What SES tells of mails that it had taken.
class MailFeedbackTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @AutoClose private final Clouds clouds = new Clouds();
  private CallSid call = Clouds.callSid();

  @BeforeEach
  void mail() {
    call = clouds.leak();
    Lambda.failures(clouds.handler(), Clouds.event(call));
  }

  private void told(String message) {
    var event = JSON.createObjectNode();
    var record = event.putArray("Records").addObject().put("EventSource", "aws:sns");
    record.putObject("Sns").put("MessageId", "1").put("Message", message);
    assertThat(Lambda.answer(clouds.handler(), event.toString()).isEmpty()).isTrue();
  }

  private String event(String type, String part, String told) {
    return """
    {"eventType":"%s","%s":%s,
     "mail":{"timestamp":"2026-11-25T09:40:00.000Z","messageId":"0101","destination":["x@y.fr"],
             "tags":{"callSid":["%s"],"ses:configuration-set":["ava"]}}}
    """
        .formatted(type, part, told, call);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Bounce|bounce|{'bounceType':'Permanent','bounceSubType':'General','timestamp':'2026-11-25T09:41:12.000Z','bouncedRecipients':[{'emailAddress':'x@y.fr'}]}|Bounce Permanent General",
        "Bounce|bounce|{'bounceType':'Transient','bounceSubType':'MailboxFull','timestamp':'2026-11-25T09:41:12.000Z','bouncedRecipients':[{'emailAddress':'x@y.fr'}]}|Bounce Transient MailboxFull",
        "Complaint|complaint|{'timestamp':'2026-11-25T09:41:12.000Z','complaintSubType':null,'complainedRecipients':[]}|Complaint",
        "Reject|reject|{'reason':'Bad content'}|Reject"
      })
  void refusalMarksTheCallOnce(String type, String part, String json, String kind) {
    var message = event(type, part, json.replace('\'', '"'));

    told(message);
    told(message);

    assertThat(clouds.record(call).refused())
        .singleElement()
        .satisfies(refusal -> {
          assertThat(refusal.address()).isEqualTo("x@y.fr");
          assertThat(refusal.kind()).isEqualTo(kind);
        });
    assertThat(clouds.metrics()).contains("\"EmailFailures\":1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Successfully validated SNS topic for Amazon SES event publishing.",
        "{}",
        "[]",
        "null",
        "{\"eventType\":\"Delivery\"}",
        "{\"eventType\":\"DeliveryDelay\"}",
        "{\"eventType\":\"Bounce\"}",
        "{\"eventType\":\"Bounce\",\"bounce\":null,\"mail\":{\"tags\":{\"callSid\":[\"x\"]}}}"
      })
  void whatTellsNothingChangesNothing(String message) {
    told(message);

    assertThat(clouds.record(call).refused()).isEmpty();
  }

  @Test
  void callThatIsUnknownIsNotInvented() {
    var known = call;
    call = Clouds.callSid();
    told(
        event(
            "Bounce",
            "bounce",
            "{\"timestamp\":\"2026-11-25T09:41:12.000Z\",\"bouncedRecipients\":[{\"emailAddress\":\"x@y.fr\"}]}"));

    assertThat(clouds.store().find(call)).isEmpty();
    assertThat(clouds.record(known).refused()).isEqualTo(java.util.List.<MailRefusal>of());
    assertThat(clouds.metrics()).contains("\"EmailFailures\":1");
  }
}
