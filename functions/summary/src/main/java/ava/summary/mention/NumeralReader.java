package ava.summary.mention;

import ava.summary.dictation.Cardinals;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads French numbers, in words or digits, as one reads them aloud: « soixante-dix-huit » is 78.
final class NumeralReader {
  /// « une dizaine ».
  private static final Map<String, Integer> ABOUT =
      Map.of(
          "dizaine", 10,
          "douzaine", 12,
          "quinzaine", 15,
          "vingtaine", 20,
          "trentaine", 30,
          "quarantaine", 40,
          "cinquantaine", 50,
          "soixantaine", 60,
          "centaine", 100,
          "millier", 1000);

  private static final Map<String, String> ORDINALS =
      Map.ofEntries(
          Map.entry("premier", "un"),
          Map.entry("premiere", "un"),
          Map.entry("second", "deux"),
          Map.entry("seconde", "deux"),
          Map.entry("unieme", "un"),
          Map.entry("deuxieme", "deux"),
          Map.entry("troisieme", "trois"),
          Map.entry("quatrieme", "quatre"),
          Map.entry("cinquieme", "cinq"),
          Map.entry("sixieme", "six"),
          Map.entry("septieme", "sept"),
          Map.entry("huitieme", "huit"),
          Map.entry("neuvieme", "neuf"),
          Map.entry("dixieme", "dix"),
          Map.entry("onzieme", "onze"),
          Map.entry("douzieme", "douze"),
          Map.entry("treizieme", "treize"),
          Map.entry("quatorzieme", "quatorze"),
          Map.entry("quinzieme", "quinze"),
          Map.entry("seizieme", "seize"),
          Map.entry("vingtieme", "vingt"),
          Map.entry("trentieme", "trente"),
          Map.entry("quarantieme", "quarante"),
          Map.entry("cinquantieme", "cinquante"),
          Map.entry("soixantieme", "soixante"),
          Map.entry("centieme", "cent"));
  private static final Set<String> ENDINGS =
      Set.of("e", "er", "ere", "re", "eme", "ieme", "nd", "nde", "o", "ᵉ", "ᵉʳ");
  private static final int NONE = -1;

  private final List<Word> words;
  private int at;
  private boolean ordinal;

  private NumeralReader(List<Word> words, int at) {
    this.words = words;
    this.at = at;
  }

  /// The number that begins with a word.
  static Optional<Numeral> at(List<Word> words, int at) {
    var reader = new NumeralReader(words, at);
    return words.get(at).digits() ? reader.written() : reader.spelled();
  }

  private Optional<Numeral> written() {
    var from = at;
    var digits = new StringBuilder(words.get(at++).text());
    while (digits.charAt(0) != '0' && digits.length() <= 9 && thousand()) {
      digits.append(words.get(at++).text());
    }
    var value = new BigDecimal(digits.toString());
    if (decimals()) {
      value = new BigDecimal(digits + "." + words.get(at++).text());
    }
    if (at < words.size() && words.get(at).before().isEmpty() && ENDINGS.contains(plain(at))) {
      ordinal = true;
      at++;
    } else {
      value = value.multiply(large());
    }
    return numeral(from, value, digits.toString());
  }

  private boolean thousand() {
    return at < words.size()
        && words.get(at - 1).text().length() <= 3
        && words.get(at).text().matches("[0-9]{3}")
        && words.get(at).before().matches("[ .\u00a0\u202f]");
  }

  private boolean decimals() {
    return at < words.size()
        && words.get(at).text().matches("[0-9]{1,2}")
        && words.get(at).before().matches("[,.]")
        && !row(at - 1)
        && !(at + 1 < words.size()
            && words.get(at + 1).digits()
            && words.get(at + 1).before().matches("[,.]"));
  }

  /// Whether a number stands in a row of numbers between dots: « 06.12.34 ».
  private boolean row(int index) {
    var word = words.get(index);
    return word.text().matches("0[0-9]+")
        || (index > 0 && words.get(index - 1).digits() && word.before().matches("[,.]"));
  }

  private BigDecimal large() {
    for (var factor : List.of(Map.entry("mille", 1000), Map.entry("million", 1_000_000))) {
      if (is(factor.getKey()) || is(factor.getKey() + "s")) {
        at++;
        return BigDecimal.valueOf(factor.getValue());
      }
    }
    return BigDecimal.ONE;
  }

