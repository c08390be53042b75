package ava.summary.content;

import static ava.summary.content.Chance.amount;
import static ava.summary.content.Chance.one;
import static ava.summary.content.Chance.other;
import static ava.summary.content.Chance.pairInWords;
import static ava.summary.content.Chance.words;

import ava.summary.content.Statements.Kind;
import ava.summary.content.Statements.Pair;
import ava.summary.mention.Counting;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What is counted, paid or dialled.
final class AmountStatements {
  private AmountStatements() {}

  static Stream<Kind> all() {
    return Stream.of(
        new Kind("telephone", AmountStatements::telephone),
        new Kind("sum", AmountStatements::sum),
        new Kind("quantity", AmountStatements::quantity),
        new Kind("floor and code", AmountStatements::floor));
  }

  private static Pair telephone(SplittableRandom random) {
    var number = mobile(random);
    var wrong = random.nextBoolean() ? mobile(random) : oneDigitWrong(random, number);
    var claim =
        one(
            random,
            "Elle est joignable au %s.",
            "Rappeler le %s.",
            "Son numéro est le %s.",
            "Numéro de rappel : %s.",
            "La personne demande à être rappelée au %s.");
    return new Pair(
        one(random, "Rappelez-moi au %s.", "Mon numéro c'est le %s, merci.", "C'est le %s.")
            .formatted(spoken(random, number)),
        claim.formatted(written(random, number)),
        claim.formatted(written(random, wrong)));
  }

  private static String mobile(SplittableRandom random) {
    return one(random, "061", "062", "0601", "0673", "0142", "0472", "0692", "069050")
        .transform(head ->
            head
                + IntStream.range(head.length(), 10)
                    .mapToObj(_ -> "" + random.nextInt(10))
                    .collect(Collectors.joining()));
  }

  private static String oneDigitWrong(SplittableRandom random, String number) {
    var at = random.nextInt(4, 10);
    var digit = (number.charAt(at) - '0' + random.nextInt(1, 10)) % 10;
    return number.substring(0, at) + digit + number.substring(at + 1);
  }

  private static Stream<String> pairs(String number) {
    return IntStream.range(0, 5).mapToObj(i -> number.substring(2 * i, 2 * i + 2));
  }

  private static String spoken(SplittableRandom random, String number) {
    return switch (random.nextInt(3)) {
      case 0 -> pairs(number).collect(Collectors.joining(" "));
      case 1 -> pairs(number).map(Chance::pairInWords).collect(Collectors.joining(", "));
      default -> pairs(number).map(Chance::pairInWords).collect(Collectors.joining(" "));
    };
  }

  private static String written(SplittableRandom random, String number) {
    var spaced = pairs(number).collect(Collectors.joining(" "));
    return one(
        random,
        spaced,
        number,
        spaced.replace(' ', '.'),
        spaced.replace(' ', '-'),
        "+33 " + spaced.substring(1),
        "+33" + number.substring(1),
        spaced.replace(' ', '\u00a0'));
  }

  static Pair sum(SplittableRandom random) {
    var euros =
        one(
            random,
            random.nextInt(2, 100),
            random.nextInt(100, 1000),
            10 * random.nextInt(100, 1500));
    var cents = euros < 300 && random.nextBoolean() ? one(random, 50, 90, 25, 99) : 0;
    var wrong =
        switch (random.nextInt(3)) {
          case 0 -> euros * 10;
          case 1 -> other(random, 2, 15_000, euros);
          default -> euros + one(random, 1, 10, 100);
        };
    var claim =
        one(
            random,
            "Le devis est de %s.",
            "Elle doit %s.",
            "La facture s’élève à %s.",
            "Le montant est de %s.",
            "Elle a payé %s.");
    return new Pair(
        one(random, "Le devis était de %s.", "J'ai payé %s.", "On me réclame %s.", "Ça fait %s.")
            .formatted(money(random, euros, cents)),
        claim.formatted(money(random, euros, cents)),
        claim.formatted(money(random, wrong, cents)));
  }

