package ava.shared.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final SetLoop loop = new SetLoop();

  @Test
  void clockThatIsSetMovesNothingThatIsReckonedWithASteadyOne() {
    var steady = loop.steadyClock();
    loop.pass(Duration.ofSeconds(3));
    loop.set(Duration.ofHours(-1));
    loop.pass(Duration.ofSeconds(4));

    assertThat(loop.clock().instant()).isEqualTo(NOON.plusSeconds(7).minusSeconds(3_600));
    assertThat(steady.instant()).isEqualTo(NOON.plusSeconds(7));
  }

  @Test
  void steadyClockBeginsWithTheMachinesTime() {
    loop.set(Duration.ofMinutes(1));

    assertThat(loop.steadyClock().instant()).isEqualTo(NOON.plusSeconds(60));
  }

  /// Time that goes on, and a clock that somebody sets.
  private static final class SetLoop implements Loop {
    private Duration passed = Duration.ZERO;
    private Duration off = Duration.ZERO;

    void pass(Duration time) {
      passed = passed.plus(time);
    }

    void set(Duration by) {
      off = off.plus(by);
    }

    @Override
    public Instant now() {
      return NOON.plus(passed).plus(off);
    }

    @Override
    public long nanos() {
      return passed.toNanos();
    }

    @Override
    public void execute(Runnable task) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Running after(Duration delay, Runnable task) {
      throw new UnsupportedOperationException();
    }
  }
}
