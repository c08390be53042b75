package ava.dashboard;

import ava.shared.call.FiledCall;
import ava.shared.call.Timestamps;
import ava.shared.table.CallLists;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Many days with their calls, all read at once.
final class Days {
  private static final int PAGE = 500;

  private Days() {}

  /// @param calls latest first
  record Day(LocalDate day, List<FiledCall> calls) {}

  /// So many days up to today in Paris, the latest last.
  static List<Day> latest(Desk desk, int count) {
    var today = desk.clock().instant().atZone(Timestamps.PARIS).toLocalDate();
    return read(desk, IntStream.rangeClosed(1 - count, 0).mapToObj(today::plusDays).toList());
  }

  private static List<Day> read(Desk desk, List<LocalDate> days) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asked = days.stream().<Callable<Day>>map(day -> () -> read(desk.lists(), day)).toList();
      var read = new ArrayList<Day>();
      for (var answer : threads.invokeAll(asked)) {
        read.add(answer.get());
      }
      return read;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading days", e);
    }
  }

  private static Day read(CallLists lists, LocalDate day) {
    var calls = new ArrayList<FiledCall>();
    var after = Optional.<String>empty();
    do {
      var page = lists.onDay(day, PAGE, after);
      calls.addAll(page.calls());
      after = page.next();
    } while (after.isPresent());
    return new Day(day, calls);
  }
}
