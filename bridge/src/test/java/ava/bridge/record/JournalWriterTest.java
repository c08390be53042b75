package ava.bridge.record;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.SteppedLoop;
import ava.shared.call.CallSid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JournalWriterTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:41:12Z");
  private static final CallSid CALL = new CallSid("CA00000000000000000000000000000001");

  private final SteppedLoop loop = new SteppedLoop(NOW);
  private final List<String> done = new ArrayList<>();

  @Test
  void tasksFollowOneAnotherAlsoThoseThatATaskAdds() {
    var writer = writer(Duration.ofMillis(5));

    writer.queue(() ->
        writer.patiently(
            "first",
            () -> done.add("first"),
            _ -> {
              writer.queue(() -> done.add("fourth"));
              writer.patiently("second", () -> done.add("second"), _ -> done.add("end of it"));
            }));
    writer.queue(() -> done.add("third"));
    loop.finish();

    assertThat(done).containsExactly("first", "second", "end of it", "third", "fourth");
  }

  @Test
  void triesArePausesApartAndTheLastOneIsTold() {
    var tries = new ArrayList<Duration>();

    writer(Duration.ZERO)
        .patiently(
            "turn",
            () -> {
              tries.add(Duration.between(NOW, loop.now()));
              throw new IllegalStateException("table is away");
            },
            written -> done.add("written: " + written));
    loop.finish();

    assertThat(tries)
        .containsExactly(Duration.ZERO, Duration.ofMillis(200), Duration.ofMillis(1_200));
    assertThat(done).containsExactly("written: false");
  }

  @Test
  void oneTryIsOne() {
    writer(Duration.ZERO)
        .once(
            "turn",
            () -> {
              done.add("tried");
              throw new IllegalStateException("table is away");
            },
            written -> done.add("written: " + written));
    loop.finish();

    assertThat(done).containsExactly("tried", "written: false");
  }

  @Test
  void faultOfOursKeepsNothingFromBeingWritten() {
    try (var log = new LogRecorder(DynamoJournal.class)) {
      var writer = writer(Duration.ZERO);

      writer.queue(() -> {
        throw new IllegalStateException("at the beginning");
      });
      writer.queue(() ->
          writer.once(
              "turn",
              () -> {},
              _ -> {
                throw new IllegalStateException("at the end");
              }));
      writer.queue(() -> done.add("written"));
      loop.finish();

      assertThat(done).containsExactly("written");
      assertThat(log.errors()).hasSize(2).allMatch(line -> line.contains(CALL.value()));
    }
  }

  @Test
  void manyTasksThatTryNothingAreNoDepth() {
    var writer = writer(Duration.ofMillis(1));
    writer.queue(() -> writer.once("turn", () -> {}, _ -> {}));

    IntStream.range(0, 100_000).forEach(n -> writer.queue(() -> done.add("task " + n)));
    loop.finish();

    assertThat(done).hasSize(100_000);
  }

  private JournalWriter writer(Duration each) {
    var pauses = List.of(Duration.ofMillis(200), Duration.ofSeconds(1));
    return new JournalWriter(CALL, loop, loop.beside(each), pauses);
  }
}