  private static String money(SplittableRandom random, int euros, int cents) {
    var grouped =
        euros < 1000
            ? "" + euros
            : euros / 1000
                + one(random, "\u202f", "\u00a0", " ", ".", "")
                + "%03d".formatted(euros % 1000);
    if (cents == 0) {
      return one(
          random,
          grouped + " €",
          grouped + "\u00a0€",
          grouped + " euros",
          words(euros) + " euros",
          grouped + " EUR");
    }
    return one(
        random,
        euros + "," + cents + " €",
        euros + " euros " + cents,
        euros + "€" + cents,
        words(euros) + " euros " + Counting.inWords(cents),
        words(euros) + " euros et " + Counting.inWords(cents) + " centimes",
        euros + "," + cents + " euros");
  }

  private static Pair quantity(SplittableRandom random) {
    var value = random.nextInt(2, 95);
    var wrong = other(random, 2, 95, value);
    var what =
        one(
            random,
            List.of(
                "Nous serons %s personnes.",
                "Ils seront %s personnes.", "Réservation pour %s personnes."),
            List.of(
                "La pièce fait %s mètres carrés.", "La pièce mesure %s m².", "Surface : %s m2."),
            List.of(
                "Ça fait %s minutes que ça coule.",
                "Cela coule depuis %s min.", "Fuite depuis %s minutes."),
            List.of(
                "J'attends depuis %s jours.",
                "Elle attend depuis %s jours.", "Attente de %s jours."),
            List.of("Il pèse %s kilos.", "Le colis pèse %s kg.", "Poids : %s kilos."),
            List.of("Ma mère a %s ans.", "Sa mère est âgée de %s ans.", "Sa mère a %s ans."),
            List.of(
                "On m'avait promis %s pour cent de remise.",
                "Une remise de %s % est évoquée.", "Remise de %s %."),
            List.of(
                "J'ai commandé %s chaises.",
                "Elle a commandé %s chaises.", "Commande de %s chaises."),
            List.of(
                "Il me faut %s litres de peinture.",
                "Elle a besoin de %s litres de peinture.", "Besoin : %s litres."),
            List.of("C'est à %s kilomètres.", "C’est à %s km.", "Distance : %s km."));
    var claim = what.get(random.nextInt(1, 3));
    return new Pair(
        what.getFirst().replace("%s", amount(random, value)),
        claim.replace("%s", amount(random, value)),
        claim.replace("%s", amount(random, wrong)));
  }

  private static Pair floor(SplittableRandom random) {
    if (random.nextBoolean()) {
      var code = random.nextInt(1000, 9999);
      var wrong = other(random, 1000, 9999, code);
      var said =
          one(
              random,
              "" + code,
              Counting.inWords(code / 100) + " " + pairInWords("%02d".formatted(code % 100)),
              ("" + code)
                  .chars()
                  .mapToObj(c -> Counting.inWords(c - '0'))
                  .collect(Collectors.joining(" ")));
      var claim = one(random, "Le code est %s.", "Code de la porte : %s.", "Digicode %s.");
      return new Pair(
          "Le code de la porte, c'est " + said + ".",
          claim.formatted(code),
          claim.formatted(wrong));
    }
    var floor = random.nextInt(1, 22);
    var claim =
        one(random, "Elle habite au %s étage.", "Fuite au %s étage.", "%s étage, porte gauche.");
    return new Pair(
        one(random, "J'habite au %s étage.", "C'est au %s.").formatted(ordinal(random, floor)),
        claim.formatted(ordinal(random, floor)),
        claim.formatted(ordinal(random, other(random, 2, 22, floor))));
  }

  private static String ordinal(SplittableRandom random, int floor) {
    if (floor == 1) {
      return one(random, "premier", "1er");
    }
    var word = Counting.inWords(floor);
    var spelled =
        word.endsWith("f")
            ? word.substring(0, word.length() - 1) + "vième"
            : word.endsWith("q") ? word + "uième" : word.replaceFirst("e$", "") + "ième";
    return one(random, floor + "e", floor + "ème", floor + "è", spelled, floor + "ᵉ");
  }
}
