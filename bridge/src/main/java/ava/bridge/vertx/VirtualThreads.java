package ava.bridge.vertx;

import ava.shared.loop.Beside;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What blocks does so on a virtual thread of its own.
public final class VirtualThreads implements Beside {
  private final Set<Thread> running = ConcurrentHashMap.newKeySet();

  @Override
  public void run(Runnable blocking) {
    var thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                blocking.run();
              } finally {
                running.remove(Thread.currentThread());
              }
            });
    running.add(thread);
    thread.start();
  }

  /// Waits for what runs, so that nothing is closed under it.
  ///
  /// @param within for each of the tasks at the most
  public void finish(Duration within) {
    try {
      for (var thread : running) {
        thread.join(within);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
