package ava.simulator.voice;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.SteppedWorld;
import ava.simulator.scenario.Clip;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;
import software.amazon.awssdk.eventstream.MessageDecoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Polly's stream, by frames that the SDK's own client has made.
class PollyStreamServerTest {
  private static final List<JsonNode> FRAMES = frames();
  private static final Map<String, String> HEADERS =
      Map.of(
          "x-amzn-engine", "generative",
          "x-amzn-voiceid", "Lea",
          "x-amzn-languagecode", "fr-FR",
          "x-amzn-outputformat", "mulaw",
          "x-amzn-samplerate", "8000");
  private static final Optional<String> SIGNED =
      Optional.of("AWS4-HMAC-SHA256 Credential=A/20261125/eu-central-1/polly/aws4_request");

  private final SteppedWorld world = new SteppedWorld();
  private final PollyFaults faults = new PollyFaults();
  private final PollyServer polly = new PollyServer(world, faults, List.of());
  private final Heard heard = new Heard();

  private static List<JsonNode> frames() {
    try (var lines = PollyStreamServerTest.class.getResourceAsStream("polly-stream-frames.jsonl")) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JsonMapper.shared()::readTree)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> everyFrame() {
    return FRAMES.stream().map(frame -> frame.path("name").asString());
  }

  private static byte[] frame(String name) {
    return FRAMES.stream()
        .filter(frame -> frame.path("name").asString().equals(name))
        .map(frame -> HexFormat.of().parseHex(frame.path("hex").asString()))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("everyFrame")
  void framesAreReadAndWrittenToTheSameBytes(String name) {
    var read = Message.decode(ByteBuffer.wrap(frame(name)));

    assertThat(bytes(read)).isEqualTo(frame(name));
  }

  @Test
  void whatTheServerSendsIsFramedAsTheSdkFramesIt() {
    var sound = Message.decode(ByteBuffer.wrap(frame("AudioEvent"))).getPayload();

    assertThat(PollyFrames.audio(sound)).isEqualTo(frame("AudioEvent"));
    assertThat(PollyFrames.closed(44)).isEqualTo(frame("StreamClosedEvent"));
    for (var kind : List.of("ThrottlingException", "ValidationException")) {
      var json =
          new String(
              Message.decode(ByteBuffer.wrap(frame(kind))).getPayload(), StandardCharsets.UTF_8);
      assertThat(PollyFrames.exception(kind, json)).isEqualTo(frame(kind));
    }
  }

  @Test
  void whatIsFlushedIsSpokenAtOnceAndTheRestWithTheClosingEvent() {
    var stream = open();
    stream.feed(frame("text with flush"));
    stream.feed(frame("text without flush"));
    world.run(Duration.ofSeconds(4));
    assertThat(heard.sound()).isEqualTo(Clip.hum("Bonjour, je vous écoute.").bytes());

    stream.feed(frame("keep-alive"));
    stream.feed(frame("close"));
    stream.feed(frame("end of signed stream"));
    world.run(Duration.ofSeconds(4));

    assertThat(polly.spoken()).containsExactly("Bonjour, je vous écoute.", "Quel est votre nom ?");
    assertThat(heard.last()).isEqualTo("StreamClosedEvent {\"RequestCharacters\":45}");
    assertThat(heard.done).containsExactly("200", "end");
    assertThat(polly.running()).isZero();
  }

  @Test
  void framesMayComeInPieces() {
    var stream = open();
    for (var each : frame("text with flush")) {
      stream.feed(new byte[] {each});
    }
    world.run(Duration.ofSeconds(2));

    assertThat(polly.spoken()).hasSize(1);
  }

  @Test
  void nothingForFiveSecondsEndsIt() {
    open();
    world.run(Duration.ofMillis(5_100));

    assertThat(heard.last())
        .startsWith("ServiceQuotaExceededException")
        .contains("input-stream-inbound-event-timeout");
  }

  @Test
  void itLastsTenMinutesWhateverHappens() {
    var stream = open();
    for (var second = 0; second < 596; second += 4) {
      stream.feed(frame("keep-alive"));
      world.run(Duration.ofSeconds(4));
    }
    assertThat(heard.done).containsExactly("200");
    stream.feed(frame("keep-alive"));
    world.run(Duration.ofSeconds(4));

    assertThat(heard.last()).contains("input-stream-timeout");
  }

  @Test
  void whatIsNotSignedIsRefused() {
    var signed = Message.decode(ByteBuffer.wrap(frame("text with flush")));
    open().feed(bytes(Message.decode(ByteBuffer.wrap(signed.getPayload()))));

    assertThat(heard.last()).startsWith("ValidationException").contains("not signed");
    assertThat(polly.spoken()).isEmpty();
  }

  @Test
  void whatIsSignedByAnotherLengthIsRefused() {
    var signed = Message.decode(ByteBuffer.wrap(frame("text with flush")));
    var headers = new HashMap<>(signed.getHeaders());
    headers.put(":chunk-signature", HeaderValue.fromByteArray(new byte[31]));
    open().feed(bytes(new Message(headers, signed.getPayload())));

    assertThat(heard.last()).startsWith("ValidationException");
  }

  @Test
  void whatIsDamagedOnItsWayIsRefused() {
    var damaged = frame("text with flush");
    damaged[damaged.length - 20]++;
    open().feed(damaged);

    assertThat(heard.last()).startsWith("ValidationException").contains("cannot be read");
  }

  @Test
  void nothingComesBehindTheClosingEvent() {
    var stream = open();
    stream.feed(frame("text with flush"));
    stream.feed(frame("close"));
    stream.feed(frame("text without flush"));

    assertThat(heard.last()).startsWith("ValidationException").contains("behind the closing event");
  }

  @ParameterizedTest
  @CsvSource({
    "x-amzn-engine, neural, ValidationException",
    "x-amzn-voiceid, Celine, EngineNotSupportedException",
    "x-amzn-voiceid, Nobody, ValidationException",
    "x-amzn-samplerate, 16000, InvalidSampleRateException",
    "x-amzn-lexiconnames, noms, LexiconNotFoundException"
  })
  void whatTheServiceHasNotIsRefusedBeforeTheStream(String header, String value, String kind) {
    var headers = new HashMap<>(HEADERS);
    headers.put(header, value);
    polly.stream(headers, SIGNED, heard);
    world.run(Duration.ofSeconds(1));

    assertThat(heard.done.getFirst()).startsWith("4").contains(kind);
    assertThat(polly.running()).isZero();
  }

  @Test
  void aRequestThatNobodySignedIsRefused() {
    polly.stream(HEADERS, Optional.empty(), heard);
    world.run(Duration.ofSeconds(1));

    assertThat(heard.done.getFirst()).startsWith("403");
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLES, ThrottlingException, end",
    "FAILS, ServiceFailureException, end",
    "RESETS, AudioEvent, reset",
    "CUTS, AudioEvent, cut",
    "IS_AWAY, , cut",
    "STAYS_SILENT, , ''",
    "IGNORES, , ''"
  })
  void itFailsAsItIsTold(PollyFault fault, String last, String end) {
    faults.once(fault);
    var stream = open();
    stream.feed(frame("text with flush"));
    world.run(Duration.ofSeconds(4));

    assertThat(heard.last()).startsWith(Optional.ofNullable(last).orElse("nothing"));
    assertThat(heard.done.getLast()).isEqualTo(end.isEmpty() ? "200" : end);
  }

