package ava.summary.dictation;

import static ava.summary.dictation.SpokenNumber.pairsOf;

import ava.shared.contact.ValidNumber;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Numbers that are transcribed in digits.
final class WrittenForms {
  private static final List<String> BETWEEN = List.of("", " ", ".", "-", ". ", ", ", "/", " - ");

  /// Numbers of other countries, with how many of their last digits may be any.
  private static final List<String> ABROAD =
      List.of(
          "+3247#######",
          "+3225######",
          "+4179#######",
          "+4122#######",
          "+352621######",
          "+4915########",
          "+447#########",
          "+346########",
          "+39347#######",
          "+1212#######",
          "+2126########",
          "+2135########",
          "+21620######",
          "+377607#####");

  private WrittenForms() {}

  static Stream<Form> all() {
    return Stream.of(
        Form.of("digits", WrittenForms::digits),
        Form.of("digits one by one", (s, n) -> "C'est le " + s.join(List.of(n.split(""))) + "."),
        Form.of("digits by threes", (s, n) -> "C'est le " + byThrees(s, n) + "."),
        Form.of("digits and words", WrittenForms::mixed),
        new Form("overseas in digits", WrittenForms::overseas),
        new Form("abroad in digits", WrittenForms::abroad));
  }

  private static String digits(SpokenNumber s, String n) {
    var between = s.one(BETWEEN);
    var pairs = String.join(between, pairsOf(n));
    var after33 = n.charAt(1) + between + String.join(between, pairsOf(n.substring(2)));
    return "Mon numéro : "
        + s.one(
            List.of(
                pairs,
                "+33" + after33,
                "+33 " + after33,
                "+33 (0)" + after33,
                "+33 (0) " + after33,
                "0033 " + after33,
                "00 33 " + after33,
                "(" + n.substring(0, 2) + ") " + String.join(between, pairsOf(n.substring(2)))))
        + ".";
  }

  private static String byThrees(SpokenNumber s, String n) {
    var cuts = s.one(List.of(List.of(2, 5, 8), List.of(4, 7), List.of(1, 4, 7), List.of(4, 6, 8)));
    var written = new StringBuilder(n);
    for (int cut : cuts.reversed()) {
      written.insert(cut, ' ');
    }
    return written.toString();
  }

  private static String mixed(SpokenNumber s, String n) {
    return "C'est le "
        + s.sayAs(n, pair -> s.random().nextBoolean() ? pair : SpokenNumber.pair(pair))
        + ".";
  }

  private static Phrase overseas(SpokenNumber s) {
    var n = s.overseas();
    var e164 = ValidNumber.from(n).orElseThrow().e164();
    var between = s.one(List.of("", " ", ".", "-"));
    var behind = String.join(between, pairsOf(n.substring(4)));
    return Phrase.of(
        n,
        "C: C'est le "
            + s.one(
                List.of(
                    String.join(between, pairsOf(n)),
                    n.substring(0, 4) + between + behind,
                    e164.substring(0, 4) + " " + n.substring(1, 4) + between + behind,
                    e164.substring(0, 4) + " (0)" + n.substring(1, 4) + between + behind,
                    "+33 " + n.substring(1, 4) + between + behind))
            + ".");
  }

  private static Phrase abroad(SpokenNumber s) {
    while (true) {
      var n =
          s.one(ABROAD)
              .chars()
              .mapToObj(c -> c == '#' ? "" + s.random().nextInt(10) : Character.toString(c))
              .collect(Collectors.joining());
      if (ValidNumber.from(n).isPresent()) {
        var between = s.one(List.of("", " ", ".", "-"));
        var written = n.substring(0, 3) + " " + String.join(between, pairsOf(n.substring(3)));
        return Phrase.of(
            n,
            "C: Je vous appelle de l'étranger, c'est le "
                + (s.random().nextBoolean() ? written : written.replace("+", "00"))
                + ".");
      }
    }
  }
}
