package ava.dashboard;

import ava.shared.call.FiledCall;
import ava.shared.call.PhoneNumber;
import ava.shared.call.Timestamps;
import ava.shared.table.AllAtOnce;
import ava.shared.table.CallLists;
import ava.shared.table.Retention;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    var days = IntStream.rangeClosed(1 - count, 0).mapToObj(today::plusDays).toList();
    return AllAtOnce.each(days, day -> read(desk.lists(), day));
  }

  /// All calls from a number that are kept, latest first. Looked for day by day: those that were
  /// written before there was an index of callers are in none, and no right ends there.
  static List<FiledCall> from(Desk desk, PhoneNumber number) {
    return latest(desk, Retention.MOST_DAYS + 1).reversed().stream()
        .flatMap(day -> day.calls().stream())
        .filter(call -> call.call().from().equals(number))
        .toList();
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
