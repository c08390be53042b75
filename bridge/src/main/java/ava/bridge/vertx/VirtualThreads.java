package ava.bridge.vertx;

import ava.shared.loop.Beside;
import java.time.Duration;

/// What blocks does so on a virtual thread of its own. Nobody interrupts them.
public final class VirtualThreads implements Beside {
  @Override
  public void run(Runnable blocking) {
    Thread.startVirtualThread(blocking);
  }

  @Override
  public void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
