package ava.simulator.voice;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.loop.TextSocket;
import ava.simulator.SteppedWorld;
import ava.simulator.scenario.Clip;
import ava.simulator.voice.ElevenLabsServer.Entry;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How strict the simulator of ElevenLabs is, and how it speaks.
class ElevenLabsServerTest {
  private static final String PATH = "/v1/text-to-speech/Charlotte/multi-stream-input?";
  private static final String QUERY =
      "model_id=eleven_flash_v2_5&language_code=fr&output_format=ulaw_8000&auto_mode=true"
          + "&sync_alignment=true&inactivity_timeout=30";
  private static final Map<String, String> KEY = Map.of("XI-API-KEY", "key");

  private final SteppedWorld world = new SteppedWorld();
  private final ElevenLabsFaults faults = new ElevenLabsFaults();
  private final ElevenLabsServer server = new ElevenLabsServer(world, faults, List.of("Charlotte"));

  @ParameterizedTest
  @CsvSource({
    "/v1/text-to-speech/Charlotte/stream-input?, 404",
    "/v1/text-to-speech/Nobody/multi-stream-input?, 404",
    "/v1/text-to-speech/Charlotte/multi-stream-input?output_format=mp3&, 400",
    "/v1/text-to-speech/Charlotte/multi-stream-input?model_id=eleven_v3&, 400",
    "/v1/text-to-speech/Charlotte/multi-stream-input?inactivity_timeout=181&, 400",
    "/v1/text-to-speech/Charlotte/multi-stream-input?inactivity_timeout=no&, 400"
  })
  void aHandshakeThatAsksForWhatThereIsNotIsRefused(String address, int status) {
    var asked = address.substring(address.indexOf('?') + 1).replaceFirst("=.*", "");
    var rest = asked.isEmpty() ? QUERY : QUERY.replaceFirst("&?" + asked + "=[^&]*", "");

    assertThat(server.admit(URI.create(address + rest), KEY))
        .isInstanceOfSatisfying(
            Entry.Refused.class, refused -> assertThat(refused.status()).isEqualTo(status));
  }

  @Test
  void aKeyIsNeededForAllOfIt() {
    assertThat(server.admit(URI.create(PATH + QUERY), Map.of()))
        .isInstanceOfSatisfying(
            Entry.Refused.class, refused -> assertThat(refused.status()).isEqualTo(401));
    assertThat(server.about(URI.create("/v1/voices/Charlotte"), Map.of()).status()).isEqualTo(401);
    assertThat(server.about(URI.create("/v1/voices/Charlotte"), KEY).status()).isEqualTo(200);
    assertThat(server.about(URI.create("/v1/voices/Nobody"), KEY).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "[]",
        "{\"text\":\" \"}",
        "{\"text\":\"Oui. \",\"context_id\":\"b\"}",
        "{\"text\":\"\",\"context_id\":\"b\"}",
        "{\"context_id\":\"b\",\"close_context\":true}",
        "{\"text\":\"Oui.\",\"context_id\":\"a\"}",
        "{\"text\":\"Oui. \",\"context_id\":\"a\",\"voice_settings\":{\"speed\":1.1}}"
      })
  void aWrongMessageEndsTheSocket(String message) {
    var socket = open();
    socket.send("{\"text\":\" \",\"context_id\":\"a\",\"voice_settings\":{\"speed\":1.0}}");
    socket.send(message);
    world.run(Duration.ofMillis(100));

    assertThat(server.refused()).hasSize(1);
    assertThat(socket.closed()).containsExactly(1008);
    assertThat(socket.heard().getLast().path("error").asString())
        .isEqualTo("invalid_input_message");
  }

  @Test
  void aTextForAContextThatWasClosedEndsTheSocket() {
    var socket = open();
    socket.begin("a");
    socket.send("{\"context_id\":\"a\",\"close_context\":true}");
    socket.send("{\"text\":\"Oui. \",\"context_id\":\"a\"}");
    world.run(Duration.ofMillis(10));

    assertThat(socket.closed()).containsExactly(1008);
  }

  @Test
  void aSixthContextEndsTheSocket() {
    var socket = open();
    List.of("a", "b", "c", "d", "e").forEach(socket::begin);
    world.run(Duration.ofMillis(10));
    assertThat(socket.closed()).isEmpty();

    socket.begin("f");
    world.run(Duration.ofMillis(10));

    assertThat(socket.heard().getLast().path("error").asString())
        .isEqualTo("max_active_conversations");
    assertThat(socket.closed()).containsExactly(1008);
  }

  @Test
  void silenceEndsTheSocketUnlessAContextIsKeptAlive() {
    var socket = open();
    socket.begin("a");
    world.run(Duration.ofSeconds(29));
    socket.send("{\"text\":\"\",\"context_id\":\"a\"}");
    world.run(Duration.ofSeconds(29));
    assertThat(socket.closed()).isEmpty();

    world.run(Duration.ofSeconds(2));

    assertThat(socket.heard().getLast().path("error").asString())
        .isEqualTo("input_timeout_exceeded");
    assertThat(socket.closed()).containsExactly(1008);
  }

