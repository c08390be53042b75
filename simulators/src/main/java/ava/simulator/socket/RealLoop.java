package ava.simulator.socket;

import ava.shared.loop.Loop;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// One thread with real time, which runs everything of a simulator. Its time does not jump when the
/// machine's clock is set. [#now] and [#execute] are safe for several threads.
final class RealLoop implements Loop, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LEAST = Duration.ofMillis(1);

  private final Instant beginning = Instant.now();
  private final long began = System.nanoTime();
  private final Vertx vertx =
      Vertx.vertx(
          new VertxOptions()
              .setEventLoopPoolSize(1)
              .setWorkerPoolSize(1)
              .setInternalBlockingPoolSize(1));
  private final ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
  private final EventLoop timers = context.nettyEventLoop();
  private final Thread thread = ask(Thread::currentThread);

  Vertx vertx() {
    return vertx;
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
    var nanos = (delay.compareTo(LEAST) < 0 ? LEAST : delay).toNanos();
    var timer = timers.schedule(() -> context.emit(_ -> task.run()), nanos, TimeUnit.NANOSECONDS);
    return () -> timer.cancel(false);
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
