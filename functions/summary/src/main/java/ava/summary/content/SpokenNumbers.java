package ava.summary.content;

import ava.summary.dictation.NumberWords;
import ava.summary.dictation.NumberWords.Reading;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The numbers in a French text, said in words or written in digits, in every way they can be read:
/// « soixante dix-huit » is 78 as well as 60 18, « quatre-vingt douze » 92, 80 12 and 4 20 12.
public final class SpokenNumbers {
  private static final Pattern WORD = Pattern.compile("[a-z]+|[0-9]+|\\+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Set<String> FILLERS =
      Set.of("euh", "heu", "hum", "alors", "puis", "et", "voila", "attendez", "ensuite", "donc");
  private static final int LONGEST = 15;
  private static final int LONGEST_NUMBER = 4;

  private final List<String> words;
  private final BitSet hyphens;
  private final NumberWords numbers;

  private SpokenNumbers(List<String> words, BitSet hyphens) {
    this.words = words;
    this.hyphens = hyphens;
    this.numbers = new NumberWords(words);
  }

  public static SpokenNumbers in(String text) {
    var plain = plain(text);
    var words = new ArrayList<String>();
    var hyphens = new BitSet();
    WORD.matcher(plain)
        .results()
        .forEach(found -> {
          hyphens.set(words.size(), found.start() > 0 && plain.charAt(found.start() - 1) == '-');
          words.add(found.group());
        });
    return new SpokenNumbers(List.copyOf(words), hyphens);
  }

  /// Small letters without accents.
  static String plain(String text) {
    var parts = Normalizer.normalize(text, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
    return MARKS.matcher(parts).replaceAll("").replace("œ", "oe");
  }

  /// Whether these digits can be heard in the text, one behind the other.
  public boolean say(String digits) {
    for (var i = 0; i < words.size(); i++) {
      if (saysFrom(i, digits)) {
        return true;
      }
    }
    return false;
  }

  private boolean saysFrom(int start, String digits) {
    var at = behindFillers(start);
    return !(hyphens.get(at) && within(at))
        && numbers.at(at).stream()
            .filter(r -> digits.startsWith(r.digits()))
            .anyMatch(r ->
                r.digits().length() == digits.length()
                    ? !goesOn(at, r)
                    : saysFrom(r.next(), digits.substring(r.digits().length())));
  }

  /// Whether a hyphen joins a word to a number before it.
  private boolean within(int at) {
    return IntStream.range(Math.max(0, at - LONGEST_NUMBER), at)
        .anyMatch(start -> numbers.at(start).stream().anyMatch(r -> r.next() > at));
  }

  /// Whether the words behind belong to the same number: « vingt » is not all of « vingt-sept ».
  private boolean goesOn(int start, Reading reading) {
    return numbers.at(start).stream().anyMatch(r -> r.next() > reading.next());
  }

  /// The telephone numbers dictated, in their order, in E.164 form. Words that can be read as two
  /// different numbers give none.
  public List<String> telephones() {
    var found = new ArrayList<String>();
    var i = 0;
    while (i < words.size()) {
      var end = endOfRun(i);
      if (end > i) {
        telephone(i, end).stream().forEach(found::add);
      }
      i = Math.max(end, i + 1);
    }
    return List.copyOf(found);
  }

  private List<String> telephone(int start, int end) {
    for (var from = start; from < end; from++) {
      var all = new LinkedHashSet<String>();
      collect(from, end, "", all);
      var plus = from > 0 && Set.of("+", "plus").contains(words.get(from - 1));
      var numbers = all.stream().flatMap(digits -> dialled(digits, plus)).distinct().toList();
      if (!numbers.isEmpty()) {
        return numbers.size() == 1 ? numbers : List.of();
      }
    }
    return List.of();
  }

  private static Stream<String> dialled(String digits, boolean plus) {
    if (plus) {
      return TelephoneCheck.valid("+" + digits).stream();
    }
    if (digits.startsWith("00")) {
      return TelephoneCheck.valid("+" + digits.substring(2)).stream();
    }
    var french = digits.length() == 10 && digits.charAt(0) == '0' && digits.charAt(1) != '0';
    return french ? TelephoneCheck.valid(digits).stream() : Stream.empty();
  }

  private void collect(int from, int end, String digits, Set<String> all) {
    if (from >= end) {
      all.add(digits);
      return;
    }
    for (var reading : numbers.at(behindFillers(from))) {
      if (reading.next() <= end && digits.length() + reading.digits().length() <= LONGEST) {
        collect(reading.next(), end, digits + reading.digits(), all);
      }
    }
  }

  /// Where the numbers end that begin at a word; the word itself when it is none.
  private int endOfRun(int start) {
    var end = start;
    var next = start;
    while (next < words.size()) {
      var at = next == start ? next : behindFillers(next);
      var longest = numbers.at(at).stream().mapToInt(Reading::next).max();
      if (longest.isEmpty()) {
        break;
      }
      end = longest.getAsInt();
      next = end;
    }
    return end;
  }

  private int behindFillers(int start) {
    var at = start;
    while (at < words.size() && FILLERS.contains(words.get(at))) {
      at++;
    }
    return at;
  }
}
