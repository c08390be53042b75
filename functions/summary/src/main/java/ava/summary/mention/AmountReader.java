package ava.summary.mention;

import ava.summary.mention.Mention.Count;
import ava.summary.mention.Mention.Floor;
import ava.summary.mention.Mention.Quantity;
import ava.summary.mention.Mention.Rank;
import ava.summary.mention.Mention.Sum;
import ava.summary.mention.Mention.Unit;
import ava.summary.mention.Mention.Year;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads sums, quantities, floors, ranks, years, and what else is counted.
final class AmountReader {
  private record Measure(Unit unit, int factor) {}

  private static final Set<String> EUROS = Set.of("€", "euro", "euros", "eur", "balles");
  private static final Set<String> CENTS = Set.of("centime", "centimes", "cts");
  private static final Map<String, Measure> MEASURES =
      Map.ofEntries(
          Map.entry("seconde", new Measure(Unit.SECONDS, 1)),
          Map.entry("min", new Measure(Unit.MINUTES, 1)),
          Map.entry("mn", new Measure(Unit.MINUTES, 1)),
          Map.entry("minute", new Measure(Unit.MINUTES, 1)),
          Map.entry("jour", new Measure(Unit.DAYS, 1)),
          Map.entry("semaine", new Measure(Unit.DAYS, 7)),
          Map.entry("mois", new Measure(Unit.MONTHS, 1)),
          Map.entry("trimestre", new Measure(Unit.MONTHS, 3)),
          Map.entry("an", new Measure(Unit.MONTHS, 12)),
          Map.entry("annee", new Measure(Unit.MONTHS, 12)),
          Map.entry("m", new Measure(Unit.METRES, 1)),
          Map.entry("metre", new Measure(Unit.METRES, 1)),
          Map.entry("km", new Measure(Unit.KILOMETRES, 1)),
          Map.entry("kilometre", new Measure(Unit.KILOMETRES, 1)),
          Map.entry("kg", new Measure(Unit.KILOGRAMS, 1)),
          Map.entry("kilo", new Measure(Unit.KILOGRAMS, 1)),
          Map.entry("gramme", new Measure(Unit.GRAMS, 1)),
          Map.entry("litre", new Measure(Unit.LITRES, 1)),
          Map.entry("%", new Measure(Unit.PERCENT, 1)),
          Map.entry("pourcent", new Measure(Unit.PERCENT, 1)),
          Map.entry("degre", new Measure(Unit.DEGREES, 1)),
          Map.entry("°", new Measure(Unit.DEGREES, 1)));
  private static final Set<String> BORN = Set.of("ne", "nee", "nes", "nees", "naissance");

  /// Words that say what the number before them counts.
  static final Set<String> UNITS =
      Stream.of(
              EUROS.stream(),
              CENTS.stream(),
              MEASURES.keySet().stream().flatMap(unit -> Stream.of(unit, unit + "s")),
              Stream.of("h", "heure", "heures", "etage", "etages", "pour", "fois", "personnes"))
          .flatMap(all -> all)
          .collect(Collectors.toUnmodifiableSet());

  private final Passage text;

  private AmountReader(Passage text) {
    this.text = text;
  }

  static void read(Passage text) {
    var reader = new AmountReader(text);
    for (var at = 0; at < text.size(); at++) {
      if (!text.isRead(at)) {
        reader.unnumbered(at);
        text.numeral(at).ifPresent(reader::amount);
      }
    }
  }

  private void unnumbered(int at) {
    if (text.says(at, "rez", "de", "chaussee")) {
      text.means(at, at + 3, new Floor(0));
    } else if (text.says(at, "rdc")) {
      text.means(at, at + 1, new Floor(0));
    } else if (text.says(at, "demi", "heure")) {
      text.means(at, at + 2, minutes(30));
    } else if (text.says(at, "trois", "quarts", "d", "heure")) {
      text.means(at, at + 4, minutes(45));
    } else if (text.says(at, "quart", "d", "heure")) {
      text.means(at, at + 3, minutes(15));
    } else if (text.plain(at).equals("etage")) {
      text.numeral(text.says(at + 1, "numero") ? at + 2 : at + 1)
          .filter(n -> n.whole() >= 0)
          .ifPresent(n -> text.means(at, n.to(), new Floor(n.whole())));
    }
  }

  private static Quantity minutes(int count) {
    return new Quantity(BigDecimal.valueOf(count), Unit.MINUTES);
  }

