package ava.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls that arrive by chance, in ever greater numbers, at tasks that autoscaling adds: whether
/// the template's rule (the average of calls a task, each minute, three in a row above the target)
/// adds them early enough. A stream that a full task refuses is offered again twice, as Twilio asks
/// `/after-stream`; then the caller gets the voicemail.
class ArrivalsTest {
  private static final int LENGTH_S = 120;
  private static final int START_S = 90;
  private static final int TRIES = 3;

  /// @param most how many calls a task takes
  /// @param target how many autoscaling aims at
  private record Rule(int most, int target, int tasks) {}

  private record Outcome(int calls, int refused, int tasks) {}

  @ParameterizedTest(name = "{0} → {1} calls at once in {2} min: {3} and {4} a task")
  @CsvSource({
    "4, 10, 10, 25, 12, 1, 0.001",
    "10, 100, 30, 25, 12, 2, 0.01",
    "100, 1000, 60, 25, 12, 10, 0.01",
    "100, 1000, 60, 50, 25, 5, 0.01",
    "100, 1000, 60, 100, 50, 3, 0.01"
  })
  void aSteadyRiseIsCarried(
      int from, int to, int minutes, int most, int target, int tasks, double refused) {
    var outcome = play(from, to, minutes, new Rule(most, target, tasks));

    System.out.printf(
        "%d → %d in %d min, %d/%d a task: %d calls, %d refused, %d tasks%n",
        from, to, minutes, target, most, outcome.calls(), outcome.refused(), outcome.tasks());
    assertThat(outcome.refused()).isLessThanOrEqualTo((int) (refused * outcome.calls()));
  }

  private static Outcome play(int from, int to, int minutes, Rule rule) {
    var random = new Random(7);
    var ends = new ArrayList<List<Integer>>();
    var readyAt = new ArrayList<Integer>();
    for (var n = 0; n < rule.tasks(); n++) {
      ends.add(new ArrayList<>());
      readyAt.add(0);
    }
    var calls = 0;
    var refused = 0;
    var above = 0;
    var end = (minutes + 20) * 60;
    for (var now = 0; now < end; now++) {
      var at = now;
      ends.forEach(task -> task.removeIf(over -> over <= at));
      var rise = Math.min(1.0, now / (60.0 * minutes));
      var arriving = poisson(random, (from + (to - from) * rise) / LENGTH_S);
      for (var n = 0; n < arriving; n++) {
        calls++;
        refused += taken(random, ends, readyAt, now, rule) ? 0 : 1;
      }
      if (now % 60 == 59) {
        var ready = (int) readyAt.stream().filter(ready0 -> ready0 <= at).count();
        var active = ends.stream().mapToInt(List::size).sum();
        above = active > rule.target() * ready ? above + 1 : 0;
        if (above >= 3 && ready == ends.size()) {
          var wanted = (active + rule.target() - 1) / rule.target();
          while (ends.size() < wanted) {
            ends.add(new ArrayList<>());
            readyAt.add(now + START_S);
          }
        }
      }
    }
    return new Outcome(calls, refused, ends.size());
  }

  private static boolean taken(
      Random random, List<List<Integer>> ends, List<Integer> readyAt, int now, Rule rule) {
    for (var tries = 0; tries < TRIES; tries++) {
      var task = random.nextInt(ends.size());
      while (readyAt.get(task) > now) {
        task = random.nextInt(ends.size());
      }
      if (ends.get(task).size() < rule.most()) {
        ends.get(task).add(now + (int) (-Math.log(1 - random.nextDouble()) * LENGTH_S));
        return true;
      }
    }
    return false;
  }

  private static int poisson(Random random, double mean) {
    var limit = Math.exp(-mean);
    var count = 0;
    for (var product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
