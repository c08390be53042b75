package ava.simulator.socket;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.loop.Loop.Running;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RealLoopTest {
  private static final Duration SOON = Duration.ofMillis(20);

  private final RealLoop loop = new RealLoop();

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void timersOfOneMomentKeepTheirOrder() {
    var ran = new ArrayList<Integer>();
    var done = new CompletableFuture<List<Integer>>();

    loop.execute(() -> {
      IntStream.range(0, 500).forEach(n -> loop.after(SOON, () -> ran.add(n)));
      loop.after(SOON.multipliedBy(2), () -> done.complete(List.copyOf(ran)));
    });

    assertThat(done.join()).isSorted().hasSize(500);
  }

  @Test
  void cancelledTimerNeverRunsNotEvenInItsMoment() {
    var ran = new ArrayList<String>();
    var done = new CompletableFuture<List<String>>();

    loop.execute(() -> {
      var later = new ArrayList<Running>();
      loop.after(
          SOON,
          () -> {
            ran.add("first");
            later.forEach(Running::cancel);
          });
      later.add(loop.after(SOON, () -> ran.add("cancelled")));
      loop.after(SOON, () -> ran.add("last"));
      loop.after(SOON.multipliedBy(2), () -> done.complete(List.copyOf(ran)));
    });

    assertThat(done.join()).containsExactly("first", "last");
  }

  @Test
  void timersAreNeverEarly() {
    var waited = new CompletableFuture<Duration>();

    loop.execute(() -> {
      var begin = loop.now();
      loop.after(SOON, () -> waited.complete(Duration.between(begin, loop.now())));
    });

    assertThat(waited.join()).isGreaterThanOrEqualTo(SOON);
  }

  @Test
  void aTaskThatThrowsLeavesTheOthersAlone() {
    var ran = new CompletableFuture<Boolean>();

    loop.execute(() -> {
      loop.after(
          SOON,
          () -> {
            throw new IllegalStateException("on purpose");
          });
      loop.after(SOON, () -> ran.complete(true));
    });

    assertThat(ran.join()).isTrue();
  }
}
