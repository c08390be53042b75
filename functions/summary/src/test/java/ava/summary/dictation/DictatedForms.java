package ava.summary.dictation;

import static ava.summary.dictation.SpokenNumber.pairsOf;

import ava.shared.contact.ValidNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Numbers that are said at once.
final class DictatedForms {
  private static final List<String> FILLERS =
      List.of(
          "attendez,",
          "voilà,",
          "et puis",
          "euh",
          "alors",
          "ensuite",
          "je regarde,",
          "et après",
          "hum,",
          "attendez une seconde,",
          "ben",
          "donc",
          "vous notez ?",
          "oui,",
          "et",
          "comment dire,",
          "voyons,",
          "je crois,");
  private static final List<String> BEFORE =
      List.of(
          "Oui alors, mon numéro de téléphone portable, c'est le ",
          "Bonjour, j'ai une fuite depuis deux jours, vous pouvez me joindre au ",
          "Alors je vous le donne, vous notez ? ",
          "Je suis au 12 rue des Lilas, et mon téléphone c'est ",
          "J'ai appelé trois fois ce matin ! Bref, c'est le ",
          "Mon fixe, c'est le ",
          "Le mieux c'est de me rappeler sur mon portable, au ",
          "Euh, attendez, je le retrouve, voilà : ");
  private static final List<String> BEHIND =
      List.of(
          ", voilà, merci beaucoup.",
          ", après dix-huit heures si possible.",
          ". C'est pour une fuite au 3e étage.",
          ", je suis joignable toute la journée.",
          ", et demandez Mme Petit.",
          ", merci, bonne journée.",
          ". On sera deux.",
          ".");

  private DictatedForms() {}

  static Stream<Form> all() {
    return Stream.of(
        Form.of("plain", (s, n) -> "Rappelez-moi au " + s.say(n) + ", merci."),
        Form.of("one by one", (s, n) -> "C'est le " + s.sayOneByOne(n)),
        Form.of("by threes", (s, n) -> "C'est le " + s.sayByThrees(n)),
        Form.of("Belgian and Swiss", (s, n) -> "C'est le " + s.sayAs(n, s::abroad)),
        Form.of("among other words", (s, n) -> s.one(BEFORE) + s.say(n) + s.written(s.one(BEHIND))),
        Form.of("plus 33", DictatedForms::plus33),
        Form.of("zero zero 33", (s, n) -> plus33(s, n).replaceFirst("(?i)plus", "zéro zéro")),
        Form.of("said twice at once", (s, n) -> "C'est le " + s.say(n) + ", " + s.say(n) + "."),
        Form.of("fillers between", DictatedForms::filled),
        new Form("twice", DictatedForms::twice),
        new Form("double", DictatedForms::doubled),
        new Form("overseas", s -> said(s, s.overseas(), "C'est le ")),
        new Form("overseas, three digits first", DictatedForms::overseasByThree),
        new Form("overseas with its code", DictatedForms::overseasCode),
        new Form("Belgium, Switzerland, Luxembourg", DictatedForms::neighbour));
  }

  private static Phrase said(SpokenNumber s, String number, String before) {
    return Phrase.of(number, "C: " + before + s.say(number) + ".");
  }

  private static String plus33(SpokenNumber s, String n) {
    var rest = s.say(n).replaceFirst("(?i)^z[ée]ro ", "");
    return "Au " + s.written("plus trente-trois") + s.one(List.of(" ", ", ")) + rest + ".";
  }

  private static String filled(SpokenNumber s, String n) {
    return "Alors c'est le "
        + pairsOf(n).stream()
            .map(pair ->
                s.written(SpokenNumber.pair(pair))
                    + s.one(List.of(" ", ", "))
                    + (s.random().nextBoolean() ? s.one(FILLERS) + " " : ""))
            .collect(Collectors.joining());
  }

  /// « deux fois vingt-deux ».
  private static Phrase twice(SpokenNumber s) {
    while (true) {
      var n = s.national();
      var pairs = pairsOf(n);
      for (var i = 1; i < 4; i++) {
        if (pairs.get(i).equals(pairs.get(i + 1))) {
          var parts = new ArrayList<>(pairs.stream().map(SpokenNumber::pair).toList());
          var twice = "deux fois " + s.one(List.of("", "le ")) + parts.remove(i);
          parts.set(i, pairs.get(i).equals("00") ? "quatre fois zéro" : twice);
          return Phrase.of(n, "C: C'est le " + s.join(parts) + ".");
        }
      }
    }
  }

  /// « double zéro », « double sept ».
  private static Phrase doubled(SpokenNumber s) {
    while (true) {
      var n = s.national();
      if (pairsOf(n).stream().skip(1).anyMatch(pair -> pair.charAt(0) == pair.charAt(1))) {
        return Phrase.of(n, "C: C'est le " + s.sayAs(n, DictatedForms::doubledPair) + ".");
      }
    }
  }

  private static String doubledPair(String pair) {
    return pair.charAt(0) == pair.charAt(1)
        ? "double " + SpokenNumber.digit(pair.charAt(0))
        : SpokenNumber.pair(pair);
  }

  /// « zéro six cent quatre-vingt-douze, douze, … ».
  private static Phrase overseasByThree(SpokenNumber s) {
    while (true) {
      var n = s.overseas();
      if (n.charAt(1) != '0' && n.charAt(2) != '0') {
        var parts = new ArrayList<String>();
        parts.add("zéro " + SpokenNumber.below1000(Integer.parseInt(n.substring(1, 4))));
        pairsOf(n.substring(4)).forEach(pair -> parts.add(SpokenNumber.pair(pair)));
        return Phrase.of(n, "C: C'est le " + s.join(parts) + ".");
      }
    }
  }

  /// « plus deux cent soixante-deux, six cent quatre-vingt-douze, douze, … ».
  private static Phrase overseasCode(SpokenNumber s) {
    while (true) {
      var n = ValidNumber.from(s.overseas()).orElseThrow().e164();
      if (n.charAt(4) != '0') {
        var parts = new ArrayList<String>();
        parts.add("plus " + SpokenNumber.below1000(Integer.parseInt(n.substring(1, 4))));
        parts.add(SpokenNumber.below1000(Integer.parseInt(n.substring(4, 7))));
        pairsOf(n.substring(7)).forEach(pair -> parts.add(SpokenNumber.pair(pair)));
        return Phrase.of(n, "C: C'est le " + s.join(parts) + ".");
      }
    }
  }

  /// « plus trente-deux, quatre cent soixante-dix, douze, … ».
  private static Phrase neighbour(SpokenNumber s) {
    while (true) {
      var code = s.one(List.of("32", "41", "352"));
      var head = s.one(List.of("470", "485", "495", "791", "765", "621", "691"));
      var n = "+" + code + head + "%06d".formatted(s.random().nextInt(1_000_000));
      if (ValidNumber.from(n).isPresent()) {
        var parts = new ArrayList<String>();
        parts.add(
            s.one(List.of("plus ", "zéro zéro ")) + SpokenNumber.below1000(Integer.parseInt(code)));
        parts.add(SpokenNumber.below1000(Integer.parseInt(head)));
        pairsOf(n.substring(n.length() - 6)).forEach(pair -> parts.add(SpokenNumber.pair(pair)));
        return Phrase.of(n, "C: Au " + s.join(parts) + ", en Belgique ou en Suisse.");
      }
    }
  }
}
