package ava.simulator.socket;

import ava.shared.loop.Loop;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// One thread with real time, which runs everything of a simulator. Its time does not jump when the
/// machine's clock is set. [#now] and [#execute] are safe for several threads.
final class RealLoop implements Loop, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long SLOT = Duration.ofMillis(1).toNanos();

  private final Instant beginning = Instant.now();
  private final long began = System.nanoTime();
  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(1)
              .setWorkerPoolSize(1)
              .setInternalBlockingPoolSize(1));
  private final ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
  private final EventLoop clock = context.nettyEventLoop();
  private final Map<Long, Slot> slots = new HashMap<>();
  private final Thread thread = ask(Thread::currentThread);

  Vertx vertx() {
    return vertx;
  }

  /// Serves HTTP on this machine alone, until the loop is closed.
  ///
  /// @param port 0 for a free one
  /// @return the port
  int serve(HttpServerOptions options, int port, Handler<HttpServerRequest> handler) {
    var server = vertx.createHttpServer(options.setTcpNoDelay(true)).requestHandler(handler);
    return await(server.listen(port, "127.0.0.1")).actualPort();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return beginning.plusNanos(System.nanoTime() - began);
  }

  @Override
  public void execute(Runnable task) {
    context.runOnContext(_ -> task.run());
  }

  @Override
  public Running after(Duration delay, Runnable task) {
    var elapsed = System.nanoTime() - began;
    var due = Math.ceilDiv(elapsed + Math.max(SLOT, delay.toNanos()), SLOT);
    return slots.computeIfAbsent(due, place -> new Slot(place, elapsed)).add(task);
  }

  /// The timers of one millisecond, in their order: to wake for each of many calls costs more than
  /// what it does.
  private final class Slot {
    private final long place;
    private final Set<Timer> timers = new LinkedHashSet<>();
    private final ScheduledFuture<?> wake;

    private final class Timer implements Running {
      private final Runnable task;

      private Timer(Runnable task) {
        this.task = task;
      }

      private void fire() {
        if (timers.remove(this)) {
          context.emit(_ -> task.run());
        }
      }

      @Override
      public void cancel() {
        if (timers.remove(this) && timers.isEmpty() && slots.remove(place, Slot.this)) {
          wake.cancel(false);
        }
      }
    }

    private Slot(long place, long elapsed) {
      this.place = place;
      this.wake = clock.schedule(this::fire, place * SLOT - elapsed, TimeUnit.NANOSECONDS);
    }

    private Timer add(Runnable task) {
      var timer = new Timer(task);
      timers.add(timer);
      return timer;
    }

    private void fire() {
      slots.remove(place);
      List.copyOf(timers).forEach(Timer::fire);
    }
  }

  /// Asks something on the loop and waits for the answer.
  <T> T ask(Supplier<T> question) {
    var answer = new CompletableFuture<T>();
    execute(() -> {
      try {
        answer.complete(question.get());
      } catch (RuntimeException | Error e) {
        answer.completeExceptionally(e);
      }
    });
    return await(answer);
  }

  static <T> T await(Future<T> future) {
    return await(future.toCompletionStage().toCompletableFuture());
  }

  private static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  /// Closes all sockets; no thread is left behind.
  @Override
  public void close() {
    await(vertx.close());
    try {
      if (!thread.join(PATIENCE)) {
        throw new IllegalStateException("the event loop does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
