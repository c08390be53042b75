package ava.summary.mention;

import ava.summary.mention.Mention.Bound;
import ava.summary.mention.Mention.Day;
import ava.summary.mention.Mention.DayPart;
import ava.summary.mention.Mention.PartOfDay;
import ava.summary.mention.Mention.Span;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// Reads days by the day of the call: « demain », « mardi prochain », « le 1er décembre », « la
/// semaine du 7 », « fin novembre ».
final class DayReader {
  private static final Set<String> BEFORE_A_MONTH =
      Set.of("en", "de", "d", "debut", "mi", "fin", "courant", "pour", "depuis", "jusqu");
  private static final Set<String> NEXT = Set.of("prochain", "prochaine", "suivant", "suivante");
  private static final Set<String> LAST = Set.of("dernier", "derniere", "passe", "passee");
  private static final int CENTURY = 100;

  private final Passage text;
  private final LocalDate today;
  private final Calendar calendar;

  private DayReader(Passage text, LocalDate today) {
    this.text = text;
    this.today = today;
    this.calendar = new Calendar(today);
  }

  /// @param today the day of the call
  static void read(Passage text, LocalDate today) {
    new DayReader(text, today).all();
  }

  private void all() {
    for (var at = 0; at < text.size(); ) {
      at = text.isRead(at) ? at + 1 : Math.max(at + 1, day(at));
    }
  }

  /// @return where the day that begins here ends; nothing read when not behind its beginning
  private int day(int at) {
    var ways =
        List.<Way>of(
            this::inDigits,
            this::relative,
            this::named,
            this::byWeekday,
            this::byDate,
            this::period);
    for (var way : ways) {
      var end = way.read(at);
      if (end > at) {
        return end;
      }
    }
    return at;
  }

  private interface Way {
    int read(int at);
  }

  /// `12/12`, `12/12/2026`, `2026-12-12`.
  private int inDigits(int at) {
    var end = at;
    while (end < text.size()
        && text.word(end).digits()
        && (end == at || text.word(end).before().matches("[.-]?"))) {
      end += text.plain(end + 1).equals("/") && text.word(end + 1).before().isEmpty() ? 2 : 1;
    }
    var written = new StringBuilder();
    for (var i = at; i < end && i < text.size(); i++) {
      written.append(i == at ? "" : text.word(i).before()).append(text.word(i).text());
    }
    var dates = calendar.written(written.toString());
    return dates.isEmpty()
        ? at
        : add(at, Math.min(end, text.size()), dates.get(), !dates.get().yearSaid());
  }

  private int relative(int at) {
    if (text.says(at, "apres", "demain")) {
      return add(at, at + 2, calendar.in(2));
    }
    if (text.says(at, "avant", "hier")) {
      return add(at, at + 2, calendar.in(-2));
    }
    if (text.says(at, "aujourd", "hui") || text.says(at, "ce", "jour")) {
      return add(at, at + 2, calendar.in(0));
    }
    if (text.is(at, Set.of("ce", "cet", "cette")) && part(at + 1).isPresent()) {
      return add(at, at + 1, calendar.in(0));
    }
    return switch (text.plain(at)) {
      case "demain" -> add(at, at + 1, calendar.in(1));
      case "hier" -> add(at, at + 1, calendar.in(-1));
      case "dans" -> counted(at, at + 1, 1);
      case "y" -> text.says(at + 1, "a") ? counted(at, at + 2, -1) : at;
      default -> at;
    };
  }

  /// « dans trois jours », « il y a deux semaines ».
  private int counted(int at, int number, int sign) {
    var count = text.numeral(number).filter(n -> !n.ordinal() && n.whole() > 0);
    if (count.isEmpty()) {
      return at;
    }
    var spans = calendar.counted(sign * count.get().whole(), text.plain(count.get().to()));
    if (spans.isEmpty()) {
      return at;
    }
    // the number stays unread: « il y a trois jours » also says how long
    text.alsoMeans(new Day(spans.get().all(), Optional.empty(), Optional.empty(), bound(at)));
    if (sign > 0) {
      text.skip(at, count.get().to() + 1);
    }
    return count.get().to() + 1;
  }

  private int named(int at) {
    if (text.says(at, "noel")) {
      return add(
          at, at + 1, calendar.dates(Optional.empty(), 25, Optional.of(12), Optional.empty()));
    }
    if (text.says(at, "jour", "de", "l", "an")) {
      return add(at, at + 4, calendar.dates(Optional.empty(), 1, Optional.of(1), Optional.empty()));
    }
    return at;
  }

  private int byWeekday(int at) {
    var weekday = Calendar.WEEKDAYS.get(text.plain(at));
    if (weekday == null) {
      return at;
    }
    var number = text.plain(at + 1).equals("le") ? at + 2 : at + 1;
    var dated = date(number, Optional.of(weekday));
    if (dated > number) {
      return dated;
    }
    if (text.is(at + 1, NEXT) || text.says(at + 1, "qui", "vient")) {
      return add(at, text.is(at + 1, NEXT) ? at + 2 : at + 3, calendar.next(weekday));
    }
    if (text.is(at + 1, LAST)) {
      return add(at, at + 2, calendar.last(weekday));
    }
    if (text.says(at + 1, "en", "huit") || text.says(at + 1, "en", "quinze")) {
      var weeks = text.says(at + 2, "huit") ? 1 : 2;
      return add(at, at + 3, calendar.weeksAfter(weekday, weeks));
    }
    if (text.says(at + 1, "de", "la", "semaine", "prochaine")) {
      return add(at, at + 5, calendar.nextWeek(weekday));
    }
    return add(at, at + 1, calendar.around(weekday));
  }

