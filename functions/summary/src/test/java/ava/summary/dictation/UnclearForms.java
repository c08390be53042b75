package ava.summary.dictation;

import static ava.summary.dictation.SpokenNumber.pairsOf;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/// What cannot be understood, and must not be guessed.
final class UnclearForms {
  private UnclearForms() {}

  static Stream<Form> all() {
    return Stream.of(
        unclear("eight digits", (s, n) -> s.say(n.substring(0, 8))),
        unclear("eight last digits", (s, n) -> s.say(n.substring(2))),
        unclear("eight digits one by one", (s, n) -> s.sayOneByOne(n.substring(0, 8))),
        unclear("nine digits", (s, n) -> s.say(n.substring(0, 9))),
        unclear("twelve to sixteen digits", UnclearForms::tooMany),
        unclear("too many one by one", (s, n) -> s.sayOneByOne(longer(s, n))),
        unclear("too many by threes", UnclearForms::tooManyByThrees),
        unclear("too many in digits", (s, n) -> String.join(" ", pairsOf(longer(s, n)))),
        new Form("too many over two turns", UnclearForms::tooManyTurns),
        new Form("two numbers, not the same", UnclearForms::contradicted),
        new Form("refused without another", UnclearForms::refused));
  }

  private static Form unclear(String name, BiFunction<SpokenNumber, String, String> said) {
    return new Form(name, s -> Phrase.unclear("C: C'est le " + said.apply(s, s.national()) + "."));
  }

  private static String tooMany(SpokenNumber s, String n) {
    return s.say(longer(s, n));
  }

  /// « sept cent, douze » would be « sept cent douze » where nothing is marked.
  private static String tooManyByThrees(SpokenNumber s, String n) {
    return n.startsWith("00", 3) || n.startsWith("00", 6)
        ? tooManyByThrees(s, s.national())
        : s.sayByThrees(n) + ", " + s.say(longer(s, ""));
  }

  private static String longer(SpokenNumber s, String n) {
    return n
        + "%06d".formatted(s.random().nextInt(1_000_000)).substring(0, 2 + s.random().nextInt(5));
  }

  private static Phrase tooManyTurns(SpokenNumber s) {
    var all = longer(s, s.national());
    var at = 2 * (1 + s.random().nextInt(4));
    return Phrase.unclear(
        "C: C'est le " + s.say(all.substring(0, at)), "A: Oui.", "C: " + s.say(all.substring(at)));
  }

  private static Phrase contradicted(SpokenNumber s) {
    var n = s.national();
    return Phrase.unclear(
        "C: C'est le " + s.say(n) + ", je répète, " + s.say(s.otherPair(n, 2)) + ".");
  }

  private static Phrase refused(SpokenNumber s) {
    var n = s.national();
    return Phrase.unclear(
        "C: C'est le " + s.say(n),
        "A: " + String.join(" ", pairsOf(n)) + " ?",
        "C: "
            + s.one(List.of("Non, ce n'est pas ça.", "Non.", "Pas du tout.", "Non, c'est faux.")));
  }
}
