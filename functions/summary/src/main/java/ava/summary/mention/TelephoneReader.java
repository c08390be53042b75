package ava.summary.mention;

import ava.summary.mention.Mention.Ending;
import ava.summary.mention.Mention.Telephone;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads telephone numbers, whole or in parts: the numbers in them count nothing.
final class TelephoneReader {
  private static final int DIGITS = 8;
  private static final int FEW = 4;
  private static final Set<String> FILLERS = Set.of("euh", "heu", "puis", "alors", "ensuite");
  private static final Set<String> NO_CODE =
      Set.of("h", "heure", "heures", "euro", "euros", "€", "%", "rue", "avenue", "boulevard");

  private TelephoneReader() {}

  static void read(Passage text) {
    for (var at = 0; at < text.size(); ) {
      var run = run(text, at);
      if (run.isEmpty()) {
        at++;
      } else {
        judge(text, run);
        at = run.getLast().to();
      }
    }
  }

  private static List<Numeral> run(Passage text, int start) {
    var run = new ArrayList<Numeral>();
    var next = start;
    while (true) {
      var at = run.isEmpty() ? next : behindFillers(text, next);
      var numeral = text.numeral(at).filter(n -> !n.ordinal());
      if (numeral.isEmpty() || (!run.isEmpty() && !near(text, next, at))) {
        return run;
      }
      run.add(numeral.get());
      next = numeral.get().to();
    }
  }

  private static int behindFillers(Passage text, int at) {
    return text.is(at, FILLERS) ? at + 1 : at;
  }

  private static boolean near(Passage text, int from, int at) {
    return at > from || text.word(at).before().matches("[\\s\u00a0\u202f.,;…-]*");
  }

  private static void judge(Passage text, List<Numeral> run) {
    var from = run.getFirst().from();
    var to = run.getLast().to();
    var digits = run.stream().map(Numeral::digits).collect(Collectors.joining());
    var plus = text.plain(from - 1).equals("+") || text.plain(from - 1).equals("plus");
    var zero = digits.startsWith("0") && (run.size() > 2 || digits.length() >= DIGITS);
    var whole =
        digits.length() >= DIGITS
            && !text.is(to, NO_CODE)
            && (run.size() >= FEW || run.size() == 1);
    if (ending(text, from)) {
      text.means(from, to, new Ending(digits));
    } else if (plus || zero || whole) {
      text.means(from, to, new Telephone((plus ? "+" : "") + digits));
    } else if (run.size() > 1 && !text.is(to, NO_CODE) && !parted(text, run)) {
      text.means(from, to, new Mention.Code(digits));
    }
  }

  private static boolean ending(Passage text, int at) {
    return text.says(at - 2, "terminant", "par")
        || text.says(at - 2, "finissant", "par")
        || text.says(at - 2, "termine", "par")
        || text.says(at - 2, "finit", "par");
  }

  private static boolean parted(Passage text, List<Numeral> run) {
    return run.stream().skip(1).anyMatch(n -> text.word(n.from()).before().contains(","));
  }
}
