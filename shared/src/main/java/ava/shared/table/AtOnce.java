package ava.shared.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Asks for several things at the same time, each on a thread of its own, and waits for all.
public final class AtOnce {
  private AtOnce() {}

  /// The answers, in the order of what was asked.
  ///
  /// @throws RuntimeException what the first of the answers threw
  public static <A, B> List<B> each(Collection<A> asked, Function<A, B> answer) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tasks = asked.stream().<Callable<B>>map(one -> () -> answer.apply(one)).toList();
      var answers = new ArrayList<B>();
      for (var done : threads.invokeAll(tasks)) {
        answers.add(done.get());
      }
      return answers;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for answers", e);
    }
  }
}
