package ava.summary.mention;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Something a text states that can be true or false, by what it means.
sealed interface Mention {
  /// @param digits as they were written or said, `+` included
  record Telephone(String digits) implements Mention {}

  /// The last digits of a telephone number.
  record Ending(String digits) implements Mention {}

  /// Numbers in a row: a door's code, a postal code.
  record Code(String digits) implements Mention {}

  /// @param spans the days it may mean; none when there is no such day
  /// @param everyYear the day of the year, when no year was said
  record Day(Set<Span> spans, Optional<MonthDay> everyYear, Optional<PartOfDay> part, Bound bound)
      implements Mention {}

  /// @param times the times it may mean: « deux heures » may be at night or after noon
  record Hour(Set<LocalTime> times, Bound bound) implements Mention {}

  record DayPart(PartOfDay part) implements Mention {}

  record Sum(BigDecimal euros) implements Mention {}

  record Quantity(BigDecimal value, Unit unit) implements Mention {}

  /// A number of something, or a number alone.
  record Count(BigDecimal value) implements Mention {}

  record Floor(int level) implements Mention {}

  record Rank(int place) implements Mention {}

  /// @param years the years it may mean: « en trente-quatre »
  record Year(Set<Integer> years) implements Mention {}

  /// @param number `12` or `12 bis`
  /// @param kind `rue`, `avenue`, …
  /// @param name its words that tell it from others
  record Street(Optional<String> number, String kind, List<String> name) implements Mention {}

  /// A person, a company or a place: whatever is written with a capital.
  ///
  /// @param title `m`, `mme`, `dr`, …, when one stands before the name
  /// @param loose whether it need not name somebody: it stands in the name of a street, or first in
  ///   a sentence before a name
  record Name(Optional<String> title, String word, boolean loose) implements Mention {}

  /// @param longer what it may be when words before it belong to it: « jean dupont arobase … »
  record MailAddress(String address, Set<String> longer) implements Mention {}

  record WebAddress(String address) implements Mention {}

  /// Days one behind the other, the last included.
  record Span(LocalDate from, LocalDate to) {
    static Span of(LocalDate day) {
      return new Span(day, day);
    }

    /// « ce week-end » may be told as « samedi ou dimanche ».
    boolean weekendOf(Span day) {
      return from.plusDays(1).equals(to) && holds(day);
    }

    boolean holds(Span other) {
      return !other.from.isBefore(from) && !other.to.isAfter(to);
    }
  }

  /// Whether a time is meant itself, or what comes before or after it.
  enum Bound {
    AT,
    UNTIL,
    FROM;

    boolean contradicts(Bound other) {
      return this != AT && other != AT && this != other;
    }
  }

  enum PartOfDay {
    MORNING(5, 12),
    AFTERNOON(12, 18),
    EVENING(17, 24),
    NIGHT(20, 30);

    private final int from;
    private final int to;

    PartOfDay(int from, int to) {
      this.from = from;
      this.to = to;
    }

    boolean holds(LocalTime time) {
      return (time.getHour() >= from && time.getHour() < to) || time.getHour() + 24 < to;
    }
  }

  /// What is counted where the unit matters. Times are held in minutes, days or months.
  enum Unit {
    SECONDS,
    MINUTES,
    DAYS,
    MONTHS,
    METRES,
    SQUARE_METRES,
    KILOMETRES,
    KILOGRAMS,
    GRAMS,
    LITRES,
    PERCENT,
    DEGREES
  }
}
