package ava.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.twilio.TwimlReader.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwimlReaderTest {
  private final List<Fault> faults = new ArrayList<>();

  @Test
  void readsWhatAvaSays() {
    var verbs =
        TwimlReader.read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Response>
              <Connect action="https://a.fr/after-stream" method="POST">
                <Stream url="wss://b.fr/media-stream" statusCallback="https://a.fr/stream-status">
                  <Parameter name="token" value="1.ab"/><Parameter name="from" value="+33612345678"/>
                </Stream>
              </Connect>
              <Say language="fr-FR" voice="Polly.Lea-Neural">Désolée &amp; à bientôt</Say>
              <Record action="/voicemail" maxLength="120"/>
              <Dial action="/after-stream" timeout="25" callerId="+33199001234"><Number
                url="/accept">+33142000000</Number></Dial>
              <Gather input="dtmf" action="/key" actionOnEmptyResult="true"><Say>Tapez 1.</Say></Gather>
              <Pause length="2"/><Redirect>/twiml</Redirect><Hangup/>
            </Response>
            """,
            faults::add);

    assertThat(faults).isEmpty();
    assertThat(verbs.orElseThrow())
        .containsExactly(
            new Verb.Stream(
                "wss://b.fr/media-stream",
                Map.of("token", "1.ab", "from", "+33612345678"),
                Optional.of("https://a.fr/after-stream"),
                "POST",
                Optional.of("https://a.fr/stream-status")),
            new Verb.Say("Désolée & à bientôt"),
            new Verb.RecordVoice(Optional.of("/voicemail"), "POST", Optional.empty()),
            new Verb.Dial(
                "+33142000000",
                Optional.of("/after-stream"),
                "POST",
                Optional.of("+33199001234"),
                Optional.of(new Verb.Screen("/accept", "POST"))),
            new Verb.Gather(Optional.of("/key"), "POST", true),
            new Verb.Pause(2),
            new Verb.Redirect("/twiml", "POST"),
            new Verb.Hangup());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Response><Dance/></Response>",
        "<Response><Say tone=\"high\">a</Say></Response>",
        "<Response><say>a</say></Response>",
        "<Response><Hangup></Hangup><Connect><Room>a</Room></Connect></Response>",
        "<Response><Connect><Stream url=\"wss://b.fr/m?x=1\"/></Connect></Response>",
        "<Response><Connect><Stream url=\"ws://b.fr/m\"/></Connect></Response>",
        "<Response><Connect><Stream url=\"wss://b.fr/m\""
            + " track=\"both_tracks\"/></Connect></Response>",
        "<Response><Connect><Stream url=\"wss://b.fr/m\"><Parameter"
            + " name=\"a\"><b/></Parameter><Param/></Stream></Connect></Response>",
        "<Response><Dial>0142</Dial></Response>",
        "<Response><Pause length=\"long\"/></Response>"
      })
  void whatTwilioDoesNotKnowIsRefused(String twiml) {
    var verbs = TwimlReader.read(twiml, faults::add);

    assertThat(verbs).isPresent();
    assertThat(faults).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no", "<Response>", "<TwimlReader/>", "<!DOCTYPE a><Response/>"})
  void otherDocumentsAreNoTwiml(String text) {
    assertThat(TwimlReader.read(text, faults::add)).isEmpty();
    assertThat(faults).hasSize(1);
  }

  @Test
  void longParameterIsRefused() {
    var stream = "<Stream url=\"wss://b.fr/m\"><Parameter name=\"a\" value=\"";
    var twiml =
        "<Response><Connect>" + stream + "x".repeat(499) + "\"/></Stream></Connect></Response>";

    var verbs = TwimlReader.read(twiml, faults::add).orElseThrow();

    assertThat(((Verb.Stream) verbs.getFirst()).parameters()).isEmpty();
    assertThat(faults).hasSize(1);
  }
}