  private void amount(Numeral n) {
    var next = n.to();
    if (text.is(next, EUROS)) {
      sum(n);
    } else if (text.is(next, CENTS)) {
      text.means(n.from(), next + 1, new Sum(n.value().movePointLeft(2)));
    } else if (text.says(next, "pour", "cent")) {
      text.means(n.from(), next + 2, new Quantity(n.value(), Unit.PERCENT));
    } else if (!n.ordinal() && measure(next).isPresent()) {
      quantity(n, measure(next).get());
    } else if (n.ordinal()) {
      rank(n);
    } else if (shared(next)) {
      // « deux ou trois jours »: the unit behind the second number counts for both
      var other = text.anyNumeral(next + 1).orElseThrow();
      if (text.is(other.to(), EUROS)) {
        text.means(n.from(), next, new Sum(n.value()));
      } else {
        measure(other.to()).ifPresent(m -> text.means(n.from(), next, quantityOf(n.value(), m)));
      }
    } else {
      plain(n);
    }
  }

  private void sum(Numeral n) {
    var behind = text.plain(n.to() + 1).equals("et") ? n.to() + 2 : n.to() + 1;
    var cents =
        text.numeral(behind)
            .filter(c -> !c.ordinal() && !c.article() && c.whole() >= 0 && c.whole() < 100)
            .filter(c -> text.word(c.from()).joined())
            .filter(c -> behind == n.to() + 1 || text.is(c.to(), CENTS))
            .filter(c -> !text.is(c.to(), UNITS) || text.is(c.to(), CENTS));
    var value = cents.map(c -> n.value().add(c.value().movePointLeft(2))).orElse(n.value());
    var end = cents.map(c -> text.is(c.to(), CENTS) ? c.to() + 1 : c.to()).orElse(n.to() + 1);
    text.means(n.from(), end, new Sum(value));
  }

  private Optional<Measure> measure(int at) {
    var word = text.plain(at);
    var measure = MEASURES.get(word);
    return Optional.ofNullable(
        measure != null ? measure : MEASURES.get(word.replaceFirst("s$", "")));
  }

  private void quantity(Numeral n, Measure measure) {
    var end = n.to() + 1;
    var value = n.value();
    if (text.says(end, "et", "demi") || text.says(end, "et", "demie")) {
      value = value.add(new BigDecimal("0.5"));
      end += 2;
    }
    if (measure.unit() == Unit.METRES
        && (text.is(end, Set.of("carre", "carres", "²")) || text.plain(end).equals("2"))) {
      text.means(n.from(), end + 1, new Quantity(value, Unit.SQUARE_METRES));
    } else {
      text.means(n.from(), end, quantityOf(value, measure));
    }
  }

  /// « huit jours » is a week and « quinze jours » are two.
  private static Quantity quantityOf(BigDecimal value, Measure measure) {
    var whole = value.multiply(BigDecimal.valueOf(measure.factor())).stripTrailingZeros();
    if (measure.unit() == Unit.DAYS && whole.compareTo(BigDecimal.valueOf(8)) == 0) {
      return new Quantity(BigDecimal.valueOf(7), Unit.DAYS);
    }
    return measure.unit() == Unit.DAYS && whole.compareTo(BigDecimal.valueOf(15)) == 0
        ? new Quantity(BigDecimal.valueOf(14), Unit.DAYS)
        : new Quantity(whole, measure.unit());
  }

  private boolean shared(int at) {
    return text.is(at, Set.of("ou", "a"))
        && text.anyNumeral(at + 1)
            .filter(n -> text.is(n.to(), EUROS) || measure(n.to()).isPresent())
            .isPresent();
  }

  private void rank(Numeral n) {
    if (text.is(n.to(), Set.of("etage", "etages"))) {
      text.means(n.from(), n.to() + 1, new Floor(n.whole()));
    } else if (text.says(n.to(), "sous", "sol")) {
      text.means(n.from(), n.to() + 2, new Floor(-n.whole()));
    } else if (n.whole() > 1 && !text.plain(n.from()).startsWith("second")) {
      text.means(n.from(), n.to(), new Rank(n.whole()));
    } else {
      text.alsoMeans(new Rank(n.whole()));
    }
  }

  private void plain(Numeral n) {
    var value = n.whole();
    if (value >= 1900 && value < 2100) {
      text.means(n.from(), n.to(), new Year(Set.of(value)));
    } else if (value > 0 && value < 100 && born(n.from())) {
      text.means(n.from(), n.to(), new Year(Set.of(1900 + value, 2000 + value)));
    } else if (!n.article() && !text.plain(n.from()).equals("neuf")) {
      var half = text.says(n.to(), "et", "demi") || text.says(n.to(), "et", "demie");
      text.means(
          n.from(),
          half ? n.to() + 2 : n.to(),
          new Count(half ? n.value().add(new BigDecimal("0.5")) : n.value()));
    } else {
      text.alsoMeans(new Count(n.value()));
    }
  }

  private boolean born(int at) {
    return text.plain(at - 1).equals("en") && (text.is(at - 2, BORN) || text.is(at - 3, BORN));
  }
}
