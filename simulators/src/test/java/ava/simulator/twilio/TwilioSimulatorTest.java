package ava.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.twilio.TwilioSignature;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MessageSchemas;
import ava.simulator.scenario.MuLaw;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.When;
import ava.simulator.socket.RecordingsApi;
import ava.simulator.socket.TwilioSimulator;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Timeout(30)
class TwilioSimulatorTest {
  private static final Clip WORD = Clip.hum("oui");

  private final TwilioSimulator twilio = new TwilioSimulator(Account.simulated(SmallAva.TOKEN));
  private Optional<SmallAva> open = Optional.empty();

  @AfterEach
  void close() {
    twilio.close();
    open.ifPresent(SmallAva::close);
  }

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
  void framesKeepTheirPace() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());

    var report = call(ava, hangsUp(1_000));

    var streamed = streamed(report);
    assertThat(report.counts().framesSent())
        .isCloseTo(streamed.toMillis() / 20, org.assertj.core.data.Offset.offset(6L));
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
    var ava =
        ava(
            onStart((stream, sid) -> {
              stream.media(sid, Clip.hum("une longue phrase").bytes());
              stream.mark(sid, "a");
              stream.mark(sid, "b");
              stream.clear(sid);
              stream.mark(sid, "c");
            }));
    ava.at("/twiml", ava.connect());

    var report = call(ava, hangsUp(200));

    assertThat(ava.received("mark"))
        .extracting(mark -> mark.at("/mark/name").asString())
        .containsExactly("a", "b", "c");
    assertThat(report.timeline().all(Observation.Cleared.class)).hasSize(1);
    assertThat(report.counts().audioPlayedMs()).isLessThan(200);
  }

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

  @Test
  void callbacksCanBeDoubledReorderedAndLost() {
    assertThat(callbacks(new LineFault.DoubledCallbacks()))
        .containsExactly(
            "stream-started", "stream-started", "stream-stopped", "stream-stopped", "", "");
    assertThat(callbacks(new LineFault.ReorderedCallbacks()))
        .containsExactly("", "stream-stopped", "stream-started");
    assertThat(callbacks(new LineFault.LateCallbacks(Duration.ofMillis(20))))
        .containsExactly("stream-started", "stream-stopped", "");
    assertThat(callbacks(new LineFault.LostCallbacks())).isEmpty();
  }

  /// The stream's events as they came, with an empty one for the call's.
  private List<String> callbacks(LineFault fault) {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());
    var report = faulty(ava, fault);
    return report.webhooks().stream()
        .filter(hook -> hook.url().getPath().endsWith("-status"))
        .map(hook -> hook.fields().getOrDefault("StreamEvent", ""))
        .toList();
  }

  @Test
  void unknownEventsAndNoiseComeOnTheLine() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());

    var report =
        faulty(
            ava,
            new LineFault.UnknownEvents(Duration.ofMillis(20), Duration.ofMillis(40)),
            new LineFault.SteadyNoise(Duration.ZERO, Duration.ofSeconds(1)));

    assertThat(report.how()).isEqualTo("CALLER");
    assertThat(ava.received("weather")).hasSizeGreaterThan(3);
    var noise = report.recording().callerAudio();
    assertThat(MuLaw.level(noise, 0, noise.length)).isGreaterThan(1_000);
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
    var ava = ava(onStart((stream, sid) -> stream.send(message.replace("SID", sid))));
    ava.at("/twiml", ava.connect());

    var report = call(ava, hangsUp(200));

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

  @Test
  void marksCanComeTwice() {
    var ava = ava(onStart((stream, sid) -> stream.mark(sid, "a")));
    ava.at("/twiml", ava.connect());

    var report = faulty(ava, new LineFault.DuplicateMarks());

    assertThat(report.counts().marksEchoed()).isEqualTo(2);
  }

  @Test
  void marksCanComeLate() {
    var ava = ava(onStart((stream, sid) -> stream.mark(sid, "a")));
    ava.at("/twiml", ava.connect());

    faulty(ava, new LineFault.DelayMarks(Duration.ofMillis(200)));

    var before = ava.received.subList(0, ava.received.indexOf(ava.received("mark").getFirst()));
    assertThat(before.stream().filter(message -> SmallAvaEvents.name(message).equals("media")))
        .hasSizeGreaterThanOrEqualTo(9);
  }

  @Test
  void framesCanGetLost() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());

    var report = faulty(ava, new LineFault.LoseFrames(0.5, 1));

    var media = ava.received("media");
    assertThat(report.counts().framesLost()).isPositive();
    assertThat(Long.parseLong(media.getLast().at("/media/timestamp").asString()))
        .isGreaterThan(20L * media.size());
    assertThat(media.getLast().at("/media/chunk").asString())
        .isEqualTo(Integer.toString(media.size()));
  }

  @Test
  void framesCanStopWhileTheCallerSpeaks() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());
    var caller =
        new ScriptedCaller(
            List.of(says(Clip.hum("bonjour"), new When.Delay(Duration.ZERO)), hangsUp(0)));

    var report =
        twilio
            .place(
                plan(ava, caller)
                    .withFaults(
                        new LineFault.DropFrames(Duration.ofMillis(100), Duration.ofMillis(200))))
            .await();

    assertThat(report.counts().framesLost()).isEqualTo(10);
  }

  @Test
  void streamCanMisbehave() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());
    var soon = Duration.ofMillis(40);

    faulty(
        ava,
        new LineFault.BinaryFrame(soon),
        new LineFault.GarbageFrame(soon, "{garbage"),
        new LineFault.HugeFrame(soon, 1 << 20),
        new LineFault.BadToken());

    assertThat(ava.oddFrames).containsExactly("binary 3", "text 8", "text " + ((1 << 20) + 30));
    assertThat(ava.received("start").getFirst().at("/start/customParameters/token").asString())
        .isEqualTo("1.a0");
  }

  @Test
  void startCanBeMissing() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());

    faulty(ava, new LineFault.NoStart());

    assertThat(ava.received).extracting(SmallAvaEvents::name).containsExactly("connected", "stop");
  }

  @Test
  void lineCanBreakWithoutAStop() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());

    var report =
        twilio.place(plan(ava).withFaults(new LineFault.BreakLine(Duration.ofMillis(100)))).await();

    assertThat(report.how()).isEqualTo("LINE");
    assertThat(ava.received("stop")).isEmpty();
  }

  @Test
  void handshakeCanBeSignedWrongly() {
    var ava = ava((_, _) -> {});
    ava.at("/twiml", ava.connect());

    faulty(ava, new LineFault.BadStreamSignature());

    var url = ava.base().toString().replace("http", "ws") + "/media-stream";
    assertThat(
            new TwilioSignature(SmallAva.TOKEN)
                .accepts(
                    url,
                    List.of(),
                    ava.handshakes.getFirst().getOrDefault("X-Twilio-Signature", "")))
        .isFalse();
  }

  @Test
  void stalledReaderHearsLate() {
    var frames = new java.util.concurrent.atomic.AtomicInteger();
    var ava =
        ava((stream, message) -> {
          if (SmallAvaEvents.name(message).equals("media") && frames.incrementAndGet() == 10) {
            stream.mark(message.path("streamSid").asString(""), "late");
          }
        });
    ava.at("/twiml", ava.connect());

    faulty(ava, new LineFault.StallReading(Duration.ofMillis(50), Duration.ofMillis(400)));

    var before = ava.received.subList(0, ava.received.indexOf(ava.received("mark").getFirst()));
    assertThat(before.stream().filter(message -> SmallAvaEvents.name(message).equals("media")))
        .hasSizeGreaterThan(16);
  }

  private SmallAva ava(BiConsumer<SmallAva.Stream, JsonNode> stream) {
    var ava = new SmallAva(stream);
    open = Optional.of(ava);
    return ava;
  }

  private static BiConsumer<SmallAva.Stream, JsonNode> onStart(
      BiConsumer<SmallAva.Stream, String> then) {
    return (stream, message) -> {
      if (SmallAvaEvents.name(message).equals("start")) {
        then.accept(stream, message.path("streamSid").asString(""));
      }
    };
  }

  private CallReport call(SmallAva ava, Step.OfCaller... steps) {
    return twilio.place(plan(ava, new ScriptedCaller(List.of(steps)))).await();
  }

  private CallReport faulty(SmallAva ava, LineFault... faults) {
    var all =
        java.util.stream.Stream.concat(
            java.util.Arrays.stream(faults),
            java.util.stream.Stream.of(new LineFault.HangUp(Duration.ofMillis(700))));
    return twilio.place(plan(ava).withFaults(all.toArray(LineFault[]::new))).await();
  }

  private static CallPlan plan(SmallAva ava) {
    return plan(ava, Caller.SILENT);
  }

  private static CallPlan plan(SmallAva ava, Caller caller) {
    return CallPlan.to(ava.base(), "+33612345678", "+33199001234", caller)
        .withPatience(Duration.ofSeconds(10));
  }

  private static Step.CallerSays says(Clip clip, When when) {
    return new Step.CallerSays("oui", clip, when, Optional.empty());
  }

  private static Step.CallerPresses presses(String keys) {
    return new Step.CallerPresses(keys, new When.Delay(Duration.ZERO));
  }

  private static Step.CallerHangsUp hangsUp(long after) {
    return new Step.CallerHangsUp(new When.Delay(Duration.ofMillis(after)));
  }

  private static Duration streamed(CallReport report) {
    var start = report.timeline().all(Observation.StreamStarted.class).getFirst().at();
    return report.timeline().all(Observation.StreamEnded.class).getFirst().at().minus(start);
  }

  private static List<String> paths(CallReport report) {
    return report.webhooks().stream().map(hook -> hook.url().getPath()).toList();
  }

  private static java.util.Map<String, String> fields(CallReport report, String path) {
    return report.webhooks().stream()
        .filter(hook -> hook.url().getPath().equals(path))
        .findFirst()
        .orElseThrow()
        .fields();
  }

  private static final class SmallAvaEvents {
    static String name(JsonNode message) {
      return message.path("event").asString("");
    }
  }
}
