package ava.trial.soak;

import ava.simulator.model.Script;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/// A model that understands stamps. Safe for several threads.
public final class StampedScript implements Script {
  private final List<ModelSide> sessions = new CopyOnWriteArrayList<>();
  private final Sentences sentences = new Sentences();
  private final Random random;

  public StampedScript(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public synchronized Player player() {
    var session = new ModelSide(sessions.size() + 1, new Random(random.nextLong()), sentences);
    sessions.add(session);
    return session;
  }

  /// The sessions that heard a call, in the order in which they heard it: those that were kept warm
  /// are older than they look.
  public List<ModelSide> sessionsOf(int call) {
    return sessions.stream()
        .filter(session -> session.call() == call)
        .sorted(Comparator.comparingInt(ModelSide::first))
        .toList();
  }

  public Sentences sentences() {
    return sentences;
  }
}
