package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.record.DynamoJournal;
import ava.bridge.record.LogRecorder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void aCallIsPlayedToItsEndAndNothingOfItIsLost() {
    try (var log = new LogRecorder(DynamoJournal.class)) {
      assertThat(Rehearsal.play(2, Duration.ofSeconds(60))).isTrue();

      assertThat(log.errors()).isEmpty();
    }
  }

  @Test
  void oneThatDoesNotEndInTimeStopsNobody() {
    assertThat(Rehearsal.play(1_000_000, Duration.ofMillis(1))).isFalse();
  }
}
