package ava.bridge.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.SteppedLoop;
import ava.bridge.SteppedSocket;
import ava.bridge.call.CallerLine;
import ava.bridge.call.Effect;
import ava.bridge.call.Event;
import ava.bridge.twilio.StreamDoor.Handshake;
import ava.shared.call.CallSid;
import ava.shared.call.PhoneNumber;
import ava.shared.loop.TextSocket;
import ava.shared.settings.Secret;
import ava.shared.twilio.SignedToken;
import ava.shared.twilio.TwilioSignature;
import ava.shared.twilio.Twiml.Opening;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamDoorTest {
  private static final String PUBLIC_URL = "wss://bridge.example.fr/media-stream";
  private static final CallSid CALL = new CallSid("CA00000000000000000000000000000001");
  private static final CallSid OTHER = new CallSid("CA00000000000000000000000000000002");
  private static final String STREAM = "MZ00000000000000000000000000000001";

  private final SteppedLoop loop = new SteppedLoop(Instant.parse("2026-11-22T09:41:12Z"));
  private final Desk desk = new Desk();
  private final List<String> said = new ArrayList<>();
  private final StreamDoor door =
      new StreamDoor(
          new StreamDoor.Access(URI.create(PUBLIC_URL), this::authToken, this::streamSecret),
          desk,
          loop);
  private String authToken = "twilio-token";
  private String streamSecret = "stream-secret";

  private String authToken() {
    return authToken;
  }

  private String streamSecret() {
    return streamSecret;
  }

  @ParameterizedTest
  @CsvSource({
    "twilio-token, websocket, 101",
    "twilio-token, WebSocket, 101",
    "twilio-token, h2c, 426",
    "twilio-token, , 426",
    "wrong-token, websocket, 403",
    "wrong-token, , 403"
  })
  void handshakeIsAnsweredByItsSignatureAndWhatItAsksFor(String token, String upgrade, int status) {
    assertThat(answer(Optional.of(sign(token)), Optional.ofNullable(upgrade))).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "bm90IG91cnM=", "é"})
  void whatIsNoSignatureIsNone(String signature) {
    assertThat(answer(Optional.of(signature), Optional.of("websocket"))).isEqualTo(403);
    assertThat(answer(Optional.empty(), Optional.of("websocket"))).isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource(
      value = Switchboard.Admission.class,
      names = {"DRAINING", "FULL"})
  void withoutRoomTheHandshakeIsRefusedAndNobodyElseLearnsOfIt(Switchboard.Admission admission) {
    desk.admission = admission;

    assertThat(answer(Optional.of(sign("twilio-token")), Optional.of("websocket"))).isEqualTo(503);
    assertThat(answer(Optional.of(sign("wrong-token")), Optional.of("websocket"))).isEqualTo(403);
  }

  @Test
  void rotatedTokenIsHonouredAtTheNextHandshake() {
    authToken = "next-token";

    assertThat(answer(Optional.of(sign("next-token")), Optional.of("websocket"))).isEqualTo(101);
    assertThat(answer(Optional.of(sign("twilio-token")), Optional.of("websocket"))).isEqualTo(403);
  }

  @Test
  void rotatedSecretOfStreamsIsHonouredAtTheNextStart() {
    streamSecret = "next-secret";

    joined(CALL);

    assertThat(desk.starts).hasSize(1);
  }

  @Test
  void aCallArrivesWithItsEventsInOrder() {
    var stream = opened();
    var token = token(CALL);

    stream.say("{\"event\":\"connected\",\"protocol\":\"Call\",\"version\":\"1.0.0\"}");
    stream.say(start(CALL, token));
    stream.say(media("fn5+", "20"));
    stream.say(media("fn5+fn5+", "soon"));
    stream.say("{\"event\":\"dtmf\",\"dtmf\":{\"digit\":\"#\"}}");
    stream.say("{\"event\":\"mark\",\"mark\":{\"name\":\"g1:2\"}}");
    stream.say("{\"event\":\"stop\",\"stop\":{}}");
    loop.finish();

    assertThat(desk.starts)
        .containsExactly(
            new StreamStart(
                CALL,
                token,
                new PhoneNumber("+33612345678"),
                new PhoneNumber("+33187654321"),
                false,
                false));
    assertThat(desk.events)
        .as("the close after stop says nothing new")
        .containsExactly(
            new Event.CallerAudio("fn5+", 20),
            new Event.CallerAudio("fn5+fn5+", 20),
            new Event.KeyPressed('#'),
            new Event.MarkPlayed("g1:2"),
            new Event.CallerLeft(true));
    assertThat(stream.closes()).containsExactly(1000);
  }

  @Test
  void socketThatClosesWithoutAStopIsACallerWhoMayComeBack() {
    joined(CALL).hangUp(1006);
    loop.finish();

    assertThat(desk.events).containsExactly(new Event.CallerLeft(false));
  }

  @Test
  void whatAvaSaysIsSentAsItIs() {
    var stream = joined(CALL);

    desk.line(CALL).send(new Effect.Play("fn5+"));
    desk.line(CALL).send(new Effect.Mark("g1:1"));
    desk.line(CALL).send(new Effect.Clear());
    desk.line(CALL).letGo();
    desk.line(CALL).send(new Effect.Clear());
    desk.line(CALL).letGo();

    assertThat(said)
        .containsExactly(
            "{\"event\":\"media\",\"streamSid\":\""
                + STREAM
                + "\",\"media\":{\"payload\":\"fn5+\"}}",
            "{\"event\":\"mark\",\"streamSid\":\"" + STREAM + "\",\"mark\":{\"name\":\"g1:1\"}}",
            "{\"event\":\"clear\",\"streamSid\":\"" + STREAM + "\"}");
    assertThat(stream.closes()).containsExactly(1000);
  }

  @Test
  void aStartThatNeverComesClosesTheStream() {
    var stream = opened();

    loop.pass(StreamDoor.START_WITHIN.minusMillis(1));
    assertThat(stream.closes()).isEmpty();
    loop.pass(Duration.ofMillis(1));

    assertThat(stream.closes()).containsExactly(1008);
    loop.run();
    assertThat(loop.isIdle()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "expired", "foreign", "no call", "no stream"})
  void aBadStartClosesTheStream(String what) {
    var good = token(CALL);
    var text =
        switch (what) {
          case "wrong" -> start(CALL, "1.00");
          case "expired" -> start(CALL, token(CALL, Duration.ofSeconds(-5)));
          case "foreign" -> start(CALL, token(OTHER));
          case "no call" -> start(CALL, good).replace(CALL.value(), "CA1");
          default -> start(CALL, good).replace(STREAM, "MZ1");
        };
    var stream = opened();

    stream.say(text);
    loop.finish();

    assertThat(stream.closes()).containsExactly(1008);
    assertThat(desk.starts).isEmpty();
    assertThat(desk.events).isEmpty();
  }

  @Test
  void aSecondStreamOfTheSameCallIsRefusedAndTheFirstGoesOn() {
    var first = joined(CALL);
    loop.pass(Duration.ofSeconds(1));

    var second = joined(CALL);

    assertThat(second.closes()).containsExactly(1008);
    first.say(media("fn5+", "40"));
    loop.run();
    assertThat(desk.events).containsExactly(new Event.CallerAudio("fn5+", 40));
  }

  @Test
  void aSecondStartEndsTheStream() {
    var stream = joined(CALL);

    stream.say(start(OTHER, token(OTHER)));
    loop.finish();

    assertThat(stream.closes()).containsExactly(1008);
    assertThat(desk.events).containsExactly(new Event.CallerLeft(false));
  }

  @Test
  void tokenIsRefusedOnceItOpenedAStream() {
    var text = start(CALL, token(CALL));
    var first = opened();
    first.say(text);
    first.say("{\"event\":\"stop\"}");
    loop.finish();
    assertThat(first.closes()).containsExactly(1000);
    desk.lines.clear();

    var again = opened();
    again.say(text);
    loop.finish();

    assertThat(again.closes()).containsExactly(1008);
    assertThat(desk.starts).hasSize(1);
  }

  @Test
  void callThatComesBackWithinTheSecondIsTaken() {
    opened().say(start(CALL, Opening.NEW, Opening.NEW));
    loop.run();
    desk.lines.clear();

    opened().say(start(CALL, Opening.RESUMED, Opening.RESUMED));
    loop.run();

    assertThat(desk.starts).extracting(StreamStart::resumed).containsExactly(false, true);
  }

  @ParameterizedTest
  @EnumSource(Opening.class)
  void streamSaysHowItBegins(Opening opening) {
    opened().say(start(CALL, opening, opening));
    loop.run();

    assertThat(desk.starts)
        .singleElement()
        .satisfies(start -> {
          assertThat(start.resumed()).isEqualTo(opening != Opening.NEW);
          assertThat(start.transferFailed()).isEqualTo(opening == Opening.TRANSFER_FAILED);
        });
  }

  /// Who replays a token cannot make a new call of a resumed one, or the other way about.
  @ParameterizedTest
  @MethodSource("everyTwo")
  void tokenOpensNoStreamThatBeginsOtherwise(Opening signed, Opening said) {
    var stream = opened();

    stream.say(start(CALL, signed, said));
    loop.run();

    assertThat(stream.isOpen()).isEqualTo(signed == said);
    assertThat(desk.starts).hasSize(signed == said ? 1 : 0);
  }

  static Stream<Arguments> everyTwo() {
    return Arrays.stream(Opening.values())
        .flatMap(a -> Arrays.stream(Opening.values()).map(b -> Arguments.of(a, b)));
  }

  @Test
  void aFrameTooLargeClosesItsStreamAndNoOther() {
    var other = joined(OTHER);
    var stream = joined(CALL);

    stream.comes(TextSocket.Ear::tooBig);
    other.say(media("fn5+", "40"));
    loop.run();

    assertThat(stream.closes()).containsExactly(1009);
    assertThat(desk.events)
        .containsExactlyInAnyOrder(new Event.CallerLeft(false), new Event.CallerAudio("fn5+", 40));
  }

  @Test
  void aBinaryFrameClosesTheStream() {
    var stream = joined(CALL);

    stream.comes(ear -> ear.binary(1));
    loop.run();

    assertThat(stream.closes()).containsExactly(1003);
    assertThat(desk.events).containsExactly(new Event.CallerLeft(false));
  }

  @Test
  void badFramesAreDroppedUntilTheyAreTooMany() {
    var stream = joined(CALL);
    for (var bad :
        List.of(
            "not JSON",
            "{\"no\":\"event\"}",
            media("not base64!", "20"),
            media("", "20"),
            "{\"event\":\"dtmf\",\"dtmf\":{\"digit\":\"12\"}}")) {
      stream.say(bad);
    }
    stream.say(media("fn5+", "40"));
    for (var i = 0; i < 94; i++) {
      stream.say("not JSON");
    }
    loop.run();
    assertThat(desk.events).containsExactly(new Event.CallerAudio("fn5+", 40));
    assertThat(stream.isOpen()).isTrue();

    stream.say("not JSON");
    loop.run();

    assertThat(stream.closes()).containsExactly(1008);
    assertThat(desk.events).last().isEqualTo(new Event.CallerLeft(false));
  }

  @Test
  void eventsOfTomorrowAreIgnoredForEver() {
    var stream = joined(CALL);

    for (var i = 0; i < 300; i++) {
      stream.say("{\"event\":\"of tomorrow\",\"sequenceNumber\":\"" + i + "\"}");
    }
    stream.say(media("fn5+", "40"));
    loop.run();

    assertThat(desk.events).containsExactly(new Event.CallerAudio("fn5+", 40));
  }

  @Test
  void aPeerThatTakesNothingStallsOnce() {
    var stream = joined(CALL);
    stream.stall();
    var audio = "fn5+".repeat(25_000);

    for (var i = 0; i < 300; i++) {
      desk.line(CALL).send(new Effect.Play(audio));
    }

    assertThat(desk.events).containsExactly(new Event.PeerStalled(Event.PeerStalled.Peer.CALLER));
    assertThat(stream.waiting()).isLessThanOrEqualTo(TwilioLine.MOST_UNSENT);
  }

  private int answer(Optional<String> signature, Optional<String> upgrade) {
    return door.answer(new Handshake(signature, upgrade));
  }

  private SteppedSocket opened() {
    var socket = new SteppedSocket(loop, said::add);
    socket.heardBy(door.open(socket));
    return socket;
  }

  private SteppedSocket joined(CallSid call) {
    var socket = opened();
    socket.say(start(call, token(call)));
    loop.run();
    return socket;
  }

  private String token(CallSid call) {
    return token(call, Duration.ofMinutes(1));
  }

  private String token(CallSid call, Duration lifetime) {
    return new SignedToken(Secret.of(streamSecret), loop.clock()).issue(call.value(), lifetime);
  }

  private static String sign(String token) {
    return TwilioSignature.sign(token, PUBLIC_URL, List.of());
  }

  private static String start(CallSid call, String token) {
    return """
    {"event":"start","sequenceNumber":"1","start":{"streamSid":"%s","callSid":"%s",
    "tracks":["inbound"],"customParameters":{"token":"%s","from":"+33612345678",
    "to":"+33187654321"}},"streamSid":"%s"}\
    """
        .formatted(STREAM, call, token, STREAM);
  }

  private String start(CallSid call, Opening signed, Opening said) {
    var parameters =
        switch (said) {
          case NEW -> "";
          case RESUMED -> "\"resume\":\"1\",";
          case TRANSFER_FAILED -> "\"resume\":\"1\",\"reason\":\"no-answer\",";
        };
    var signing = new SignedToken(Secret.of(streamSecret), loop.clock());
    return start(call, signing.issue(signed.subject(call), Duration.ofMinutes(1)))
        .replace("\"from\"", parameters + "\"from\"");
  }

  private static String media(String payload, String timestamp) {
    return """
    {"event":"media","media":{"track":"inbound","timestamp":"%s","payload":"%s"}}\
    """
        .formatted(timestamp, payload);
  }

  /// Takes calls, one stream each, and records what happens to them.
  private static final class Desk implements Switchboard {
    private final List<StreamStart> starts = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<CallSid, CallerLine> lines = new LinkedHashMap<>();
    private Admission admission = Admission.OPEN;

    @Override
    public Admission admission() {
      return admission;
    }

    @Override
    public Optional<Consumer<Event>> take(StreamStart start, CallerLine line) {
      if (lines.putIfAbsent(start.callSid(), line) != null) {
        return Optional.empty();
      }
      starts.add(start);
      return Optional.of(events::add);
    }

    CallerLine line(CallSid call) {
      return Optional.ofNullable(lines.get(call)).orElseThrow();
    }
  }
}
