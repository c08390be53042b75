package ava.trial.world;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Tells each call what the model takes in and says in it.
final class Overheard implements WorldScript.Listener {
  private final Map<Integer, CallFacts> facts;
  private final Fates fates;
  private final Consumer<Violation> violations;

  Overheard(Map<Integer, CallFacts> facts, Fates fates, Consumer<Violation> violations) {
    this.facts = facts;
    this.fates = fates;
    this.violations = violations;
  }

  private Optional<CallFacts> of(int call) {
    return Optional.ofNullable(facts.get(call));
  }

  @Override
  public void serves(int session, int call) {
    of(call).ifPresent(fact -> fact.servedBy(session));
  }

  @Override
  public void mixed(int call, int other) {
    violations.accept(new Violation("apart", call, "its session hears call " + other));
  }

  @Override
  public void callsTool(int call) {
    fates.moment(call, Moment.TOOL);
    of(call).ifPresent(CallFacts::toolCalled);
  }

  @Override
  public void toolAnswers(int call) {
    of(call).ifPresent(CallFacts::toolAnswered);
  }

  @Override
  public void takesBack(int call, Utterance answer, long heardMs) {
    of(call).ifPresent(fact -> fact.takenBack(answer, heardMs));
  }

  @Override
  public void wordsTakenBack(int call, Utterance answer, int heard) {
    of(call).ifPresent(fact -> fact.wordsTakenBack(answer, heard));
  }
}
