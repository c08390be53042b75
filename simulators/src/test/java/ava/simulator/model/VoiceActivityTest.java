package ava.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.model.VoiceActivity.Change;
import ava.simulator.model.VoiceActivity.Tuning;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Scenarios;
import ava.simulator.scenario.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VoiceActivityTest {
  private static final Tuning USUAL = new Tuning(0.5, 300, 500);
  private static final Clip PAUSE = Clip.silence(Duration.ofSeconds(1));

  @ParameterizedTest
  @MethodSource("ava.simulator.scenario.Scenarios#names")
  void everyCallerLineIsOneTurn(String name) {
    for (var line : Scenarios.load(name).callerLines()) {
      for (var tuning : List.of(USUAL, new Tuning(0.6, 300, 600), new Tuning(0.4, 200, 450))) {
        var changes =
            hear(new VoiceActivity(), Clip.join(List.of(PAUSE, line.audio(), PAUSE)), tuning, 160);

        assertThat(changes).as(line.text()).hasSize(2);
        assertThat(((Change.Started) changes.getFirst()).atMs()).isBetween(600L, 1_000L);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ava.simulator.scenario.Scenarios#names")
  void turnIsRecognisedWithItsWords(String name) {
    var scenario = Scenarios.load(name);
    var recognition = new Recognition(scenario);
    for (var line : scenario.callerLines()) {
      var changes =
          hear(new VoiceActivity(), Clip.join(List.of(PAUSE, line.audio(), PAUSE)), USUAL, 160);
      var turn = ((Change.Stopped) changes.getLast()).turn();

      var recognised = recognition.recognise(turn.bytes()).orElseThrow();

      assertThat(recognised.words()).isEqualTo(line.text());
      assertThat(scenario.steps().get(recognised.step())).isEqualTo(line);
    }
  }

  @Test
  void turnThatIsCutShortHasOnlyTheWordsThatWereSpoken() {
    var scenario = Scenarios.load("rendez-vous");
    var line = (Step.CallerSays) scenario.steps().get(1);
    var half = Arrays.copyOf(line.audio().bytes(), line.audio().frames() / 2 * Clip.FRAME);

    var recognised = new Recognition(scenario).recognise(half).orElseThrow();

    assertThat(line.text()).startsWith(recognised.words());
    assertThat(recognised.words().split(" ")).hasSizeBetween(5, 8);
  }

  @Test
  void timeIsTheAudioReceivedInWhateverPieces() {
    var sound = Clip.join(List.of(PAUSE, Clip.hum("bonjour madame"), PAUSE));

    var inFrames = hear(new VoiceActivity(), sound, USUAL, 160);
    var inOddPieces = hear(new VoiceActivity(), sound, USUAL, 37);

    assertThat(inOddPieces.getFirst()).isEqualTo(inFrames.getFirst());
    var stopped = (Change.Stopped) inFrames.getLast();
    assertThat(((Change.Stopped) inOddPieces.getLast()).atMs()).isEqualTo(stopped.atMs());
    assertThat(stopped.atMs()).isBetween(1_000L + 910 + 400, 1_000L + 910 + 520);
  }

  @Test
  void clickAndQuietNoiseAreNoSpeech() {
    var noise = new byte[16_000];
    Arrays.fill(noise, (byte) 0x7A);
    var click = Arrays.copyOf(Clip.hum("ah").bytes(), 2 * Clip.FRAME);

    var changes =
        hear(
            new VoiceActivity(),
            Clip.join(List.of(Clip.of(noise), Clip.of(click), PAUSE)),
            USUAL,
            160);

    assertThat(changes).isEmpty();
  }

  @Test
  void bufferHoldsTheTurnWithItsPrefix() {
    var voice = new VoiceActivity();
    var sound = Clip.hum("bonjour");

    var _ = hear(voice, Clip.join(List.of(PAUSE, sound)), USUAL, 160);

    assertThat(voice.bufferedMs()).isBetween(300 + 440, 300 + 480);
    assertThat(voice.take()).isNotEmpty();
    assertThat(voice.bufferedMs()).isZero();
  }

  private static List<Change> hear(VoiceActivity voice, Clip clip, Tuning tuning, int piece) {
    var changes = new ArrayList<Change>();
    var bytes = clip.bytes();
    for (var from = 0; from < bytes.length; from += piece) {
      changes.addAll(
          voice.hear(
              Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + piece)), tuning));
    }
    return changes;
  }
}
