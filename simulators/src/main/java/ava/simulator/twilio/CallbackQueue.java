package ava.simulator.twilio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Makes a call's status callbacks beside the call, in order, unless they shall be late, doubled,
/// reordered or lost. For the call's own thread.
final class CallbackQueue {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
  private final List<Runnable> held = new ArrayList<>();
  private final LineFaults faults;

  CallbackQueue(LineFaults faults) {
    this.faults = faults;
  }

  /// A status callback: nobody waits for its answer, and it may go wrong.
  void status(Runnable callback) {
    if (faults.has(LineFault.LostCallbacks.class)) {
      return;
    }
    if (faults.has(LineFault.ReorderedCallbacks.class)) {
      held.addFirst(callback);
    } else {
      send(callback);
    }
  }

  /// A request that Twilio makes whatever happens to status callbacks.
  void always(Runnable request) {
    sender.execute(request);
  }

  private void send(Runnable callback) {
    var late = faults.find(LineFault.LateCallbacks.class).map(LineFault.LateCallbacks::by);
    var times = faults.has(LineFault.DoubledCallbacks.class) ? 2 : 1;
    sender.execute(() -> {
      late.ifPresent(by -> LockSupport.parkNanos(by.toNanos()));
      for (var time = 0; time < times; time++) {
        callback.run();
      }
    });
  }

  /// Sends what is held back and waits for the last answer.
  void finish() {
    held.forEach(this::send);
    sender.shutdown();
    try {
      if (!sender.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        sender.shutdownNow();
      }
    } catch (InterruptedException e) {
      sender.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
