package ava.trial.soak;

import ava.simulator.scenario.Observation;
import java.util.List;

/// What all finished calls add up to. Safe for several threads.
final class SoakTotals {
  private final SoakChecks checks;
  private final Spans greetings = new Spans();
  private final Spans answers = new Spans();
  private final Spans cuts = new Spans();
  private final Problems problems = new Problems();
  private int calls;
  private int bad;
  private int interruptions;
  private long framesToModel;
  private long framesHeard;
  private long padding;
  private int turns;

  SoakTotals(SoakChecks checks) {
    this.checks = checks;
  }

  void add(Finished call) {
    var found = checks.problems(call);
    var timeline = call.report().timeline();
    timeline.greeting().ifPresent(time -> greetings.add(List.of(time)));
    answers.add(timeline.answers());
    cuts.add(timeline.interruptions());
    problems.add(call, found);
    synchronized (this) {
      calls++;
      interruptions += timeline.all(Observation.Cleared.class).size();
      turns += call.turns().size();
      framesToModel += call.sessions().stream().mapToLong(s -> s.next() - s.first()).sum();
      padding += call.sessions().stream().mapToLong(ModelSide::padding).sum();
      framesHeard += call.report().counts().audioPlayedMs() / 20;
      if (!found.isEmpty()) {
        bad++;
      }
    }
  }

  synchronized int calls() {
    return calls;
  }

  /// Calls of which something is wrong.
  synchronized int bad() {
    return bad;
  }

  List<String> problems() {
    return problems.all();
  }

  synchronized int interruptions() {
    return interruptions;
  }

  synchronized long framesToModel() {
    return framesToModel;
  }

  synchronized long framesHeard() {
    return framesHeard;
  }

  synchronized long padding() {
    return padding;
  }

  synchronized int turns() {
    return turns;
  }

  Spans greetings() {
    return greetings;
  }

  Spans answers() {
    return answers;
  }

  Spans cuts() {
    return cuts;
  }
}
