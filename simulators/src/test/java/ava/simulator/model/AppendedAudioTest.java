package ava.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ava.simulator.scenario.Checks;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// Whatever is read quickly is what careful reading finds.
class AppendedAudioTest {
  private static final ClientRules RULES = new ClientRules(Checks.SCHEMA);
  private static final String[] PIECES = {
    "\"",
    "\\",
    "\"audio\":\"",
    "\"event_id\":\"",
    "}",
    "{",
    ",",
    "AAAA",
    "=",
    "é",
    "\",\"a\":\"",
    "\n"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"AAECAw==\"}",
        "{\"type\":\"input_audio_buffer.append\",\"event_id\":\"ev-1_a\",\"audio\":\"AAECAw==\"}"
      })
  void usualEventIsReadQuickly(String event) {
    assertThat(AppendedAudio.read(event)).contains(new byte[] {0, 1, 2, 3});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"AAA\"}",
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"AA§A\"}",
        "{\"type\":\"input_audio_buffer.append\", \"audio\":\"AAAA\"}",
        "{\"type\":\"input_audio_buffer.append\",\"event_id\":\"\\u0041\",\"audio\":\"AAAA\"}",
        "{\"type\":\"input_audio_buffer.append\",\"event_id\":\"\",\"audio\":\"AAAA\"}",
        "{\"type\":\"input_audio_buffer.append\",\"x\":1,\"audio\":\"AAAA\"}",
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"AAAA\",\"x\":\"\"}",
        "{\"type\":\"input_audio_buffer.clear\",\"audio\":\"AAAA\"}",
        "{\"type\":\"input_audio_buffer.append\",\"audio\":\"}"
      })
  void anythingElseIsReadWithCare(String event) {
    assertThat(AppendedAudio.read(event)).isEmpty();
  }

  @Test
  void quickReadingNeverDiffersFromCarefulReading() {
    var random = new Random(7);
    var quick = 0;
    for (var round = 0; round < 20_000; round++) {
      var text = mutated(random);
      var audio = AppendedAudio.read(text);
      if (audio.isPresent()) {
        quick++;
        var event = JsonMapper.shared().readTree(text);
        assertThatCode(() -> RULES.check(event)).as(text).doesNotThrowAnyException();
        assertThat(Base64.getDecoder().decode(event.path("audio").asString("")))
            .as(text)
            .isEqualTo(audio.get());
      }
    }
    assertThat(quick).isPositive();
  }

  private static String mutated(Random random) {
    var bytes = new byte[random.nextInt(12)];
    random.nextBytes(bytes);
    var audio = Base64.getEncoder().encodeToString(bytes);
    var id = random.nextBoolean() ? "\"event_id\":\"e" + random.nextInt(99) + "\"," : "";
    var text =
        new StringBuilder(
            "{\"type\":\"input_audio_buffer.append\"," + id + "\"audio\":\"" + audio + "\"}");
    for (var change = random.nextInt(3); change > 0; change--) {
      var at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 1 -> text.deleteCharAt(at);
        default -> text.setCharAt(at, "\"}{AZ=,:\\e".charAt(random.nextInt(10)));
      }
    }
    return text.toString();
  }
}