  private Optional<Numeral> spelled() {
    var from = at;
    if (plain(at).equals("zero")) {
      at++;
      return numeral(from, BigDecimal.ZERO, "0");
    }
    var first = millions();
    if (first == NONE) {
      return Optional.empty();
    }
    var value = BigDecimal.valueOf(first);
    if (!ordinal && is("virgule") && at + 1 < words.size()) {
      var fraction = at(words, at + 1).filter(part -> !part.ordinal());
      if (fraction.isPresent()) {
        at = fraction.get().to();
        value = new BigDecimal(first + "." + fraction.get().value().toPlainString());
      }
    }
    var about = ABOUT.get(at < words.size() ? plain(at).replaceFirst("s$", "") : "");
    if (about != null && words.get(at).joined()) {
      at++;
      value = value.multiply(BigDecimal.valueOf(about));
    }
    return numeral(from, value, value.toPlainString());
  }

  private Optional<Numeral> numeral(int from, BigDecimal value, String digits) {
    var article = at == from + 1 && plain(from).matches("une?");
    return Optional.of(new Numeral(from, at, value, ordinal, article, digits));
  }

  private int millions() {
    var head = thousands();
    if (head != NONE && !ordinal && (is("million") || is("millions"))) {
      at++;
      return head * 1_000_000 + (joined() ? Math.max(0, thousands()) : 0);
    }
    return head;
  }

  private int thousands() {
    var head = hundreds();
    if (!ordinal && (head == NONE ? first("mille", "mil") : is("mille"))) {
      at++;
      return (head == NONE ? 1 : head) * 1000 + (joined() ? Math.max(0, hundreds()) : 0);
    }
    return head;
  }

  private int hundreds() {
    var head = below100();
    if (!ordinal
        && (head == NONE ? first("cent", "cents") : head < 20 && (is("cent") || is("cents")))) {
      at++;
      return (head == NONE ? 1 : head) * 100 + (joined() ? Math.max(0, below100()) : 0);
    }
    return head;
  }

  /// « cent » may begin a number, but not behind « pour ».
  private boolean first(String... any) {
    return at < words.size()
        && Set.of(any).contains(plain(at))
        && !(at > 0 && plain(at - 1).equals("pour") && plain(at).equals("cent"));
  }

  private int below100() {
    if (at < words.size() && cardinal(at).equals("quatre") && !isOrdinal(at) && vingt(at + 1)) {
      at++;
      take();
      return 80 + tail(true);
    }
    var tens = at < words.size() ? Cardinals.TENS.get(cardinal(at)) : null;
    if (tens != null) {
      take();
      return tens + tail(tens == 60);
    }
    return below20();
  }

  private boolean vingt(int next) {
    return next < words.size()
        && words.get(next).joined()
        && Set.of("vingt", "vingts").contains(cardinal(next));
  }

  /// What follows tens.
  ///
  /// @param teens whether eleven to nineteen may, as behind soixante and quatre-vingt
  private int tail(boolean teens) {
    if (ordinal || at >= words.size() || !words.get(at).joined()) {
      return 0;
    }
    var begin = at;
    if (is("et")) {
      at++;
    }
    var et = at > begin;
    var rest = at < words.size() && words.get(at).joined() && !eighty() ? below20() : NONE;
    var fits = et ? rest == 1 || (rest == 11 && teens) : rest > 0 && (rest < 10 || teens);
    if (!fits) {
      at = begin;
      ordinal = false;
      return 0;
    }
    return rest;
  }

  /// « vingt quatre-vingt-sept » is 20 and 87.
  private boolean eighty() {
    return cardinal(at).equals("quatre")
        && vingt(at + 1)
        && !words.get(at + 1).before().isBlank()
        && words.get(at).before().isBlank();
  }

  private int below20() {
    var value = at < words.size() ? small(cardinal(at)) : null;
    if (value == null) {
      return NONE;
    }
    take();
    if (value == 10 && !ordinal && at < words.size() && words.get(at).joined()) {
      var unit = Cardinals.UNITS.getOrDefault(cardinal(at), 0);
      if (unit >= 7) {
        take();
        return 10 + unit;
      }
    }
    return value;
  }

  private static @Nullable Integer small(String word) {
    var unit = Cardinals.UNITS.get(word);
    return unit == null ? Cardinals.TEENS.get(word) : unit;
  }

  private boolean joined() {
    return !ordinal && at < words.size() && words.get(at).joined();
  }

  private void take() {
    ordinal = isOrdinal(at);
    at++;
  }

  private boolean isOrdinal(int index) {
    return ORDINALS.containsKey(plain(index));
  }

  private String cardinal(int index) {
    return ORDINALS.getOrDefault(plain(index), plain(index));
  }

  private String plain(int index) {
    return words.get(index).plain();
  }

  private boolean is(String word) {
    return at < words.size() && plain(at).equals(word) && words.get(at).joined();
  }
}
