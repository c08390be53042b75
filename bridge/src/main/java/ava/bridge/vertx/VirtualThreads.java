package ava.bridge.vertx;

import ava.shared.loop.Beside;

/// What blocks does so on a virtual thread of its own.
public final class VirtualThreads implements Beside {
  @Override
  public void run(Runnable blocking) {
    Thread.startVirtualThread(blocking);
  }
}
