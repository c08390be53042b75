package ava.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {
  private static final int SECONDS = 8;

  @ParameterizedTest
  @ValueSource(ints = {20, 100, 200, 500})
  void callersDoNotSpeakInChorus(int sessions) {
    var each =
        IntStream.rangeClosed(1, sessions)
            .mapToObj(session -> Load.Talk.USUAL.firstTurn(session).minusMillis(100).toSeconds())
            .collect(Collectors.groupingBy(second -> second, Collectors.counting()));

    assertThat(each).hasSize(SECONDS);
    assertThat(each.values())
        .allSatisfy(turns -> assertThat(turns).isBetween(sessions / 8 - 2L, sessions / 8 + 3L));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whetherCutOrNotACallerHasATurnEachEightSeconds(boolean cuts) {
    var talk = cuts ? Load.Talk.CUTTING : Load.Talk.USUAL;

    assertThat(talk.cuts()).isEqualTo(cuts);
    assertThat(talk.listens().plus(talk.answers()).plus(talk.pause()))
        .isEqualTo(Duration.ofSeconds(SECONDS));
  }
}
