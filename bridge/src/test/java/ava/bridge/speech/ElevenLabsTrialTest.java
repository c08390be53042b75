package ava.bridge.speech;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.SteppedLoop;
import ava.shared.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is known of a voice before its first call.
class ElevenLabsTrialTest {
  private static final VoiceChoice.ElevenLabs CHOICE =
      new VoiceChoice.ElevenLabs(
          "marin", "v1", Secret.of("key-1\n"), URI.create("https://eleven.example"), 60);

  private final SteppedLoop loop = new SteppedLoop(Instant.parse("2026-11-22T09:00:00Z"));
  private final FakeElevenLabs service = new FakeElevenLabs(loop);
  private final List<String> asked = new ArrayList<>();
  private int status = 200;
  private final ElevenLabsVoice voice =
      new ElevenLabsVoice(loop, service, loop.beside(), this::ask, CHOICE);
  private final ReadingVoices voices = new ReadingVoices(loop, CHOICE.id(), voice, List.of());

  private int ask(URI address, Map<String, String> headers) {
    asked.add(address + " " + headers);
    return status;
  }

  @ParameterizedTest
  @CsvSource({
    "200, false",
    "404, true",
    "400, true",
    "422, true",
    "401, false",
    "403, false",
    "429, false",
    "500, false",
    "0, false"
  })
  void aVoiceThatIsNotThereIsLeftAloneAtOnce(int answer, boolean leftAlone) {
    status = answer;
    var told = new ArrayList<String>();

    voice.check(told::add);
    loop.run();

    assertThat(asked).containsExactly("https://eleven.example/v1/voices/v1 {xi-api-key=key-1}");
    assertThat(told).hasSize(leftAlone ? 1 : 0);
    assertThat(told.toString()).doesNotContain("key-1");
  }

  @Test
  void aRecordingIsWholeAndLeavesNothingBehind() {
    var recorded = new ArrayList<String>();
    voices.record("Bonjour.", recorded::add);
    loop.pass(FakeElevenLabs.DISTANCE);
    service.says("a1", "Bonjour.");
    loop.run();
    assertThat(service.sent()).endsWith("a1 Bonjour.", "a1 closed");
    service.ends("a1");
    loop.run();

    assertThat(recorded).hasSize(1);
    assertThat(service.socket().closes()).containsExactly(1000);
    assertThat(loop.isIdle()).isTrue();
  }

  @Test
  void aServiceThatSaysNothingIsNotWaitedForForEver() {
    voices.tryOut();
    loop.pass(Duration.ofSeconds(10));
    loop.run();

    assertThat(service.socket().closes()).containsExactly(1000);
    assertThat(loop.isIdle()).isTrue();
  }

  @Test
  void aTrialThatIsStillRunningEndsWithTheBridge() {
    voices.tryOut();
    loop.pass(Duration.ofSeconds(1));
    voices.close();
    loop.run();

    assertThat(loop.isIdle()).isTrue();
  }
}
