package ava.summary.mention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Statements made by chance from what was said: the same in other words, and something else.
class ParaphraseTest {
  private static final int EACH = 500;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.FRANCE);

  private record Case(String said, String claim) {}

  private interface Kind {
    /// @param value what is said
    /// @param claimed what is stated: the same, or another
    Case of(Random random, int value, int claimed);
  }

  private static final List<Kind> KINDS =
      List.of(
          (random, value, claimed) ->
              new Case(
                  "Cela fait " + number(random, value) + " euros.",
                  "Le devis est de "
                      + number(random, claimed)
                      + (random.nextBoolean() ? " €." : " euros.")),
          (random, value, claimed) ->
              new Case(
                  "J’ai " + number(random, 20 + value % 80) + " ans.",
                  "Elle a " + number(random, 20 + claimed % 80) + " ans."),
          (random, value, claimed) ->
              new Case(
                  "Je suis au " + ordinal(random, 1 + value % 30) + " étage.",
                  "Elle habite au " + ordinal(random, 1 + claimed % 30) + " étage."),
          (random, value, claimed) ->
              new Case(
                  "Le rendez-vous est " + hour(random, value) + ".",
                  "Rendez-vous " + hour(random, claimed) + "."),
          (random, value, claimed) ->
              new Case(
                  "Je viendrai " + day(random, value) + ".",
                  "Elle viendra " + day(random, claimed) + "."),
          (random, value, claimed) ->
              new Case(
                  "J’habite " + number(random, 2 + value % 90) + " rue des Lilas.",
                  "Elle habite au " + number(random, 2 + claimed % 90) + ", rue des Lilas."),
          (random, value, claimed) ->
              new Case(
                  "Il y a " + number(random, 2 + value % 60) + " personnes.",
                  "Ils sont " + number(random, 2 + claimed % 60) + "."),
          (random, value, claimed) ->
              new Case(
                  "Cela dure depuis " + number(random, 2 + value % 50) + " minutes.",
                  "La panne dure depuis " + number(random, 2 + claimed % 50) + " min."));

  private static String number(Random random, int value) {
    return random.nextBoolean() ? String.valueOf(value) : Counting.inWords(value);
  }

  private static String ordinal(Random random, int value) {
    if (value == 1) {
      return random.nextBoolean() ? "1er" : "premier";
    }
    return value + (random.nextBoolean() ? "e" : "ème");
  }

  private static String hour(Random random, int value) {
    var hour = 8 + value % 12;
    var half = value % 2 == 1;
    return switch (random.nextInt(3)) {
      case 0 -> "à " + hour + (half ? "h30" : "h");
      case 1 -> "à " + Counting.inWords(hour) + " heures" + (half ? " trente" : "");
      default ->
          hour > 12
              ? "à "
                  + Counting.inWords(hour - 12)
                  + " heures"
                  + (half ? " et demie" : "")
                  + (hour > 17 ? " du soir" : " de l’après-midi")
              : "à " + hour + " h " + (half ? "30" : "");
    };
  }

  private static String day(Random random, int value) {
    var days = 1 + value % 20;
    var date = LocalDate.from(EvidenceTest.CALL).plusDays(days);
    return switch (random.nextInt(4)) {
      case 0 ->
          "le "
              + DAY.format(date)
                  .replaceFirst("^\\S+ 1 ", "1er ")
                  .replaceFirst("^\\p{L}+ (?=\\d)", "");
      case 1 -> DAY.format(date).replace(" 1 ", " 1er ");
      case 2 ->
          days == 1
              ? "demain"
              : days == 2
                  ? "après-demain"
                  : "le " + "%02d/%02d".formatted(date.getDayOfMonth(), date.getMonthValue());
      default ->
          days == 8 || days == 15
              ? DAY.format(date)
              : "dans " + Counting.inWords(days) + (days == 1 ? " jour" : " jours");
    };
  }

  @Test
  void samePassesAndOtherFalls() throws IOException {
    var random = new Random(20261125);
    var dropped = new ArrayList<Case>();
    var kept = new ArrayList<Case>();
    for (var kind : KINDS) {
      for (var i = 0; i < EACH; i++) {
        var value = 30 + random.nextInt(900);
        var same = kind.of(random, value, value);
        if (!EvidenceTest.of(same.said()).supports(same.claim())) {
          dropped.add(same);
        }
        // 7 is no multiple of any kind's cycle, so that the value really is another
        var other = kind.of(random, value, value + 7);
        if (EvidenceTest.of(other.said()).supports(other.claim())) {
          kept.add(other);
        }
      }
    }
    var table = new Tables();
    System.out.printf(
        "grounding: generated true %d of %d kept, false %d of %d dropped; table true %d of %d kept, false %d of %d"
            + " dropped%n",
        KINDS.size() * EACH - dropped.size(),
        KINDS.size() * EACH,
        KINDS.size() * EACH - kept.size(),
        KINDS.size() * EACH,
        table.right("true.csv", true),
        table.size("true.csv"),
        table.right("false.csv", false),
        table.size("false.csv"));
    assertThat(dropped).isEmpty();
    assertThat(kept).isEmpty();
  }

  private static final class Tables {
    List<String> lines(String name) throws IOException {
      try (var file = ParaphraseTest.class.getResourceAsStream(name)) {
        return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      }
    }

    int size(String name) throws IOException {
      return lines(name).size();
    }

    long right(String name, boolean supported) throws IOException {
      return lines(name).stream()
          .map(line -> line.split("\\|"))
          .filter(parts ->
              EvidenceTest.of(parts[0].strip().split(" / ")).supports(parts[1].strip())
                  == supported)
          .count();
    }
  }
}
