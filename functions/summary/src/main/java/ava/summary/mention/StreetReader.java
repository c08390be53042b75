package ava.summary.mention;

import ava.summary.mention.Mention.Street;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads streets with their numbers.
final class StreetReader {
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("av", "avenue"),
          Map.entry("ave", "avenue"),
          Map.entry("bd", "boulevard"),
          Map.entry("bld", "boulevard"),
          Map.entry("blvd", "boulevard"),
          Map.entry("boul", "boulevard"),
          Map.entry("ch", "chemin"),
          Map.entry("imp", "impasse"),
          Map.entry("pl", "place"),
          Map.entry("rte", "route"),
          Map.entry("sq", "square"));
  private static final Set<String> SURE =
      Set.of(
          "rue",
          "avenue",
          "boulevard",
          "impasse",
          "allee",
          "allees",
          "ruelle",
          "venelle",
          "faubourg",
          "esplanade",
          "lotissement");

  /// Words that mean a street only with a number before or a name behind.
  private static final Set<String> MAYBE =
      Set.of(
          "place",
          "chemin",
          "route",
          "quai",
          "cours",
          "square",
          "passage",
          "cite",
          "residence",
          "villa",
          "sentier",
          "voie",
          "montee",
          "hameau",
          "promenade");

  private static final Set<String> ARTICLES =
      Set.of("de", "du", "des", "la", "le", "les", "l", "d", "a", "au", "aux");

  /// Before the town, behind a street's name.
  private static final Set<String> TOWARDS = Set.of("a", "au", "aux");

  private static final Set<String> REPEATS = Set.of("bis", "ter", "quater");
  private static final int LONGEST = 8;

  private final Passage text;

  private StreetReader(Passage text) {
    this.text = text;
  }

  static void read(Passage text) {
    var reader = new StreetReader(text);
    for (var at = 0; at < text.size(); at++) {
      if (kind(text.plain(at)).isPresent() && !text.isRead(at)) {
        reader.street(at);
      }
    }
  }

  /// Whether a street's name may begin here.
  static boolean begins(Passage text, int at) {
    return kind(text.plain(at)).isPresent()
        || (text.is(at, REPEATS) && kind(text.plain(at + 1)).isPresent());
  }

  private static Optional<String> kind(String word) {
    var whole = SHORT.getOrDefault(word, word);
    return Optional.of(whole).filter(w -> SURE.contains(w) || MAYBE.contains(w));
  }

  private void street(int at) {
    var kind = kind(text.plain(at)).orElseThrow();
    var name = new ArrayList<String>();
    var end = name(at + 1, name);
    var number = number(at);
    var capital = !name.isEmpty() && capital(at + 1, end);
    if (name.isEmpty()
        || (!SURE.contains(kind) && !capital && number.isEmpty())
        || leadsToStreet(at, end)) {
      return;
    }
    var written = number.map(n -> n.value().toPlainString() + repeat(n.to()));
    text.street(at + 1, end);
    // the name's words stay unread for the capitals in them
    text.means(
        number.map(Numeral::from).orElse(at), end, new Street(written, kind, List.copyOf(name)));
  }

  /// « un passage au 95 avenue Pasteur », « la route du 12 rue des Lilas ».
  private boolean leadsToStreet(int at, int end) {
    return !SURE.contains(kind(text.plain(at)).orElseThrow())
        && text.is(at + 1, ARTICLES)
        && text.numeral(at + 2).isPresent()
        && (begins(text, end) || text.is(end, REPEATS));
  }

  private boolean capital(int from, int to) {
    for (var i = from; i < to; i++) {
      if (text.word(i).capital()) {
        return true;
      }
    }
    return false;
  }

  private String repeat(int at) {
    return text.is(at, REPEATS) ? " " + text.plain(at) : "";
  }

  private Optional<Numeral> number(int kindAt) {
    var at = text.is(kindAt - 1, REPEATS) ? kindAt - 1 : kindAt;
    if (text.says(kindAt - 2, "de", "la") || text.says(kindAt - 2, "de", "l")) {
      at = kindAt - 2;
    } else if (text.is(kindAt - 1, Set.of("de", "du", "d"))) {
      at = kindAt - 1;
    }
    return text.numeralBefore(at).filter(n -> !n.ordinal());
  }

  private int name(int from, List<String> name) {
    var end = from;
    for (var at = from; at < Math.min(text.size(), from + LONGEST); ) {
      var word = text.word(at);
      var shortened =
          at == from && SHORT.containsKey(text.plain(at - 1)) && word.before().startsWith(".");
      if ((!shortened && word.before().matches("(?s).*[,.;:!?()\n].*")) || text.isRead(at)) {
        break;
      }
      var numeral = text.numeral(at);
      if (!name.isEmpty() && text.is(at, TOWARDS)) {
        break;
      } else if (text.is(at, ARTICLES)) {
        at++;
      } else if (numeral.isPresent() && (name.isEmpty() || (name.size() == 2 && month(at - 1)))) {
        name.add(numeral.get().value().toPlainString());
        at = numeral.get().to();
        end = at;
      } else if (numeral.isEmpty() && (name.isEmpty() || word.capital() || month(at))) {
        name.add(word.plain());
        end = ++at;
      } else {
        break;
      }
    }
    return end;
  }

  private boolean month(int at) {
    return text.is(
        at,
        Set.of(
            "janvier",
            "fevrier",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "aout",
            "septembre",
            "octobre",
            "novembre",
            "decembre"));
  }
}
