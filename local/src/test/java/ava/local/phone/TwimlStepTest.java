package ava.local.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ava.shared.call.CallSid;
import ava.shared.call.PhoneNumber;
import ava.shared.settings.Secret;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.Twiml;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every document with which Ava answers is understood.
class TwimlStepTest {
  private static final CallSid CALL = new CallSid("CA00000000000000000000000000000001");
  private static final PhoneNumber FROM = new PhoneNumber("+33612345678");
  private static final PhoneNumber TO = new PhoneNumber("+33199001234");

  private final Twiml twiml =
      new Twiml(
          URI.create("https://ava.example"),
          Optional.of(URI.create("wss://ava.example/media-stream")),
          new SignedToken(Secret.of("a secret of this test's own"), Clock.systemUTC()),
          "le cabinet");

  @Test
  void callerIsConnected() {
    var document = twiml.connect(CALL, FROM, TO, Twiml.Opening.RESUMED, Duration.ofSeconds(2));

    assertThat(TwimlStep.read(document))
        .satisfiesExactly(
            step -> assertThat(step).isEqualTo(new TwimlStep.Say("Un instant, s'il vous plaît.")),
            step -> assertThat(step).isEqualTo(new TwimlStep.Other("Pause")),
            step -> {
              assertThat(step).isInstanceOf(TwimlStep.Connect.class);
              var connect = (TwimlStep.Connect) step;
              assertThat(connect.action()).startsWith("https://ava.example/after-stream");
              assertThat(connect.parameters())
                  .containsOnlyKeys("token", "from", "to", "resume")
                  .containsEntry("from", FROM.value());
            },
            step -> assertThat(step).isInstanceOf(TwimlStep.Say.class),
            step -> assertThat(step).isEqualTo(new TwimlStep.Other("Hangup")));
  }

  @Test
  void colleagueIsRung() {
    assertThat(TwimlStep.read(twiml.dial(FROM, TO)))
        .singleElement()
        .isEqualTo(
            new TwimlStep.Dial("https://ava.example/after-stream#rc=2&rp=ct,rt,5xx", FROM.value()));
  }

  @Test
  void messageIsRecorded() {
    assertThat(TwimlStep.read(twiml.voicemail())).contains(new TwimlStep.RecordVoice());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no XML",
        "<Response>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Response><Say>&e;</Say></Response>"
      })
  void whatIsNoDocumentIsRefused(String document) {
    assertThatThrownBy(() -> TwimlStep.read(document)).isInstanceOf(IllegalArgumentException.class);
  }
}
