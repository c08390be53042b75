package ava.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.twilio.TwilioSignature;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MessageSchemas;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.When;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwilioSimulatorTest extends SimulatedTwilio {
  @Test
  void callIsStreamedByTheProtocol() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());

    var report =
        call(ava, says(WORD, new When.Delay(Duration.ofMillis(60))), presses("1#"), hangsUp(100));

    assertThat(ava.unsigned).isEmpty();
    assertThat(report.how()).isEqualTo("CALLER");
    assertThat(report.refused()).isEmpty();
    var schemas = MessageSchemas.fromTwilio();
    assertThat(ava.received).allSatisfy(message -> assertThat(schemas.problems(message)).isEmpty());
    assertThat(ava.received)
        .extracting(SmallAvaEvents::name)
        .startsWith("connected", "start", "media")
        .endsWith("stop");
    assertThat(ava.received("dtmf"))
        .extracting(key -> key.at("/dtmf/digit").asString())
        .containsExactly("1", "#");
    var sequence =
        ava.received.stream()
            .skip(1)
            .map(message -> message.path("sequenceNumber").asString())
            .toList();
    assertThat(sequence)
        .isEqualTo(
            java.util.stream.IntStream.rangeClosed(1, sequence.size())
                .mapToObj(Integer::toString)
                .toList());
    var media = ava.received("media");
    for (var index = 0; index < media.size(); index++) {
      assertThat(media.get(index).at("/media/chunk").asString())
          .isEqualTo(Integer.toString(index + 1));
      assertThat(media.get(index).at("/media/timestamp").asString())
          .isEqualTo(Integer.toString(index * 20));
    }
    assertThat(report.counts().framesSent()).isEqualTo(media.size());
  }

  @Test
  void audioArrivesByteForByte() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());

    call(ava, says(WORD, new When.Delay(Duration.ZERO)), hangsUp(0));

    var heard = new java.io.ByteArrayOutputStream();
    ava.received("media")
        .forEach(media -> heard.writeBytes(media.at("/media/payload").binaryValue()));
    assertThat(heard.toByteArray()).startsWith(WORD.bytes());
  }

  @Test
  void handshakeIsSignedAndOffersNoCompression() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());

    call(ava, hangsUp(0));

    var headers = ava.handshakes.getFirst();
    var url = ava.base().toString().replace("http", "ws") + "/media-stream";
    assertThat(headers)
        .doesNotContainKeys("Sec-WebSocket-Extensions", "Sec-WebSocket-Protocol", "Origin");
    assertThat(headers).containsEntry("User-Agent", "Twilio.TmeWs/1.0");
    assertThat(
            new TwilioSignature(SmallAva.TOKEN)
                .accepts(url, List.of(), headers.getOrDefault("X-Twilio-Signature", "")))
        .isTrue();
  }

  @Test
  void whatAvaSaysIsPlayedInRealTimeAndMarked() {
    var ava =
        ava(
            onStart((stream, sid) -> {
              stream.mark(sid, "at-once");
              stream.media(sid, WORD.bytes());
              stream.mark(sid, "said");
            }));
    ava.at("/twiml", ava.connect());

    var report = call(ava, new Step.CallerHangsUp(new When.After(Duration.ofMillis(200))));

    assertThat(ava.received("mark"))
        .extracting(mark -> mark.at("/mark/name").asString())
        .containsExactly("at-once", "said");
    var chunks =
        ava.received.indexOf(ava.received("mark").get(1))
            - ava.received.indexOf(ava.received("mark").get(0));
    assertThat(chunks).isGreaterThanOrEqualTo(WORD.frames());
    assertThat(new String(report.recording().avaAudio(), StandardCharsets.ISO_8859_1))
        .contains(new String(WORD.bytes(), StandardCharsets.ISO_8859_1));
    assertThat(report.counts().audioPlayedMs()).isEqualTo(WORD.length().toMillis());
    assertThat(report.timeline().greeting()).isPresent();
  }

  @Test
  void clearSilencesAvaAndEchoesItsMarks() {
    var phrase = Clip.hum("une très longue phrase, qu’elle ne dira pas jusqu’au bout");
    var ava =
        ava(
            onStart((stream, sid) -> {
              stream.media(sid, phrase.bytes());
              stream.mark(sid, "a");
              stream.mark(sid, "b");
              stream.clear(sid);
              stream.mark(sid, "c");
            }));
    ava.at("/twiml", ava.connect());

    var report = twilio.place(plan(ava, until(() -> ava.received("mark").size() == 3))).await();

    assertThat(ava.received("mark"))
        .extracting(mark -> mark.at("/mark/name").asString())
        .containsExactly("a", "b", "c");
    assertThat(report.timeline().all(Observation.Cleared.class)).hasSize(1);
    assertThat(report.counts().audioPlayedMs()).isLessThan(phrase.length().toMillis());
  }

  @Test
  void formsNameTheirCharset() {
    var ava = ava((_, _) -> {});

    call(ava, hangsUp(1));

    assertThat(ava.contentTypes).containsOnly("application/x-www-form-urlencoded; charset=UTF-8");
  }

  @Test
  void callerWhoHangsUpIsReportedAsCompleted() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());

    var report = call(ava, hangsUp(40));

    assertThat(fields(report, "/twiml")).containsEntry("CallStatus", "ringing");
    assertThat(fields(report, "/after-stream")).containsEntry("CallStatus", "completed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no",
        "{\"event\":\"hello\"}",
        "{\"event\":\"clear\",\"streamSid\":\"MZ00000000000000000000000000000009\"}",
        "{\"event\":\"media\",\"streamSid\":\"SID\",\"media\":{\"payload\":\"AAAA\",\"track\":\"outbound\"}}",
        "{\"event\":\"media\",\"streamSid\":\"SID\",\"media\":{\"payload\":\"not base64\"}}",
        "{\"event\":\"media\",\"stream_sid\":\"SID\",\"media\":{\"payload\":\"AAAA\"}}",
        "{\"event\":\"mark\",\"streamSid\":\"SID\",\"mark\":{}}"
      })
  void wrongMessageIsCounted(String message) {
    var ava =
        ava(
            onStart((stream, sid) -> {
              stream.send(message.replace("SID", sid));
              stream.close();
            }));
    ava.at("/twiml", ava.connect());

    var report = twilio.place(plan(ava)).await();

    assertThat(report.refused())
        .hasSize(1)
        .first()
        .extracting(Observation.Refused::code)
        .isEqualTo(31951);
  }

  @Test
  void refusalsOfTheApplicationEndTheCall() {
    var ava = ava((_, _) -> {});

    var unsigned = twilio.place(plan(ava).withFaults(new LineFault.BadWebhookSignature())).await();
    ava.at("/twiml", "<Dance/><Hangup/>");
    var strange = call(ava);

    assertThat(unsigned.how()).isEqualTo("APPLICATION_ERROR");
    assertThat(unsigned.refused()).extracting(Observation.Refused::code).containsExactly(11200);
    assertThat(strange.how()).isEqualTo("HANGUP");
    assertThat(strange.refused()).extracting(Observation.Refused::code).containsExactly(12200);
  }
}
