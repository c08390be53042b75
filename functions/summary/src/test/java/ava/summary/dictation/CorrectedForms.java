package ava.summary.dictation;

import static ava.summary.dictation.SpokenNumber.pair;
import static ava.summary.dictation.SpokenNumber.pairsOf;

import java.util.List;
import java.util.stream.Stream;

/// Numbers that the caller mends while he says them.
final class CorrectedForms {
  private static final List<String> NO =
      List.of(
          "non pardon,",
          "non,",
          "pardon,",
          "euh non,",
          "non non, excusez-moi,",
          "je me suis trompé, c'est",
          "non attendez,",
          "pardon, je voulais dire",
          "ah non,",
          "oh pardon,",
          "enfin non,",
          "non, désolée,",
          "oups,",
          "non je me trompe,",
          "je corrige,",
          "non, en fait c'est");

  private CorrectedForms() {}

  static Stream<Form> all() {
    return Stream.of(
        Form.of("corrected whole", CorrectedForms::whole),
        Form.of("corrected twice", CorrectedForms::twice),
        Form.of("corrected last pair", CorrectedForms::lastPair),
        Form.of("corrected middle pair", CorrectedForms::middlePair),
        Form.of("corrected at once", CorrectedForms::atOnce),
        Form.of("begun again", CorrectedForms::begunAgain),
        new Form("named pair instead", CorrectedForms::namedPair),
        new Form("corrected ending", CorrectedForms::ending),
        new Form("corrected beginning", CorrectedForms::beginning),
        new Form("corrected in the next turn", CorrectedForms::nextTurn));
  }

  private static String whole(SpokenNumber s, String n) {
    return "C'est le %s, %s %s%s."
        .formatted(
            s.say(s.national()), s.one(NO), s.one(List.of("", "c'est le ", "le ")), s.say(n));
  }

  private static String twice(SpokenNumber s, String n) {
    return "C'est le %s, %s %s, %s %s."
        .formatted(s.say(s.national()), s.one(NO), s.say(s.national()), s.one(NO), s.say(n));
  }

  private static String lastPair(SpokenNumber s, String n) {
    return "C'est le %s, %s %s."
        .formatted(s.say(s.otherPair(n, 4)), s.one(NO), s.written(pair(n.substring(8))));
  }

  /// The rest follows behind the pair that was wrong.
  private static String middlePair(SpokenNumber s, String n) {
    var at = 1 + s.random().nextInt(3);
    return "C'est le %s, %s %s."
        .formatted(
            s.say(s.otherPair(n, at).substring(0, 2 * at + 2)),
            s.one(NO),
            s.say(n.substring(2 * at)));
  }

  /// Only the pair is said again, and then the rest after a pause.
  private static String atOnce(SpokenNumber s, String n) {
    var at = 1 + s.random().nextInt(3);
    return "C'est le %s, %s %s, euh, %s."
        .formatted(
            s.say(s.otherPair(n, at).substring(0, 2 * at + 2)),
            s.one(NO),
            s.written(pair(n.substring(2 * at, 2 * at + 2))),
            s.say(n.substring(2 * at + 2)));
  }

  private static String begunAgain(SpokenNumber s, String n) {
    var at = 2 + s.random().nextInt(3);
    return "C'est le %s, %s %s."
        .formatted(
            s.say(s.otherPair(n, at - 1).substring(0, 2 * at)),
            s.one(
                List.of(
                    "non, je recommence,", "attendez, je reprends :", "pardon, je recommence :")),
            s.say(n));
  }

  private static Phrase namedPair(SpokenNumber s) {
    while (true) {
      var n = s.national();
      var at = 1 + s.random().nextInt(4);
      var said = s.otherPair(n, at);
      var wrong = said.substring(2 * at, 2 * at + 2);
      if (said.indexOf(wrong) == 2 * at && said.lastIndexOf(wrong) == 2 * at) {
        var r = s.written(pair(n.substring(2 * at, 2 * at + 2)));
        var w = s.written(pair(wrong));
        return Phrase.of(
            n,
            "C: C'est le %s, %s."
                .formatted(
                    s.say(said),
                    s.one(
                        List.of(
                            "non, " + r + ", pas " + w,
                            "non, pas " + w + ", c'est " + r,
                            "non, pas " + w + " mais " + r,
                            "pardon, " + r + " et pas " + w,
                            "j'ai dit " + w + ", c'est " + r,
                            "non, c'est " + r + " et non " + w,
                            "pardon, " + r + " au lieu de " + w))));
      }
    }
  }

  private static Phrase ending(SpokenNumber s) {
    var n = s.national();
    var from = 3 + s.random().nextInt(2);
    var wrong = s.otherPair(n, from);
    var fix =
        s.one(
                List.of(
                    "non, ça finit par ",
                    "ça se termine par ",
                    "non, ça se termine par ",
                    "non pardon, à la fin c'est ",
                    "non, la fin c'est ",
                    "je me suis trompé, ça finit par "))
            + s.say(n.substring(2 * from));
    return s.random().nextBoolean()
        ? Phrase.of(n, "C: C'est le " + s.say(wrong) + ", " + fix + ".")
        : Phrase.of(
            n,
            "C: C'est le " + s.say(wrong) + ".",
            "A: " + String.join(" ", pairsOf(wrong)) + ", c'est bien cela ?",
            "C: " + fix + ".");
  }

  private static Phrase beginning(SpokenNumber s) {
    while (true) {
      var n = s.national();
      var wrong = "0" + (1 + s.random().nextInt(9)) + n.substring(2);
      if (!wrong.equals(n) && n.charAt(2) != '0') {
        return Phrase.of(
            n,
            "C: C'est le %s, %s %s."
                .formatted(
                    s.say(wrong),
                    s.one(
                        List.of(
                            "non, ça commence par",
                            "pardon, au début c'est",
                            "non non, ça commence par")),
                    s.written(pair(n.substring(0, 2)))));
      }
    }
  }

  private static Phrase nextTurn(SpokenNumber s) {
    var n = s.national();
    return Phrase.of(
        n,
        "C: C'est le " + s.say(s.otherPair(n, 4)) + ".",
        "A: " + s.one(List.of("Merci, c'est noté.", "D'accord.", "Très bien, je note.")),
        "C: "
            + s.one(
                List.of(
                    "Non pardon, je me suis trompé, à la fin c'est ",
                    "Excusez-moi, les deux derniers c'est ",
                    "Ah non, ça finit par "))
            + s.written(pair(n.substring(8)))
            + ".");
  }
}
