package ava.summary.mention;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A text on its way through the readers: its words, its numbers, which words have been read, and
/// what they mean. One thread.
final class Passage {
  private final List<Word> words;
  private final Map<Integer, Numeral> numerals = new HashMap<>();
  private final Map<Integer, Numeral> endings = new HashMap<>();
  private final BitSet read = new BitSet();
  private final BitSet streets = new BitSet();
  private final List<Mention> found = new ArrayList<>();

  Passage(String text) {
    this.words = Word.in(text);
    for (var at = 0; at < words.size(); ) {
      var numeral = NumeralReader.at(words, at);
      if (numeral.isPresent()) {
        numerals.put(at, numeral.get());
        endings.put(numeral.get().to(), numeral.get());
      }
      at = numeral.map(Numeral::to).orElse(at + 1);
    }
  }

  int size() {
    return words.size();
  }

  Word word(int at) {
    return words.get(at);
  }

  /// The word in small letters without accents; nothing outside the text.
  String plain(int at) {
    return at >= 0 && at < words.size() ? words.get(at).plain() : "";
  }

  Stream<String> plain() {
    return words.stream().map(Word::plain);
  }

  boolean is(int at, Set<String> any) {
    return any.contains(plain(at));
  }

  /// Whether these words stand one behind the other.
  boolean says(int at, String... these) {
    return says(at, List.of(these));
  }

  boolean says(int at, List<String> these) {
    for (var i = 0; i < these.size(); i++) {
      if (!plain(at + i).equals(these.get(i))) {
        return false;
      }
    }
    return true;
  }

  boolean isRead(int at) {
    return read.get(at);
  }

  /// The number that begins here and means nothing yet.
  Optional<Numeral> numeral(int at) {
    return Optional.ofNullable(numerals.get(at)).filter(n -> !read.get(n.from()));
  }

  /// The number that ends before this word and means nothing yet.
  Optional<Numeral> numeralBefore(int at) {
    return Optional.ofNullable(endings.get(at)).filter(n -> !read.get(n.from()));
  }

  /// The number that begins here, whatever it means.
  Optional<Numeral> anyNumeral(int at) {
    return Optional.ofNullable(numerals.get(at));
  }

  /// What the words mean.
  void means(int from, int to, Mention mention) {
    read.set(from, to);
    found.add(mention);
  }

  /// A further meaning of words that may be read once more.
  void alsoMeans(Mention mention) {
    found.add(mention);
  }

  void skip(int from, int to) {
    read.set(from, to);
  }

  /// The words are the name of a street.
  void street(int from, int to) {
    streets.set(from, to);
  }

  boolean inStreet(int at) {
    return streets.get(at);
  }

  List<Mention> found() {
    return List.copyOf(found);
  }
}
