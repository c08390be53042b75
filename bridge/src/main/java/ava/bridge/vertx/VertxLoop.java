package ava.bridge.vertx;

import ava.shared.loop.Loop;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A context of Vert.x, with the machine's clock. What comes when Vert.x is closed, from a thread
/// that was waiting for a table, is too late for anybody: it is told and dropped.
public final class VertxLoop implements Loop {
  private static final Logger LOG = LoggerFactory.getLogger(VertxLoop.class);

  private static final int ALMOST_A_MILLISECOND = 999_999;

  private final Context context;

  public VertxLoop(Context context) {
    this.context = context;
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void execute(Runnable task) {
    try {
      context.runOnContext(_ -> task.run());
    } catch (RejectedExecutionException e) {
      LOG.atWarn().addKeyValue("why", e.getMessage()).log("task behind the end of the loop");
    }
  }

  /// Vert.x counts whole milliseconds, of which it wants one at the least.
  @Override
  public Running after(Duration delay, Runnable task) {
    var vertx = context.owner();
    var ms = Math.max(1, delay.plusNanos(ALMOST_A_MILLISECOND).toMillis());
    var timer = vertx.setTimer(ms, _ -> task.run());
    return () -> vertx.cancelTimer(timer);
  }
}
