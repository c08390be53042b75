package ava.shared.loop;

/// The one door for what blocks: tables, queues, other people's services. Safe for use by several
/// threads.
@FunctionalInterface
public interface Beside {
  /// Runs a task that may block somewhere else than on the loop. What it throws is a fault of ours:
  /// it is for the task to catch what it expects.
  void run(Runnable blocking);
}