  private int byDate(int at) {
    var end = date(at, Optional.empty());
    return end > at ? end : at;
  }

  /// A day of the month, its month and year where they are said.
  private int date(int at, Optional<DayOfWeek> weekday) {
    var number = text.numeral(at).filter(n -> n.whole() >= 1 && n.whole() <= 31);
    if (number.isEmpty() || (number.get().ordinal() && number.get().whole() > 1)) {
      return at;
    }
    var behind = number.get().to();
    var month = month(behind);
    if (month.isEmpty()) {
      return withoutMonth(at, number.get(), weekday);
    }
    var end = Calendar.MONTHS.containsKey(text.plain(behind)) ? behind + 1 : behind;
    var year = end > behind ? year(end) : Optional.<Numeral>empty();
    var dates = calendar.dates(weekday, number.get().whole(), month, year.map(DayReader::yearsOf));
    return add(at, year.map(Numeral::to).orElse(end), dates, year.isEmpty() && weekday.isEmpty());
  }

  private int withoutMonth(int at, Numeral number, Optional<DayOfWeek> weekday) {
    var counts = text.is(number.to(), AmountReader.UNITS) || StreetReader.begins(text, number.to());
    if (counts || (weekday.isEmpty() && !text.plain(at - 1).equals("le"))) {
      return at;
    }
    text.alsoMeans(new Mention.Count(number.value()));
    var dates = calendar.dates(weekday, number.whole(), Optional.empty(), Optional.empty());
    return add(at, number.to(), dates);
  }

  /// The month behind a day, or behind the day it is named with: « du 3 au 5 décembre ».
  private Optional<Integer> month(int at) {
    var own = Calendar.MONTHS.get(text.plain(at));
    if (own != null) {
      return Optional.of(own);
    }
    if (!text.is(at, Set.of("au", "et", "ou", "a"))) {
      return Optional.empty();
    }
    var other = text.plain(at + 1).equals("le") ? at + 2 : at + 1;
    return text.numeral(other).map(n -> Calendar.MONTHS.get(text.plain(n.to())));
  }

  private Optional<Numeral> year(int at) {
    return text.numeral(at)
        .filter(n -> !n.ordinal() && !n.article() && !text.is(n.to(), AmountReader.UNITS))
        .filter(n ->
            (n.whole() >= 1900 && n.whole() < 2100) || (n.whole() > 31 && n.whole() < CENTURY));
  }

  private static Set<Integer> yearsOf(Numeral number) {
    var value = number.whole();
    return value < CENTURY ? Set.of(1900 + value, 2000 + value) : Set.of(value);
  }

  /// Weeks, months and years.
  private int period(int at) {
    if (text.plain(at).equals("semaine")) {
      if (text.says(at + 1, "du")) {
        var monday = date(at + 2, Optional.empty());
        return monday > at + 2 ? monday : at;
      }
      return relativePeriod(at, calendar::week);
    }
    if (text.says(at, "week", "end") || text.says(at, "weekend")) {
      return relativePeriod(text.says(at, "weekend") ? at : at + 1, calendar::weekend);
    }
    if (text.plain(at).equals("mois")) {
      return relativePeriod(at, calendar::month);
    }
    var month = Calendar.MONTHS.get(text.plain(at));
    return month == null || !text.is(at - 1, BEFORE_A_MONTH) ? at : wholeMonth(at, month);
  }

  private int relativePeriod(int at, IntFunction<Calendar.Dates> period) {
    if (text.is(at + 1, NEXT) || text.says(at + 1, "qui", "vient")) {
      return add(at, at + 2, period.apply(1));
    }
    if (text.is(at + 1, LAST)) {
      return add(at, at + 2, period.apply(-1));
    }
    return text.is(at - 1, Set.of("ce", "cette")) || text.says(at - 2, "ce", "week")
        ? add(at, at + 1, period.apply(0))
        : at;
  }

  private int wholeMonth(int at, int month) {
    var year = year(at + 1);
    var spans = new LinkedHashSet<Span>();
    year.map(DayReader::yearsOf)
        .orElse(Set.of(today.getYear() - 1, today.getYear(), today.getYear() + 1))
        .forEach(y -> spans.add(Calendar.within(text.plain(at - 1), LocalDate.of(y, month, 1))));
    return add(at, year.map(Numeral::to).orElse(at + 1), new Calendar.Dates(spans, true));
  }

  private int add(int from, int to, Calendar.Dates dates) {
    return add(from, to, dates, false);
  }

  private int add(int from, int to, Calendar.Dates dates, boolean everyYear) {
    var part = part(to).or(() -> part(behindArticles(to)));
    var day =
        new Day(dates.all(), everyYear ? dates.dayOfYear() : Optional.empty(), part, bound(from));
    text.means(from, to, day);
    part.ifPresent(p -> text.alsoMeans(new DayPart(p)));
    return to;
  }

  private int behindArticles(int at) {
    return text.says(at, "dans", "la") || text.says(at, "en", "fin")
        ? at + 2
        : text.says(at, "dans", "l")
            ? at + 2
            : text.says(at, "au") || text.says(at, "a") ? at + 1 : at;
  }

  private Optional<PartOfDay> part(int at) {
    return PartReader.at(text, at);
  }

  private Bound bound(int at) {
    return Bounds.before(text, at);
  }
}
