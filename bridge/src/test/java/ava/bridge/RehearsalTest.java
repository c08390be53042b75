package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void aCallIsPlayedToItsEnd() {
    assertThat(Rehearsal.play(2, Duration.ofSeconds(60))).isTrue();
  }

  @Test
  void oneThatDoesNotEndInTimeStopsNobody() {
    assertThat(Rehearsal.play(1_000_000, Duration.ofMillis(1))).isFalse();
  }
}
