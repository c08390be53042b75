package ava.shared.table;

import static org.assertj.core.api.Assertions.assertThat;

import ava.embedded.table.TableFault;
import ava.shared.call.EndReason;
import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.shared.call.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Several write at once, or one twice because he was not answered.
class CallRacesTest extends CallsInATable {
  @Test
  void raceForTheEndHasOneWinner() {
    var call = newCall();
    var reasons = List.of(EndReason.values());

    together(
        20,
        i -> {
          calls.ended(call, RING.plusSeconds(i), reasons.get(i % 10));
          return true;
        });

    var found = calls.find(call).orElseThrow();
    var winner = (int) (found.endedAt().orElseThrow().getEpochSecond() - RING.getEpochSecond());
    assertThat(found.endReason()).contains(reasons.get(winner % 10));
  }

  @Test
  void raceForATokenHasOneWinner() {
    var call = newCall();

    var claimed = together(20, i -> calls.claim(call, "1800000060.9042", "bridge " + i));

    assertThat(claimed).containsOnlyOnce(true);
  }

  @Test
  void raceForATurnHasOneWinner() {
    var call = newCall();

    var written = together(20, i -> calls.append(call, turn(1, "essai " + i)));

    assertThat(written).containsOnlyOnce(true);
    assertThat(calls.turns(call)).containsExactly(turn(1, "essai " + written.indexOf(true)));
  }

  @Test
  void concurrentResumesAreAllCounted() {
    var call = newCall();

    var counts = together(20, i -> resumed(call, RING.plusSeconds(i)).size());

    assertThat(counts)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
  }

  @Test
  void usageIsCountedOnceThoughTheAnswerIsLost() {
    var call = newCall();
    var response = new Usage(10, 200, 5, 100, 20, 300, 0.0125);
    dynamoDb.faults().next(2, "UpdateItem", TableFault.answerLost());

    calls.used(call, response, "stream", 1);
    calls.used(call, response, "stream", 1);

    assertThat(calls.find(call).orElseThrow().usage()).isEqualTo(response);
  }

  @Test
  void aTurnWhoseAnswerIsLostIsThereOnce() {
    var call = newCall();
    var turn = new Turn(1, Speaker.CALLER, "Bonjour", RING, RING.plusSeconds(2), false);
    dynamoDb.faults().next(1, "PutItem", TableFault.answerLost());

    calls.append(call, turn);

    assertThat(calls.turns(call)).containsExactly(turn);
  }

  @Test
  void aResumeWhoseAnswerIsLostIsCountedOnce() {
    var call = newCall();
    dynamoDb.faults().next(1, "UpdateItem", TableFault.answerLost());

    assertThat(resumed(call, RING.plusSeconds(9))).containsExactly(RING.plusSeconds(9));
  }

  private interface Numbered<T> {
    T run(int i);
  }

  private static <T> List<T> together(int times, Numbered<T> task) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = IntStream.range(0, times).<Callable<T>>mapToObj(i -> () -> task.run(i)).toList();
      var results = new ArrayList<T>();
      for (var future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("the race was not run", e);
    }
  }
}
