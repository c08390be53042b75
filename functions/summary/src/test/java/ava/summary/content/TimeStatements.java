package ava.summary.content;

import static ava.summary.content.Chance.amount;
import static ava.summary.content.Chance.one;
import static ava.summary.content.Chance.other;
import static ava.summary.content.Chance.words;

import ava.summary.content.Statements.Kind;
import ava.summary.content.Statements.Pair;
import ava.summary.mention.Counting;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Days, hours and years.
final class TimeStatements {
  private TimeStatements() {}

  static Stream<Kind> all() {
    return Stream.of(
        new Kind("date", TimeStatements::date),
        new Kind("hour", TimeStatements::hour),
        new Kind("time before and after", TimeStatements::window),
        new Kind("birth and age", TimeStatements::birth));
  }

  private static Pair date(SplittableRandom random) {
    var days = random.nextInt(1, 40);
    var day = Statements.TODAY.plusDays(days);
    var wrong = Statements.TODAY.plusDays(other(random, 1, 40, days));
    if (sameWeekdaySoon(day, wrong)) {
      return date(random);
    }
    var claim =
        one(
            random,
            "Le rendez-vous est %s.",
            "Elle souhaite venir %s.",
            "Rappeler %s.",
            "Elle sera absente %s.",
            "Livraison prévue %s.");
    return new Pair(
        one(
                random,
                "Je voudrais venir %s.",
                "On avait dit %s.",
                "Ce serait pour %s, si possible.",
                "Rappelez-moi %s.")
            .formatted(day(random, day, true)),
        claim.formatted(day(random, day, false)),
        claim.formatted(day(random, wrong, false)));
  }

  /// « mardi prochain » may mean either.
  private static boolean sameWeekdaySoon(LocalDate day, LocalDate other) {
    return day.getDayOfWeek() == other.getDayOfWeek()
        && day.isBefore(Statements.TODAY.plusDays(15))
        && other.isBefore(Statements.TODAY.plusDays(15));
  }

  private static String day(SplittableRandom random, LocalDate day, boolean said) {
    var days = ChronoUnit.DAYS.between(Statements.TODAY, day);
    var weekday = day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.FRANCE);
    var month = day.getMonth().getDisplayName(TextStyle.FULL, Locale.FRANCE);
    var number =
        day.getDayOfMonth() == 1
            ? one(random, "1er", "premier")
            : one(random, "" + day.getDayOfMonth(), Counting.inWords(day.getDayOfMonth()));
    var ways = new ArrayList<String>();
    ways.add("le " + number + " " + month);
    ways.add("le " + weekday + " " + number + " " + month);
    ways.add(weekday + " " + number + " " + month);
    ways.add("le %02d/%02d".formatted(day.getDayOfMonth(), day.getMonthValue()));
    ways.add("le %02d/%02d/%d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear()));
    ways.add("le " + number + " " + month + " " + day.getYear());
    if (said) {
      var exact =
          Statements.TODAY.plusDays(1).equals(day)
              ? "demain"
              : Statements.TODAY.plusDays(2).equals(day) ? "après-demain" : null;
      if (exact != null) {
        ways.add(exact);
        ways.add(exact);
      }
      if (days <= 7) {
        ways.add(weekday + " de la semaine prochaine");
        ways.add(weekday + " prochain");
        ways.add(weekday + " qui vient");
        ways.add(weekday);
      } else if (days <= 14) {
        ways.add(weekday + " en huit");
        ways.add("dans " + days + " jours");
      }
    }
    return one(random, ways);
  }

  static Pair hour(SplittableRandom random) {
    var time = random.nextInt(8 * 4, 20 * 4);
    var wrong = other(random, 8 * 4, 20 * 4, time);
    var claim =
        one(
            random,
            "Le rendez-vous est à %s.",
            "Elle préfère être rappelée vers %s.",
            "Rappeler à %s.",
            "Elle sera là à %s.");
    return new Pair(
        one(random, "Plutôt à %s.", "Rappelez-moi vers %s.", "Le rendez-vous était à %s.")
            .formatted(clock(random, time)),
        claim.formatted(clock(random, time)),
        claim.formatted(clock(random, wrong)));
  }

