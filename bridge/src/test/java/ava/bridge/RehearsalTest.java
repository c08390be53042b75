package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsalTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void aCallIsPlayedToItsEndWhateverIsCut(int turns) {
    assertThat(Rehearsal.playToTheEnd(turns, Duration.ofSeconds(60))).isTrue();
  }

  @Test
  void whoOnlyWaitsForTheLastAnswerGoesOnBeforeTheEnd() {
    assertThat(Rehearsal.play(2, Duration.ofSeconds(60))).isTrue();
  }

  @Test
  void oneThatDoesNotEndInTimeStopsNobody() {
    assertThat(Rehearsal.play(1_000_000, Duration.ofMillis(1))).isFalse();
    assertThat(Rehearsal.playToTheEnd(1_000_000, Duration.ofMillis(1))).isFalse();
  }
}
