package ava.summary.content;

import ava.shared.call.SearchText;
import ava.shared.call.Timestamps;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Until when a caller expects to be called back, from the words of a summary: `avant 18 h`,
/// `demain matin`, `lundi entre 10 h et 12 h`. Words that name no time give none: a due time that
/// nobody named would put calls in a wrong order.
public final class PromisedTime {
  private static final LocalTime NOON = LocalTime.NOON;
  private static final LocalTime EVENING = LocalTime.of(18, 0);
  private static final LocalTime NIGHT = LocalTime.of(20, 0);

  private static final Map<String, DayOfWeek> DAYS =
      Map.of(
          "lundi", DayOfWeek.MONDAY,
          "mardi", DayOfWeek.TUESDAY,
          "mercredi", DayOfWeek.WEDNESDAY,
          "jeudi", DayOfWeek.THURSDAY,
          "vendredi", DayOfWeek.FRIDAY,
          "samedi", DayOfWeek.SATURDAY,
          "dimanche", DayOfWeek.SUNDAY);

  private static final Pattern HOUR =
      Pattern.compile(
          "\\b([01]?\\d|2[0-3]) ?(?:h\\b|h(?=[0-5])|heures?|:(?=[0-5]\\d)) ?([0-5]\\d)?\\b|(?<!-)\\bmidi\\b");

  private static final Pattern WEEKDAY =
      Pattern.compile("\\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\\b");

  private PromisedTime() {}

  /// @param words as a summary writes them
  /// @param call when they were said
  public static Optional<Instant> in(String words, Instant call) {
    var text = SearchText.folded(words).replaceAll("[\\s\u00a0\u202f]+", " ");
    var now = call.atZone(Timestamps.PARIS);
    var day = day(text, now.toLocalDate());
    var time = hour(text).or(() -> part(text));
    if (day.isEmpty() && time.isEmpty()) {
      return Optional.empty();
    }
    var on = day.orElse(now.toLocalDate()).atTime(time.orElse(EVENING)).atZone(Timestamps.PARIS);
    return Optional.of(passed(on, now, day.isPresent()).toInstant());
  }

  /// An hour that is over and has no day is one of tomorrow.
  private static ZonedDateTime passed(ZonedDateTime on, ZonedDateTime now, boolean dated) {
    return dated || on.isAfter(now) ? on : on.plusDays(1);
  }

  private static Optional<LocalDate> day(String text, LocalDate today) {
    if (text.contains("apres-demain") || text.contains("apres demain")) {
      return Optional.of(today.plusDays(2));
    }
    if (text.contains("demain")) {
      return Optional.of(today.plusDays(1));
    }
    var weekday = WEEKDAY.matcher(text);
    if (weekday.find()) {
      var named = Optional.ofNullable(DAYS.get(weekday.group(1))).orElseThrow();
      return Optional.of(today.with(TemporalAdjusters.next(named)));
    }
    var ofToday =
        List.of(
            "aujourd'hui", "dans la journee", "ce matin", "cet apres-midi", "ce soir", "ce midi");
    return ofToday.stream().anyMatch(text::contains) ? Optional.of(today) : Optional.empty();
  }

  private static Optional<LocalTime> hour(String text) {
    var found = HOUR.matcher(text);
    if (!found.find()) {
      return Optional.empty();
    }
    if (found.group(1) == null) {
      return Optional.of(NOON);
    }
    var minute = found.group(2) == null ? 0 : Integer.parseInt(found.group(2));
    return Optional.of(LocalTime.of(Integer.parseInt(found.group(1)), minute));
  }

  private static Optional<LocalTime> part(String text) {
    if (text.contains("matin") || text.contains("matinee")) {
      return Optional.of(NOON);
    }
    if (text.contains("apres-midi")) {
      return Optional.of(EVENING);
    }
    return text.contains("soir") ? Optional.of(NIGHT) : Optional.empty();
  }
}