  private static String clock(SplittableRandom random, int quarters) {
    var hour = quarters / 4;
    var minutes = quarters % 4 * 15;
    var written = "%02d".formatted(minutes);
    var twelve = hour > 12 ? hour - 12 : hour;
    var part = hour < 12 ? " du matin" : hour < 18 ? " de l’après-midi" : " du soir";
    var quarter = List.of("", " et quart", " et demie", "").get(quarters % 4);
    var ways = new ArrayList<String>();
    ways.add(hour + " h" + (minutes == 0 ? "" : " " + written));
    ways.add(hour + "h" + (minutes == 0 ? "" : written));
    ways.add(hour + "\u00a0heures" + (minutes == 0 ? "" : " " + minutes));
    ways.add(hour + ":" + written);
    ways.add(
        Counting.inWords(hour).replace("vingt et un", "vingt et une")
            + " heures"
            + (minutes == 0 ? "" : " " + Counting.inWords(minutes)));
    if (hour == 12) {
      ways.add("midi" + (minutes == 45 ? " quarante-cinq" : quarter));
    } else if (minutes != 45) {
      ways.add((twelve == 1 ? "une heure" : Counting.inWords(twelve) + " heures") + quarter + part);
    } else if (hour != 11) {
      ways.add(Counting.inWords(twelve + 1) + " heures moins le quart" + part);
    }
    return one(random, ways);
  }

  private static Pair window(SplittableRandom random) {
    var hour = random.nextInt(9, 19);
    var wrong = other(random, 9, 19, hour);
    var said = one(random, "avant", "après", "à partir de", "entre");
    if (said.equals("entre")) {
      var end = hour + random.nextInt(1, 4);
      var wrongEnd = other(random, 9, 22, end);
      var claim = one(random, "Elle est joignable entre %s et %s.", "Disponible de %s à %s.");
      return new Pair(
          one(random, "Je suis là entre %s et %s.", "Rappelez-moi entre %s et %s.")
              .formatted(clock(random, 4 * hour), clock(random, 4 * end)),
          claim.formatted(clock(random, 4 * hour), clock(random, 4 * end)),
          wrong == end
              ? claim.formatted(clock(random, 4 * hour), clock(random, 4 * wrongEnd))
              : claim.formatted(clock(random, 4 * wrong), clock(random, 4 * end)));
    }
    var same =
        said.equals("avant")
            ? one(random, "avant", "jusqu’à")
            : one(random, "après", "à partir de", "dès");
    var turned = said.equals("avant") ? one(random, "après", "à partir de") : "avant";
    var claim =
        one(random, "Elle est joignable %s %s.", "Rappeler %s %s.", "Elle peut venir %s %s.");
    return new Pair(
        one(random, "Rappelez-moi %s %s.", "Je suis disponible %s %s, c'est bon ?")
            .formatted(said, clock(random, 4 * hour)),
        claim.formatted(same, clock(random, 4 * hour)),
        random.nextBoolean()
            ? claim.formatted(turned, clock(random, 4 * hour))
            : claim.formatted(same, clock(random, 4 * wrong)));
  }

  private static Pair birth(SplittableRandom random) {
    var year = random.nextInt(1930, 2010);
    var wrong = other(random, 1930, 2010, year);
    var month = one(random, "janvier", "mars", "juin", "août", "octobre");
    var day = random.nextInt(2, 28);
    var said =
        switch (random.nextInt(3)) {
          case 0 -> "Je suis née le " + amount(random, day) + " " + month + " " + year + ".";
          case 1 ->
              "Elle est de " + year + ", ma mère. Née le " + day + " " + month + " " + year + ".";
          default -> "Née le " + day + " " + month + " " + spokenYear(random, year) + ".";
        };
    var claim =
        one(random, "Née le %d %s %d.", "Elle est née le %d %s %d.", "Patiente née le %d %s %d.");
    return new Pair(
        said,
        claim.formatted(day, month, year),
        random.nextBoolean()
            ? claim.formatted(day, month, wrong)
            : claim.formatted(other(random, 2, 28, day), month, year));
  }

  private static String spokenYear(SplittableRandom random, int year) {
    return year >= 2000
        ? words(year)
        : one(random, words(year), "dix-neuf cent " + Counting.inWords(year % 100));
  }
}
