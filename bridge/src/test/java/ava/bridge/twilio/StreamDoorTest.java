package ava.bridge.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event;
import ava.bridge.twilio.StreamDoor.Handshake;
import ava.shared.twilio.TwilioSignature;
import ava.shared.twilio.Twiml.Opening;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamDoorTest extends OpenDoor {
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

  private int answer(Optional<String> signature, Optional<String> upgrade) {
    return door.answer(new Handshake(signature, upgrade));
  }

  private static String sign(String token) {
    return TwilioSignature.sign(token, PUBLIC_URL, List.of());
  }
}
