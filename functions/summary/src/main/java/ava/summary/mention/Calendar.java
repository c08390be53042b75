package ava.summary.mention;

import static java.time.temporal.TemporalAdjusters.lastDayOfMonth;
import static java.time.temporal.TemporalAdjusters.previous;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import ava.summary.mention.Mention.Span;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The days that words can mean on the day of a call.
final class Calendar {
  private static final Pattern WRITTEN =
      Pattern.compile("([0-9]{1,2})([/.-])([0-9]{1,2})(?:\\2([0-9]{4}|[0-9]{2}))?");
  private static final Pattern ISO = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");

  static final Map<String, DayOfWeek> WEEKDAYS =
      Map.of(
          "lundi", DayOfWeek.MONDAY,
          "mardi", DayOfWeek.TUESDAY,
          "mercredi", DayOfWeek.WEDNESDAY,
          "jeudi", DayOfWeek.THURSDAY,
          "vendredi", DayOfWeek.FRIDAY,
          "samedi", DayOfWeek.SATURDAY,
          "dimanche", DayOfWeek.SUNDAY);
  static final Map<String, Integer> MONTHS =
      Map.ofEntries(
          Map.entry("janvier", 1),
          Map.entry("fevrier", 2),
          Map.entry("mars", 3),
          Map.entry("avril", 4),
          Map.entry("mai", 5),
          Map.entry("juin", 6),
          Map.entry("juillet", 7),
          Map.entry("aout", 8),
          Map.entry("septembre", 9),
          Map.entry("octobre", 10),
          Map.entry("novembre", 11),
          Map.entry("decembre", 12));

  private final LocalDate today;

  /// @param yearSaid whether the words named a year, or cannot have one
  record Dates(Set<Span> all, boolean yearSaid) {
    static Dates of(Stream<LocalDate> days) {
      var all = new LinkedHashSet<Span>();
      days.map(Span::of).forEach(all::add);
      return new Dates(all, true);
    }

    Optional<MonthDay> dayOfYear() {
      return all.stream().findFirst().map(span -> MonthDay.from(span.from()));
    }
  }

  Calendar(LocalDate today) {
    this.today = today;
  }

  Dates in(int days) {
    return Dates.of(Stream.of(today.plusDays(days)));
  }

  /// « dans huit jours » is a week, « dans quinze jours » two.
  Optional<Dates> counted(int count, String unit) {
    return switch (unit) {
      case "jour", "jours" ->
          Optional.of(
              Dates.of(
                  Math.abs(count) == 8 || Math.abs(count) == 15
                      ? Stream.of(
                          today.plusDays(count), today.plusDays(count - count / Math.abs(count)))
                      : Stream.of(today.plusDays(count))));
      case "semaine", "semaines" -> Optional.of(Dates.of(Stream.of(today.plusWeeks(count))));
      case "mois" -> Optional.of(Dates.of(Stream.of(today.plusMonths(count))));
      default -> Optional.empty();
    };
  }

  /// « mardi »: the coming one, the past one, or today.
  Dates around(DayOfWeek weekday) {
    var days =
        Stream.of(today.with(TemporalAdjusters.next(weekday)), today.with(previous(weekday)));
    return Dates.of(today.getDayOfWeek() == weekday ? Stream.concat(Stream.of(today), days) : days);
  }

  /// The coming one; while that is still in this week, many mean the one behind it.
  Dates next(DayOfWeek weekday) {
    var coming = today.with(TemporalAdjusters.next(weekday));
    var sameWeek = monday().plusWeeks(1).isAfter(coming);
    return Dates.of(sameWeek ? Stream.of(coming, coming.plusWeeks(1)) : Stream.of(coming));
  }

  Dates last(DayOfWeek weekday) {
    var past = today.with(previous(weekday));
    return Dates.of(
        past.isBefore(monday()) ? Stream.of(past) : Stream.of(past, past.minusWeeks(1)));
  }

  Dates weeksAfter(DayOfWeek weekday, int weeks) {
    return Dates.of(Stream.of(today.with(TemporalAdjusters.next(weekday)).plusWeeks(weeks)));
  }

  Dates nextWeek(DayOfWeek weekday) {
    return Dates.of(Stream.of(monday().plusWeeks(1).with(TemporalAdjusters.nextOrSame(weekday))));
  }

  Dates week(int offset) {
    var monday = monday().plusWeeks(offset);
    return new Dates(Set.of(new Span(monday, monday.plusDays(6))), true);
  }

  Dates weekend(int offset) {
    var saturday = monday().plusDays(5);
    var spans = new LinkedHashSet<Span>();
    spans.add(new Span(saturday.plusWeeks(offset), saturday.plusWeeks(offset).plusDays(1)));
    if (offset > 0) {
      spans.add(new Span(saturday, saturday.plusDays(1)));
    }
    return new Dates(spans, true);
  }

  Dates month(int offset) {
    var first = today.withDayOfMonth(1).plusMonths(offset);
    return new Dates(Set.of(new Span(first, first.with(lastDayOfMonth()))), true);
  }

  /// All days near the call that fit what was said; near the years that were said, if any.
  Dates dates(
      Optional<DayOfWeek> weekday,
      int dayOfMonth,
      Optional<Integer> month,
      Optional<Set<Integer>> years) {
    var months =
        month
            .map(m ->
                years
                    .map(Set::stream)
                    .orElseGet(() ->
                        IntStream.rangeClosed(today.getYear() - 1, today.getYear() + 1).boxed())
                    .map(year -> LocalDate.of(year, m, 1)))
            .orElseGet(
                () -> IntStream.rangeClosed(-1, 2).mapToObj(today.withDayOfMonth(1)::plusMonths));
    var days =
        months
            .filter(first -> dayOfMonth <= first.lengthOfMonth())
            .map(first -> first.withDayOfMonth(dayOfMonth))
            .filter(day -> weekday.isEmpty() || weekday.get() == day.getDayOfWeek());
    return new Dates(Dates.of(days).all(), years.isPresent());
  }

  /// A date in digits.
  Optional<Dates> written(String digits) {
    try {
      var iso = ISO.matcher(digits);
      if (iso.matches()) {
        return Optional.of(Dates.of(Stream.of(LocalDate.parse(digits))));
      }
      var found = WRITTEN.matcher(digits);
      var year = found.matches() ? Optional.ofNullable(found.group(4)) : Optional.<String>empty();
      if (!found.matches()
          || (year.isEmpty() && !found.group(2).equals("/"))
          || digits.equals("7/7")) {
        return Optional.empty();
      }
      var month = Integer.parseInt(found.group(3));
      var years = year.map(y -> y.length() == 4 ? Integer.parseInt(y) : 2000 + Integer.parseInt(y));
      return month < 1 || month > 12
          ? Optional.empty()
          : Optional.of(
              dates(
                  Optional.empty(),
                  Math.max(1, Integer.parseInt(found.group(1))),
                  Optional.of(month),
                  years.map(Set::of)));
    } catch (DateTimeException e) {
      // no such day
      return Optional.empty();
    }
  }

  /// « début », « mi- » or « fin » of a month, else all of it.
  static Span within(String which, LocalDate first) {
    return switch (which) {
      case "debut" -> new Span(first, first.withDayOfMonth(10));
      case "mi" -> new Span(first.withDayOfMonth(10), first.withDayOfMonth(20));
      case "fin" -> new Span(first.withDayOfMonth(20), first.with(lastDayOfMonth()));
      default -> new Span(first, first.with(lastDayOfMonth()));
    };
  }

  private LocalDate monday() {
    return today.with(previousOrSame(DayOfWeek.MONDAY));
  }
}
