package ava.summary.dictation;

import static ava.summary.dictation.SpokenNumber.pairsOf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Numbers that caller and Ava come to agree on.
final class ConversationForms {
  private static final List<String> HEARD =
      List.of(
          "Oui.", "Je note.", "D'accord.", "Oui, je vous écoute.", "Mm.", "Très bien, ensuite ?");
  private static final List<String> YES =
      List.of(
          "Oui.",
          "Oui, c'est ça.",
          "Exactement.",
          "Tout à fait, merci.",
          "Oui oui, c'est bien ça.",
          "C'est ça.",
          "Parfait.",
          "Voilà.",
          "Affirmatif.",
          "Oui, c'est correct.",
          "C'est exact.",
          "Impeccable, merci.",
          "Mm-hm.",
          "Ouais, nickel.");
  private static final List<String> NO =
      List.of("Non, c'est le ", "Non non, ", "Ah non, c'est ", "Pas du tout, c'est le ", "Non : ");

  private ConversationForms() {}

  static Stream<Form> all() {
    return Stream.of(
        new Form("over two turns", ConversationForms::twoTurns),
        new Form("over all turns", ConversationForms::allTurns),
        new Form("said twice", ConversationForms::saidTwice),
        new Form("said again when asked", ConversationForms::saidAgain),
        new Form("read back", ConversationForms::readBack),
        new Form("read back refused", ConversationForms::refused),
        new Form("read back mended", ConversationForms::mended),
        new Form("another one later", ConversationForms::another));
  }

  private static Phrase twoTurns(SpokenNumber s) {
    var n = s.national();
    var at = 2 * (1 + s.random().nextInt(4));
    return Phrase.of(
        n,
        "C: C'est le " + s.say(n.substring(0, at)),
        "A: " + s.one(HEARD),
        "C: " + s.say(n.substring(at)) + ".");
  }

  private static Phrase allTurns(SpokenNumber s) {
    var n = s.national();
    var lines = new ArrayList<String>();
    for (var pair : pairsOf(n)) {
      lines.add(
          "C: " + s.one(List.of("", "Euh, ", "Alors, ")) + s.written(SpokenNumber.pair(pair)));
      lines.add("A: " + s.one(List.of("Oui.", "Je note.", pair + ", oui.")));
    }
    return Phrase.of(n, lines);
  }

  private static Phrase saidTwice(SpokenNumber s) {
    var n = s.national();
    return Phrase.of(
        n,
        "C: C'est le "
            + s.say(n)
            + s.one(List.of(", je répète, ", ", donc ", ". Je répète : ", ", je redis : "))
            + s.say(n)
            + ".");
  }

  private static Phrase saidAgain(SpokenNumber s) {
    var n = s.national();
    return Phrase.of(
        n,
        "C: C'est le " + s.say(n) + ".",
        "A: "
            + s.one(
                List.of(
                    "Pardon, pouvez-vous répéter ?",
                    "Excusez-moi, je n'ai pas bien entendu.",
                    "Pouvez-vous me redonner le numéro, s'il vous plaît ?")),
        "C: " + s.one(List.of("Oui, ", "Oui, c'est le ", "Alors, ", "")) + s.say(n) + ".");
  }

  private static Phrase readBack(SpokenNumber s) {
    var n = s.national();
    return Phrase.of(
        n,
        "C: C'est le " + s.say(n),
        "A: Je relis : " + s.say(n) + ", c'est bien ça ?",
        "C: " + s.one(YES));
  }

  private static Phrase refused(SpokenNumber s) {
    var n = s.national();
    var heard = s.otherPair(n, 1 + s.random().nextInt(4));
    return Phrase.of(
        n,
        "C: C'est le " + s.say(heard),
        "A: " + String.join(" ", pairsOf(heard)) + " ?",
        "C: " + s.one(NO) + s.say(n) + ".");
  }

  /// Ava misheard; the caller says which pair.
  private static Phrase mended(SpokenNumber s) {
    var n = s.national();
    var heard = s.otherPair(n, 4);
    return Phrase.of(
        n,
        "C: C'est le " + s.say(n),
        "A: " + String.join(" ", pairsOf(heard)) + ", c'est bien cela ?",
        "C: "
            + s.one(
                List.of(
                    "Non, à la fin c'est ",
                    "Non, ça finit par ",
                    "Presque : les deux derniers c'est ",
                    "Non, c'est pas ça, ça se termine par "))
            + s.written(SpokenNumber.pair(n.substring(8)))
            + ".",
        "A: " + String.join(" ", pairsOf(n)) + " ?",
        "C: " + s.one(YES));
  }

  private static Phrase another(SpokenNumber s) {
    var n = s.national();
    return Phrase.of(
        n,
        "C: C'est le " + s.say(s.national()) + ".",
        "A: C'est noté.",
        "C: Attendez, rappelez-moi plutôt sur l'autre, le " + s.say(n) + ".");
  }
}
