package ava.bridge.vertx;

import ava.shared.loop.Beside;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What blocks does so on a virtual thread of its own.
public final class VirtualThreads implements Beside {
  private static final Logger LOG = LoggerFactory.getLogger(VirtualThreads.class);

  private final Phaser running = new Phaser(1);

  @Override
  public void run(Runnable blocking) {
    running.register();
    Thread.startVirtualThread(() -> {
      try {
        blocking.run();
      } finally {
        running.arriveAndDeregister();
      }
    });
  }

  /// Waits until nothing runs, or the patience is over.
  public void await(Duration patience) {
    try {
      running.awaitAdvanceInterruptibly(
          running.arrive(), patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.atWarn().setCause(e).log("something waits for others all the same");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
