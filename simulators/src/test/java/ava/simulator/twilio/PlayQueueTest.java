package ava.simulator.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.MuLaw;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayQueueTest {
  private final PlayQueue playback = new PlayQueue();

  @Test
  void markIsReachedWhenTheAudioBeforeItWasPlayed() {
    playback.add(new byte[200]);
    var atOnce = playback.mark("a");
    playback.add(new byte[160]);
    playback.mark("b");

    assertThat(atOnce).isFalse();
    assertThat(playback.play().marks()).isEmpty();
    assertThat(playback.play().marks()).containsExactly("a");
    assertThat(playback.play().marks()).containsExactly("b");
  }

  @Test
  void markIsReachedAtOnceWhenNothingIsQueued() {
    assertThat(playback.mark("a")).isTrue();

    playback.add(new byte[160]);
    playback.play();

    assertThat(playback.mark("b")).isTrue();
  }

  @Test
  void markAtTheEndIsReachedWithTheLastFrame() {
    playback.add(new byte[160]);
    playback.mark("end");

    assertThat(playback.play().marks()).containsExactly("end");
  }

  @Test
  void clearThrowsTheAudioAwayAndReturnsAllMarks() {
    playback.add(new byte[1_600]);
    playback.mark("a");
    playback.add(new byte[1_600]);
    playback.mark("b");
    playback.play();

    var cleared = playback.clear();

    assertThat(cleared.marks()).containsExactly("a", "b");
    assertThat(cleared.unheard()).isEqualTo(Duration.ofMillis(380));
    assertThat(playback.play().audible()).isZero();
    assertThat(playback.mark("c")).isTrue();
  }

  @Test
  void audioIsPlayedByteForByteAndFilledWithSilence() {
    var audio = new byte[250];
    Arrays.fill(audio, (byte) 5);
    playback.add(Arrays.copyOf(audio, 100));
    playback.add(Arrays.copyOf(audio, 150));

    var first = playback.play();
    var second = playback.play();

    assertThat(first.frame()).containsOnly((byte) 5).hasSize(160);
    assertThat(second.audible()).isEqualTo(90);
    assertThat(second.frame()).startsWith(Arrays.copyOf(audio, 90)).endsWith(MuLaw.SILENCE);
  }

  @Test
  void moreThanTenMinutesAreDropped() {
    assertThat(playback.add(new byte[10 * 60 * 8_000])).isTrue();
    assertThat(playback.add(new byte[1])).isFalse();
    assertThat(playback.queued()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void emptyPlaybackIsSilent() {
    var played = playback.play();

    assertThat(played.frame()).containsOnly(MuLaw.SILENCE);
    assertThat(played.marks()).isEqualTo(List.of());
  }
}
