package ava.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.loop.Loop;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoopLagTest {
  private static final Duration LATE = LoopLag.MOST.plusMillis(1);

  private final LateLoop loop = new LateLoop();
  private final LoopLag lag = new LoopLag(loop);

  @Test
  void aLoopThatIsLateForASecondTakesNoMore() {
    lag.watch();
    for (var beat = 1; beat < LoopLag.BEATS; beat++) {
      loop.beat(LATE);
      assertThat(lag.isTooMuch()).isFalse();
    }
    loop.beat(LATE);

    assertThat(lag.isTooMuch()).isTrue();
  }

  @Test
  void aSinglePauseSaysNothing() {
    lag.watch();
    for (var beat = 0; beat < 2 * LoopLag.BEATS; beat++) {
      loop.beat(Duration.ofSeconds(3));
      loop.beat(LoopLag.MOST);
    }

    assertThat(lag.isTooMuch()).isFalse();
  }

  @Test
  void oneThatIsInTimeAgainTakesMore() {
    lag.watch();
    for (var beat = 0; beat < LoopLag.BEATS; beat++) {
      loop.beat(LATE);
    }
    loop.beat(Duration.ZERO);

    assertThat(lag.isTooMuch()).isFalse();
  }

  @Test
  void nothingIsLeftOfItOnceItIsClosed() {
    lag.watch();
    loop.beat(Duration.ZERO);
    lag.close();

    assertThat(loop.waiting).isEmpty();
  }

  /// A loop with one timer, which fires as late as it is told.
  private static final class LateLoop implements Loop {
    private Instant now = Instant.parse("2026-11-25T10:00:00Z");
    private Duration delay = Duration.ZERO;
    private Optional<Runnable> waiting = Optional.empty();

    void beat(Duration late) {
      now = now.plus(delay).plus(late);
      var task = waiting.orElseThrow();
      waiting = Optional.empty();
      task.run();
    }

    @Override
    public long nanos() {
      return ChronoUnit.NANOS.between(Instant.EPOCH, now);
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public Running after(Duration after, Runnable task) {
      delay = after;
      waiting = Optional.of(task);
      return () -> waiting = Optional.empty();
    }
  }
}
