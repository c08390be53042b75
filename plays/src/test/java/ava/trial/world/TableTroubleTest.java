package ava.trial.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Some calls for each trouble of the table, `-Dtable.calls=20` for more: what was said stands in
/// the table, or whole in the log, and each call that deserves one gets its mail.
@Execution(ExecutionMode.CONCURRENT)
class TableTroubleTest {
  private static final int CALLS = Integer.getInteger("table.calls", 5);

  @ParameterizedTest(name = "{0} for {1} s")
  @CsvSource({
    "TABLE_SLOW, 150",
    "TABLE_RESETS, 150",
    "TABLE_THROTTLES, 150",
    "TABLE_FAILS, 150",
    "TABLE_LOSES_ANSWERS, 150",
    "TABLE_DOWN, 20",
    "TABLE_DOWN, 150"
  })
  void noWordAndNoMailIsLost(Mischief trouble, long seconds) {
    var calls = 0;
    for (var seed = 1; calls < CALLS; seed++) {
      var whole = Playwright.plot(new Seed(seed));
      var some = Math.min(CALLS - calls, whole.callers().size());
      var plot = whole.ofCallers(whole.callers().subList(0, some));
      var fault =
          new Fault(
              trouble, Moment.NEVER, 1, 1, Duration.ofSeconds(3), Duration.ofSeconds(seconds), 1);

      var outcome = new Scene(plot.with(List.of(fault))).play();

      assertThat(outcome.violations()).as("seed " + seed).isEmpty();
      calls += outcome.tally().calls();
    }
  }
}
