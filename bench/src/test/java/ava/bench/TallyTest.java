package ava.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final long MS = Duration.ofMillis(1).toNanos();

  private final Tally tally = new Tally();

  @Test
  void aFrameThatDoesNotComeIsLost() {
    tally.sent(0);
    tally.sent(0);
    tally.heard(MS, true);
    tally.answered();

    assertThat(tally.checked().lost()).isEqualTo(2);
    assertThat(tally.checked().clean()).isFalse();
  }

  @Test
  void aFrameThatTakesMoreThanASecondIsLate() {
    tally.sent(0);
    tally.heard(1_001 * MS, true);

    assertThat(tally.checked().late()).isEqualTo(1);
  }

  @Test
  void percentilesAreThoseOfTheLastPart() {
    var _ = tally.begin();
    for (var ms = 1; ms <= 100; ms++) {
      tally.answered();
      tally.answerHeard(ms * MS);
    }

    var times = tally.begin().roundTrips.percentiles();

    assertThat(times.p50()).isEqualTo(50);
    assertThat(times.p99()).isEqualTo(99);
    assertThat(times.most()).isEqualTo(100);
    assertThat(tally.times().roundTrips.percentiles().count()).isZero();
  }
}
