package ava.trial.chaos;

import ava.embedded.EmbeddedSes.Mail;
import ava.simulator.scenario.Observation;
import ava.trial.soak.Finished;
import ava.trial.soak.Problems;
import ava.trial.soak.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What all finished calls add up to. Safe for several threads.
final class ChaosTotals {
  private final ChaosChecks checks;
  private final Supplier<List<Mail>> mails;
  private final Spans lineSilences = new Spans();
  private final Spans voiceSilences = new Spans();
  private final Problems problems = new Problems();
  private int calls;
  private int resumes;
  private int resumed;
  private int lost;
  private int turns;

  ChaosTotals(ChaosChecks checks, Supplier<List<Mail>> mails) {
    this.checks = checks;
    this.mails = mails;
  }

  void add(Finished call) {
    var verdict = checks.of(call, mails.get());
    var seen = call.report().timeline().observations();
    lineSilences.add(after(seen, Observation.StreamStarted.class));
    voiceSilences.add(after(seen, Observation.AvaStarts.class));
    problems.add(call, verdict.problems());
    synchronized (this) {
      calls++;
      resumes += verdict.resumes();
      resumed += verdict.resumes() > 0 ? 1 : 0;
      lost += verdict.lost();
      turns += call.turns().size();
    }
  }

  /// From the end of each stream that the caller did not end to what comes next.
  private static List<Duration> after(
      List<Observation.OnLine> seen, Class<? extends Observation.OnLine> next) {
    var spans = new ArrayList<Duration>();
    var ended = Optional.<Duration>empty();
    for (var one : seen) {
      if (one instanceof Observation.StreamEnded(var at, var reason)
          && !reason.startsWith("CALLER")) {
        ended = ended.or(() -> Optional.of(at));
      } else if (next.isInstance(one)) {
        ended.ifPresent(at -> spans.add(one.at().minus(at)));
        ended = Optional.empty();
      }
    }
    return spans;
  }

  synchronized int calls() {
    return calls;
  }

  synchronized int resumes() {
    return resumes;
  }

  /// Calls that were taken up again at least once.
  synchronized int resumed() {
    return resumed;
  }

  synchronized int lost() {
    return lost;
  }

  synchronized int turns() {
    return turns;
  }

  List<String> problems() {
    return problems.all();
  }

  /// Until the caller's line is back on a bridge.
  Spans lineSilences() {
    return lineSilences;
  }

  /// Until the caller hears Ava again.
  Spans voiceSilences() {
    return voiceSilences;
  }
}
