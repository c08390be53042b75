package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentAudioTest {
  private final RecentAudio recent = new RecentAudio();
  private Instant now = Instant.EPOCH;

  @Test
  void whatWasUnheardComesInItsOrder() {
    add(1, 400);
    add(2, 300);
    unheard(ms(400));
    recent.addSilence(100, now);

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
    unheard(Duration.ofMillis(31));

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
    unheard(ms(3_000));
    assertThat(bytes(recent.unheard())).hasSize(320);

    unheard(Duration.ZERO);
    assertThat(recent.unheard()).isEmpty();
  }

  @Test
  void whatComesAtOnceBehindAStallCountsByItsLength() {
    add(1, 1_000);
    unheard(Duration.ZERO);
    for (var frame = 0; frame < 200; frame++) {
      addAtOnce(2, 20);
    }

    assertThat(bytes(recent.unheard())).hasSize(32_000).containsOnly(2);
  }

  /// Whoever was given it a moment ago had no time to say what is in it.
  @ParameterizedTest
  @CsvSource({"0, 3000", "500, 3500", "690, 3690", "700, 700", "2000, 700"})
  void whatCameAtOnceAMomentAgoIsUnheardWhole(int agoMs, int unheardMs) {
    add(1, 1_010);
    now = now.plusSeconds(3);
    addAtOnce(2, 3_000);
    add(3, agoMs);

    unheard(ms(700));

    assertThat(bytes(recent.unheard())).hasSizeBetween(8 * unheardMs, 8 * (unheardMs + 20));
  }

  @Test
  void whatALineDidNotBringInThatTimeIsNotWaitedFor() {
    add(1, 5_000);
    now = now.plusSeconds(3);

    unheard(ms(700));

    assertThat(bytes(recent.unheard())).hasSize(5_600);
  }

  @Test
  void onlyTenSecondsAreKept() {
    for (var second = 0; second < 12; second++) {
      add(second, 1_000);
    }
    recent.addSilence(60_000, now);
    assertThat(bytes(recent.unheard())).hasSize(80_000).containsOnly(0xFF);

    for (var second = 0; second < 12; second++) {
      add(second, 1_000);
    }
    var heard = bytes(recent.unheard());
    assertThat(heard).hasSize(80_000);
    assertThat(heard[0]).isEqualTo((byte) 2);
    assertThat(heard[79_999]).isEqualTo((byte) 11);
  }

  /// As he speaks.
  private void add(int sample, int ms) {
    for (var spoken = 0; spoken < ms; spoken += 10) {
      now = now.plusMillis(10);
      addAtOnce(sample, 10);
    }
  }

  private void addAtOnce(int sample, int ms) {
    var bytes = new byte[ms * Playback.BYTES_PER_MS];
    Arrays.fill(bytes, (byte) sample);
    recent.add(Base64.getEncoder().encodeToString(bytes), now);
  }

  private void unheard(Duration last) {
    recent.unheard(last, now.minus(last));
  }

  private static Duration ms(int ms) {
    return Duration.ofMillis(ms);
  }

  private static byte[] bytes(List<Effect.Append> audio) {
    var bytes = new ByteArrayOutputStream();
    audio.forEach(piece -> bytes.writeBytes(Base64.getDecoder().decode(piece.audio())));
    return bytes.toByteArray();
  }
}
