package ava.bridge.vertx;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// How threads outside an event loop deal with it. Safe for use by several threads.
public final class Contexts {
  private Contexts() {}

  /// Begins something on a context.
  public static <T> Future<T> on(Context context, Supplier<Future<T>> action) {
    var promise = Promise.<T>promise();
    context.runOnContext(_ -> action.get().onComplete(promise));
    return promise.future();
  }

  /// Waits; not on an event loop.
  ///
  /// @throws IllegalStateException when it fails or does not come in time
  public static <T> T await(Future<T> future, Duration patience) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("bridge does not start or stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
