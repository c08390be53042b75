package ava.shared.table;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Several questions to the table at the same time, each on a virtual thread of its own.
public final class AllAtOnce {
  private AllAtOnce() {}

  /// Waits for all answers; safe for use by several threads.
  ///
  /// @return the answers in the order of the questions
  /// @throws RuntimeException of the first question that failed
  public static <T> List<T> ask(List<Supplier<T>> questions) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = questions.stream().<Callable<T>>map(question -> question::get).toList();
      var answers = new ArrayList<T>();
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
