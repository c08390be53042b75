package ava.summary.dictation;

import static ava.summary.dictation.SpokenNumber.pairsOf;

import ava.shared.ValidNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A form in which callers dictate.
record Form(String name, Function<SpokenNumber, Form.Phrase> phrase) {
  private static final List<String> NO =
      List.of(
          "non pardon,",
          "non,",
          "pardon,",
          "euh non,",
          "non non, excusez-moi,",
          "je me suis trompé, c'est",
          "non attendez,",
          "pardon, je voulais dire");
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
          "hum,");
  private static final List<String> YES =
      List.of("Oui.", "Je note.", "D'accord.", "Oui, je vous écoute.", "Mm.");

  /// @param number what was meant; empty when it cannot be understood
  record Phrase(List<String> lines, Optional<String> number) {
    static Phrase of(String number, String... lines) {
      return new Phrase(List.of(lines), ValidNumber.from(number).map(ValidNumber::e164));
    }

    static Phrase unclear(String... lines) {
      return new Phrase(List.of(lines), Optional.empty());
    }
  }

  static Stream<Form> all() {
    return Stream.of(
        new Form(
            "plain",
            s -> {
              var n = s.national();
              return Phrase.of(n, "C: Rappelez-moi au " + s.say(n) + ", merci.");
            }),
        new Form(
            "one by one",
            s -> {
              var n = s.national();
              return Phrase.of(n, "C: C'est le " + s.sayOneByOne(n));
            }),
        new Form(
            "by threes",
            s -> {
              var n = s.national();
              return Phrase.of(n, "C: C'est le " + s.sayByThrees(n));
            }),
        new Form(
            "digits",
            s -> {
              var n = s.national();
              var between = s.one(List.of("", " ", ".", "-", ". ", ", "));
              var written =
                  s.random().nextBoolean() || n.startsWith("0262")
                      ? String.join(between, pairsOf(n))
                      : "+33"
                          + s.one(List.of("", " ", " (0)"))
                          + n.charAt(1)
                          + between
                          + String.join(between, pairsOf(n.substring(2)));
              return Phrase.of(n, "C: Mon numéro : " + written + ".");
            }),
        new Form(
            "mixed",
            s -> {
              var n = s.national();
              var parts =
                  pairsOf(n).stream()
                      .map(p -> s.random().nextBoolean() ? p : SpokenNumber.pair(p))
                      .toList();
              return Phrase.of(n, "C: C'est le " + s.join(parts) + ".");
            }),
        new Form(
            "plus 33",
            s -> {
              var n = s.national();
              var rest = s.say("0" + n.substring(1)).replaceFirst("(?i)^z[ée]ro ", "");
              return Phrase.of(
                  n,
                  "C: Au "
                      + s.written("plus trente-trois")
                      + s.one(List.of(" ", ", "))
                      + rest
                      + ".");
            }),
        new Form(
            "corrected whole",
            s -> {
              var n = s.national();
              return Phrase.of(
                  n,
                  "C: C'est le "
                      + s.say(s.national())
                      + ", "
                      + s.one(NO)
                      + " "
                      + s.one(List.of("", "c'est le ", "le "))
                      + s.say(n)
                      + ".");
            }),
        new Form(
            "corrected last pair",
            s -> {
              var n = s.national();
              var wrong = n.substring(0, 8) + other(s, n.substring(8));
              return Phrase.of(
                  n,
                  "C: C'est le "
                      + s.say(wrong)
                      + ", "
                      + s.one(NO)
                      + " "
                      + s.written(SpokenNumber.pair(n.substring(8)))
                      + ".");
            }),
        new Form(
            "corrected middle pair",
            s -> {
              var n = s.national();
              var at = 2 * (1 + s.random().nextInt(3));
              var head = n.substring(0, at) + other(s, n.substring(at, at + 2));
              return Phrase.of(
                  n,
                  "C: C'est le "
                      + s.say(head)
                      + ", "
                      + s.one(NO)
                      + " "
                      + s.say(n.substring(at))
                      + ".");
            }),
        new Form(
            "named pair instead",
            s -> {
              while (true) {
                var n = s.national();
                var at = 2 * (1 + s.random().nextInt(4));
                var right = n.substring(at, at + 2);
                var wrong = other(s, right);
                var said = n.substring(0, at) + wrong + n.substring(at + 2);
                if (said.indexOf(wrong) == at && said.lastIndexOf(wrong) == at) {
                  var r = s.written(SpokenNumber.pair(right));
                  var w = s.written(SpokenNumber.pair(wrong));
                  return Phrase.of(
                      n,
                      "C: C'est le "
                          + s.say(said)
                          + ", "
                          + s.one(
                              List.of(
                                  "non, " + r + ", pas " + w,
                                  "non, pas " + w + ", c'est " + r,
                                  "pardon, " + r + " au lieu de " + w))
                          + ".");
                }
              }
            }),
        new Form(
            "corrected ending",
            s -> {
              var n = s.national();
              var from = 10 - 2 * (1 + s.random().nextInt(2));
              var wrong =
                  n.substring(0, from)
                      + other(s, n.substring(from, from + 2))
                      + n.substring(from + 2);
              var fix =
                  s.one(
                          List.of(
                              "non, ça finit par ",
                              "ça se termine par ",
                              "non pardon, à la fin c'est ",
                              "je me suis trompé, ça finit par "))
                      + s.say(n.substring(from));
              return s.random().nextBoolean()
                  ? Phrase.of(n, "C: C'est le " + s.say(wrong) + ", " + fix + ".")
                  : Phrase.of(
                      n,
                      "C: C'est le " + s.say(wrong) + ".",
                      "A: " + String.join(" ", pairsOf(wrong)) + ", c'est bien cela ?",
                      "C: " + fix + ".");
            }),
        new Form(
            "twice",
            s -> {
              while (true) {
                var n = s.national();
                var pairs = pairsOf(n);
                for (var i = 1; i < 4; i++) {
                  if (pairs.get(i).equals(pairs.get(i + 1))) {
                    var parts = new ArrayList<String>();
                    for (var j = 0; j < 5; j++) {
                      var pair = SpokenNumber.pair(pairs.get(j));
                      if (j == i) {
                        var zeros = pairs.get(j).equals("00");
                        parts.add(
                            zeros
                                ? "double zéro"
                                : "deux fois " + s.one(List.of("", "le ")) + pair);
                        if (zeros) {
                          parts.add("double zéro");
                        }
                        j++;
                      } else {
                        parts.add(pair);
                      }
                    }
                    return Phrase.of(n, "C: C'est le " + s.join(parts) + ".");
                  }
                }
              }
            }),
        new Form(
            "fillers between",
            s -> {
              var n = s.national();
              var text = new StringBuilder("C: Alors c'est le ");
              for (var pair : pairsOf(n)) {
                text.append(s.written(SpokenNumber.pair(pair))).append(s.one(List.of(" ", ", ")));
                if (s.random().nextBoolean()) {
                  text.append(s.one(FILLERS)).append(' ');
                }
              }
              return Phrase.of(n, text.toString());
            }),
        new Form(
            "over two turns",
            s -> {
              var n = s.national();
              var at = 2 * (1 + s.random().nextInt(4));
              return Phrase.of(
                  n,
                  "C: C'est le " + s.say(n.substring(0, at)),
                  "A: " + s.one(YES),
                  "C: " + s.say(n.substring(at)) + ".");
            }),
        new Form(
            "over all turns",
            s -> {
              var n = s.national();
              var lines = new ArrayList<String>();
              for (var pair : pairsOf(n)) {
                lines.add(
                    "C: "
                        + s.one(List.of("", "Euh, ", "Alors, "))
                        + s.written(SpokenNumber.pair(pair)));
                lines.add("A: " + s.one(List.of("Oui.", "Je note.", pair + ", oui.")));
              }
              return new Phrase(lines, ValidNumber.from(n).map(ValidNumber::e164));
            }),
        new Form(
            "said twice",
            s -> {
              var n = s.national();
              return Phrase.of(
                  n,
                  "C: C'est le "
                      + s.say(n)
                      + s.one(List.of(", je répète, ", ", donc ", ". Je répète : "))
                      + s.say(n)
                      + ".");
            }),
        new Form(
            "read back",
            s -> {
              var n = s.national();
              return Phrase.of(
                  n,
                  "C: C'est le " + s.say(n),
                  "A: Je relis : " + s.say(n) + ", c'est bien ça ?",
                  "C: "
                      + s.one(
                          List.of("Oui.", "Oui, c'est ça.", "Exactement.", "Tout à fait, merci.")));
            }),
        new Form(
            "read back refused",
            s -> {
              var n = s.national();
              var heard = n.substring(0, 8) + other(s, n.substring(8));
              return Phrase.of(
                  n,
                  "C: C'est le " + s.say(heard),
                  "A: " + String.join(" ", pairsOf(heard)) + " ?",
                  "C: Non, c'est le " + s.say(n) + ".");
            }),
        new Form(
            "refused without another",
            s -> {
              var n = s.national();
              return Phrase.unclear(
                  "C: C'est le " + s.say(n),
                  "A: " + String.join(" ", pairsOf(n)) + " ?",
                  "C: Non, ce n'est pas ça.");
            }),
        new Form(
            "eight digits",
            s ->
                Phrase.unclear(
                    "C: C'est le "
                        + s.say(
                            s.random().nextBoolean()
                                ? s.national().substring(0, 8)
                                : s.national().substring(2))
                        + ".")),
        new Form(
            "too many digits",
            s -> {
              var more =
                  "%06d"
                      .formatted(s.random().nextInt(1_000_000))
                      .substring(0, 2 * (1 + s.random().nextInt(3)));
              return Phrase.unclear("C: C'est le " + s.say(s.national() + more) + ".");
            }));
  }

  @Override
  public String toString() {
    return name;
  }

  private static String other(SpokenNumber say, String pair) {
    while (true) {
      var other = "%02d".formatted(say.random().nextInt(100));
      if (!other.equals(pair)) {
        return other;
      }
    }
  }
}