  @Test
  void aTextIsSpokenWithItsLettersAndEndsOnlyWhenItsContextIsClosed() {
    var socket = open();
    socket.begin("a");
    socket.send("{\"text\":\"Bien sûr. \",\"context_id\":\"a\"}");
    socket.send("{\"text\":\"À demain. \",\"context_id\":\"a\"}");
    world.run(Duration.ofSeconds(3));

    assertThat(socket.sound("a").length)
        .isEqualTo(Clip.hum("Bien sûr.").bytes().length + Clip.hum("À demain.").bytes().length);
    assertThat(socket.letters()).isEqualTo("Bien sûr.À demain.");
    assertThat(socket.heard()).noneMatch(message -> message.has("isFinal"));

    socket.send("{\"context_id\":\"a\",\"close_context\":true}");
    world.run(Duration.ofMillis(100));

    assertThat(socket.heard().getLast().path("isFinal").asBoolean()).isTrue();
    assertThat(server.spoken()).containsExactly("Bien sûr.", "À demain.");
    assertThat(server.characters()).isEqualTo(18);
    assertThat(server.swallowed()).isZero();
  }

  @Test
  void aContextThatIsClosedBeforeItSoundsSaysNothingButWhatWasUnderWay() {
    var socket = open();
    socket.begin("a");
    socket.send("{\"text\":\"Bien sûr. \",\"context_id\":\"a\"}");
    socket.send("{\"context_id\":\"a\",\"close_context\":true}");
    world.run(Duration.ofSeconds(2));

    assertThat(socket.sound("a").length).isLessThan(1_000);
    assertThat(socket.heard().getLast().path("isFinal").asBoolean()).isTrue();
    assertThat(server.swallowed()).isEqualTo(1);
  }

  @Test
  void withoutAutoModeALittleTextWaits() {
    var socket = open(QUERY.replace("auto_mode=true", "auto_mode=false"));
    socket.begin("a");
    socket.send("{\"text\":\"Bien sûr. \",\"context_id\":\"a\"}");
    world.run(Duration.ofSeconds(1));
    assertThat(socket.heard()).isEmpty();

    socket.send("{\"text\":\"Oui. \",\"context_id\":\"a\",\"flush\":true}");
    world.run(Duration.ofSeconds(2));

    assertThat(server.spoken()).hasSize(2);
    assertThat(socket.sound("a").length).isEqualTo(Clip.hum("Bien sûr. Oui.").bytes().length);
  }

  @ParameterizedTest
  @CsvSource({"DENIES, 401", "THROTTLES, 429"})
  void aHandshakeFailsOnPurpose(ElevenLabsFault fault, int status) {
    faults.once(fault);

    assertThat(server.admit(URI.create(PATH + QUERY), KEY))
        .isInstanceOfSatisfying(
            Entry.Refused.class, refused -> assertThat(refused.status()).isEqualTo(status));
    assertThat(server.admit(URI.create(PATH + QUERY), KEY)).isInstanceOf(Entry.Welcome.class);
  }

  private Peer open() {
    return open(QUERY);
  }

  private Peer open(String query) {
    var welcome = (Entry.Welcome) server.admit(URI.create(PATH + query), KEY);
    return new Peer(welcome);
  }

  /// Somebody at the other end of a socket that takes no time.
  private static final class Peer {
    private final TextSocket.Ear ear;
    private final List<JsonNode> heard = new ArrayList<>();
    private final List<Integer> closed = new ArrayList<>();

    Peer(Entry.Welcome welcome) {
      this.ear =
          welcome
              .session()
              .apply(
                  new TextSocket() {
                    @Override
                    public void send(String text) {
                      heard.add(JsonMapper.shared().readTree(text));
                    }

                    @Override
                    public long waiting() {
                      return 0;
                    }

                    @Override
                    public void ping() {}

                    @Override
                    public void close(int code, String reason) {
                      closed.add(code);
                    }

                    @Override
                    public boolean isOpen() {
                      return closed.isEmpty();
                    }
                  });
    }

    void begin(String context) {
      send("{\"text\":\" \",\"context_id\":\"" + context + "\"}");
    }

    List<JsonNode> heard() {
      return heard;
    }

    List<Integer> closed() {
      return closed;
    }

    String letters() {
      var letters = new StringBuilder();
      heard.forEach(message ->
          message
              .path("alignment")
              .path("chars")
              .forEach(letter -> letters.append(letter.asString(""))));
      return letters.toString();
    }

    byte[] sound(String context) {
      var sound = new ByteArrayOutputStream();
      heard.stream()
          .filter(message -> message.path("contextId").asString("").equals(context))
          .forEach(message ->
              sound.writeBytes(Base64.getDecoder().decode(message.path("audio").asString(""))));
      return sound.toByteArray();
    }

    void send(String text) {
      ear.text(text);
    }
  }
}