  @Test
  void whoeverHangsUpHearsNothingMore() {
    var stream = open();
    stream.feed(frame("text with flush"));
    world.run(Duration.ofMillis(150));
    stream.gone();
    var before = heard.sound().length;
    world.run(Duration.ofSeconds(20));

    assertThat(heard.sound()).hasSize(before);
    assertThat(polly.cancelled()).isEqualTo(1);
    assertThat(polly.running()).isZero();
    assertThat(world.waiting()).isZero();
  }

  private PollyStreamServer open() {
    var stream = polly.stream(HEADERS, SIGNED, heard);
    world.run(Duration.ofMillis(20));
    return stream;
  }

  private static byte[] bytes(Message message) {
    var buffer = message.toByteBuffer();
    var bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  /// What comes back.
  private static final class Heard implements PollyServer.Answer {
    private final List<String> done = new ArrayList<>();
    private final List<Message> messages = new ArrayList<>();
    private final MessageDecoder decoder = new MessageDecoder(messages::add);

    byte[] sound() {
      var sound = new ByteArrayOutputStream();
      messages.stream()
          .filter(message -> type(message).equals("AudioEvent"))
          .forEach(message -> sound.writeBytes(message.getPayload()));
      return sound.toByteArray();
    }

    String last() {
      if (messages.isEmpty()) {
        return "nothing";
      }
      var message = messages.getLast();
      return type(message) + " " + new String(message.getPayload(), StandardCharsets.UTF_8);
    }

    private static String type(Message message) {
      return message.getHeaders().entrySet().stream()
          .filter(header -> header.getKey().matches(":(event|exception)-type"))
          .map(header -> header.getValue().getString())
          .findFirst()
          .orElseThrow();
    }

    @Override
    public void head(int status, Map<String, String> headers) {
      var refused = headers.getOrDefault("x-amzn-errortype", "");
      done.add((status + " " + refused).strip());
    }

    @Override
    public void part(byte[] bytes) {
      if (done.contains("200")) {
        decoder.feed(bytes);
      }
    }

    @Override
    public void end() {
      done.add("end");
    }

    @Override
    public void reset() {
      done.add("reset");
    }

    @Override
    public void cut() {
      done.add("cut");
    }
  }
}
