package ava.trial.soak;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// What is wrong with finished calls, each with the call it belongs to; no more than a person
/// reads. Safe for several threads.
public final class Problems {
  private static final int MOST = 40;

  private final List<String> problems = new ArrayList<>();

  public synchronized void add(Finished call, Collection<String> found) {
    found.stream()
        .limit(MOST - problems.size())
        .map(what ->
            "appel %s (%s) : %s".formatted(call.caller().number(), call.report().callSid(), what))
        .forEach(problems::add);
  }

  public synchronized List<String> all() {
    return List.copyOf(problems);
  }
}
