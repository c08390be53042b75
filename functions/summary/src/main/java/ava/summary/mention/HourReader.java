package ava.summary.mention;

import ava.summary.mention.Mention.Hour;
import ava.summary.mention.Mention.PartOfDay;
import ava.summary.mention.Mention.Quantity;
import ava.summary.mention.Mention.Unit;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Reads times of the day, and how long something takes in hours.
final class HourReader {
  private static final Set<String> HOURS = Set.of("h", "heure", "heures");
  private static final Set<String> LASTING =
      Set.of("dans", "depuis", "pendant", "durant", "sous", "bout", "y", "toutes", "moins", "plus");
  private static final Set<String> BEFORE_AFTERNOON =
      Set.of(
          "cet",
          "cette",
          "l",
          "d",
          "un",
          "demain",
          "hier",
          "lundi",
          "mardi",
          "mercredi",
          "jeudi",
          "vendredi",
          "samedi",
          "dimanche",
          "bon",
          "bonne",
          "en",
          "tout");
  private static final int NEAR = 5;
  private static final int DAY = 24;
  private static final int HOUR = 60;

  private final Passage text;

  private HourReader(Passage text) {
    this.text = text;
  }

  static void read(Passage text) {
    var reader = new HourReader(text);
    for (var at = 0; at < text.size(); at++) {
      if (!text.isRead(at)) {
        reader.noon(at);
        reader.hour(at);
      }
    }
  }

  private void noon(int at) {
    var noon = text.plain(at).equals("midi") && !afternoon(at);
    if (noon || text.plain(at).equals("minuit")) {
      var minutes = minutes(at + 1);
      var time = LocalTime.of(noon ? 12 : 0, 0).plusMinutes(minutes.count());
      text.means(at, minutes.to(), new Hour(Set.of(time), Bounds.before(text, at)));
      if (text.says(at, "midi", "et", "deux")) {
        text.means(at + 1, at + 3, new Hour(Set.of(LocalTime.of(14, 0)), Bounds.before(text, at)));
      }
    }
  }

  /// « cet après-midi »; « après midi » may also be any time behind noon.
  private boolean afternoon(int at) {
    return text.plain(at - 1).equals("apres")
        && (!text.word(at).before().isBlank() || text.is(at - 2, BEFORE_AFTERNOON));
  }

  private void hour(int at) {
    var number = text.numeral(at).filter(n -> !n.ordinal() && n.whole() >= 0);
    if (number.isEmpty()) {
      return;
    }
    var n = number.get();
    if (colon(n)) {
      var minute = text.anyNumeral(n.to() + 1).orElseThrow();
      times(at, minute.to(), n.whole(), minute.whole());
    } else if (text.is(n.to(), HOURS)) {
      counted(n);
    } else if (text.is(n.to(), Set.of("a", "et", "ou"))
        && text.numeral(n.to() + 1).filter(next -> text.is(next.to(), HOURS)).isPresent()
        && n.whole() <= DAY
        && !text.is(at - 1, LASTING)) {
      times(at, n.to(), n.whole(), 0);
    }
  }

  private boolean colon(Numeral n) {
    return text.plain(n.to()).equals(":")
        && text.word(n.to()).before().isEmpty()
        && n.whole() < DAY
        && text.anyNumeral(n.to() + 1)
            .filter(
                m -> m.whole() >= 0 && m.whole() < HOUR && text.word(m.from()).before().isEmpty())
            .isPresent();
  }

  private void counted(Numeral n) {
    var minutes = minutes(n.to() + 1);
    if (n.whole() > DAY || lasts(n.from())) {
      var length = n.whole() * HOUR + minutes.count();
      text.means(n.from(), minutes.to(), new Quantity(BigDecimal.valueOf(length), Unit.MINUTES));
    } else {
      times(n.from(), minutes.to(), n.whole(), minutes.count());
    }
  }

  private boolean lasts(int at) {
    return text.is(at - 1, LASTING)
        || (text.is(at - 2, LASTING) && text.is(at - 1, Set.of("de", "a", "les", "environ")))
        || text.plain(at - 1).equals("en");
  }

  private record Minutes(int count, int to) {}

  private Minutes minutes(int at) {
    if (text.says(at, "et", "demie") || text.says(at, "et", "demi")) {
      return new Minutes(30, at + 2);
    }
    if (text.says(at, "et", "quart") || text.says(at, "un", "quart")) {
      return new Minutes(15, at + 2);
    }
    if (text.says(at, "trois", "quarts")) {
      return new Minutes(45, at + 2);
    }
    if (text.says(at, "moins", "le", "quart") || text.says(at, "moins", "quart")) {
      return new Minutes(-15, text.says(at + 1, "le") ? at + 3 : at + 2);
    }
    var less = text.plain(at).equals("moins");
    return text.anyNumeral(less ? at + 1 : at)
        .filter(
            m -> !m.ordinal() && m.whole() >= 0 && m.whole() < HOUR && text.word(m.from()).joined())
        .filter(m -> !text.is(m.to(), AmountReader.UNITS) || text.plain(m.to()).startsWith("min"))
        .map(m -> new Minutes(less ? -m.whole() : m.whole(), behindUnit(m.to())))
        .orElse(new Minutes(0, at));
  }

  private int behindUnit(int at) {
    return text.plain(at).startsWith("minute") ? at + 1 : at;
  }

  private void times(int from, int to, int hour, int minutes) {
    var times = new LinkedHashSet<LocalTime>();
    var part = part(from, to);
    var base = LocalTime.of(hour % DAY, 0).plusMinutes(minutes);
    var small = hour >= 1 && hour < 12;
    if (!small || part.filter(p -> p == PartOfDay.AFTERNOON || p == PartOfDay.EVENING).isEmpty()) {
      times.add(base);
    }
    if (small && part.filter(p -> p == PartOfDay.MORNING).isEmpty()) {
      times.add(base.plusHours(12));
    }
    text.means(from, to, new Hour(times, Bounds.before(text, from)));
  }

  /// « du matin », « demain soir à ».
  private Optional<PartOfDay> part(int from, int to) {
    for (var i = to; i < Math.min(text.size(), to + NEAR); i++) {
      if (text.word(i).before().matches(".*[,.;!?].*") || text.numeral(i).isPresent()) {
        break;
      }
      var part = PartReader.at(text, i);
      if (part.isPresent()) {
        return part;
      }
    }
    for (var i = from - 1; i >= Math.max(0, from - 4); i--) {
      var part = PartReader.at(text, i);
      if (part.isPresent() || text.word(i).before().matches(".*[.;!?].*")) {
        return part;
      }
    }
    return Optional.empty();
  }
}
