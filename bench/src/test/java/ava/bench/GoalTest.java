package ava.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoalTest {
  @ParameterizedTest(name = "{0} at most {1}, at least {1}: {2}, {3}")
  @CsvSource({
    "1.25, 1.25, REACHED, REACHED",
    "1.26, 1.25, MISSED, REACHED",
    "0, 1.25, REACHED, MISSED",
    "-1, 1.25, UNKNOWN, UNKNOWN"
  })
  void whatWasNotMeasuredIsNeitherReachedNorMissed(
      double value, double limit, Goal.Verdict most, Goal.Verdict least) {
    assertThat(Goal.atMost("x", value, limit, "×").verdict()).isEqualTo(most);
    assertThat(Goal.atLeast("x", value, limit, "×").verdict()).isEqualTo(least);
  }

  @ParameterizedTest
  @CsvSource({"0.813, ×, × 0.81", "3, ms, 3 ms", "203.4, Ko, 203 Ko", "-1, ms, –"})
  void figuresAreReadAsAPersonWritesThem(double value, String unit, String text) {
    assertThat(Goal.atMost("x", value, 1, unit).measured(Locale.ROOT)).isEqualTo(text);
  }
}
