package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentAudioTest {
  private final RecentAudio recent = new RecentAudio();

  @Test
  void whatWasUnheardComesInItsOrder() {
    add(1, 400);
    add(2, 300);
    recent.unheard(Duration.ofMillis(400));
    recent.addSilence(100);

    var heard = bytes(recent.unheard());

    assertThat(heard).hasSize(4_000);
    assertThat(heard[799]).isEqualTo((byte) 1);
    assertThat(heard[800]).isEqualTo((byte) 2);
    assertThat(heard[3_200]).isEqualTo((byte) 0xFF);
  }

  @Test
  void whatIsHeardAgainBeginsWithAWholeFrame() {
    add(1, 20);
    add(2, 20);
    add(3, 20);
    recent.unheard(Duration.ofMillis(31));

    assertThat(bytes(recent.unheard())).hasSize(320).startsWith((byte) 2);
  }

  @Test
  void beforeTheFirstSessionNothingWasHeard() {
    add(1, 40);

    assertThat(bytes(recent.unheard())).hasSize(320);
  }

  @Test
  void noMoreIsGivenThanThereIs() {
    add(1, 40);
    recent.unheard(Duration.ofSeconds(3));
    assertThat(bytes(recent.unheard())).hasSize(320);

    recent.unheard(Duration.ZERO);
    assertThat(recent.unheard()).isEmpty();
  }

  @Test
  void whatComesAtOnceBehindAStallCountsByItsLength() {
    add(1, 1_000);
    recent.unheard(Duration.ZERO);
    for (var frame = 0; frame < 200; frame++) {
      add(2, 20);
    }

    assertThat(bytes(recent.unheard())).hasSize(32_000).containsOnly(2);
  }

  @Test
  void onlyTenSecondsAreKept() {
    for (var second = 0; second < 12; second++) {
      add(second, 1_000);
    }
    recent.addSilence(60_000);
    assertThat(bytes(recent.unheard())).hasSize(80_000).containsOnly(0xFF);

    for (var second = 0; second < 12; second++) {
      add(second, 1_000);
    }
    var heard = bytes(recent.unheard());
    assertThat(heard).hasSize(80_000);
    assertThat(heard[0]).isEqualTo((byte) 2);
    assertThat(heard[79_999]).isEqualTo((byte) 11);
  }

  private void add(int sample, int ms) {
    var bytes = new byte[ms * Playback.BYTES_PER_MS];
    java.util.Arrays.fill(bytes, (byte) sample);
    recent.add(Base64.getEncoder().encodeToString(bytes));
  }

  private static byte[] bytes(List<Effect.Append> audio) {
    var bytes = new ByteArrayOutputStream();
    audio.forEach(piece -> bytes.writeBytes(Base64.getDecoder().decode(piece.audio())));
    return bytes.toByteArray();
  }
}
