package ava.shared.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Several questions to the table at the same time, each on a virtual thread of its own.
public final class AllAtOnce {
  private AllAtOnce() {}

  /// Asks the same of each and waits for all answers; safe for use by several threads.
  ///
  /// @return the answers in the order of what was asked about
  /// @throws RuntimeException of the first question that failed
  public static <A, B> List<B> each(Collection<A> all, Function<A, B> question) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = all.stream().<Callable<B>>map(one -> () -> question.apply(one)).toList();
      var answers = new ArrayList<B>();
      for (var answer : threads.invokeAll(asked)) {
        answers.add(answer.get());
      }
      return List.copyOf(answers);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the table", e);
    }
  }
}
