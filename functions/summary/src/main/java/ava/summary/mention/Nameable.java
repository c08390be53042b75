package ava.summary.mention;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Words of a text that may name somebody as they stand there: « un petit souci » names no Petit,
/// and « rue Victor Hugo » no caller.
final class Nameable {
  private Nameable() {}

  static Stream<String> in(Passage text) {
    return IntStream.range(0, text.size())
        .filter(at -> !text.inStreet(at))
        .filter(at -> text.word(at).capital() || !text.is(at - 1, NameWords.BEFORE_THINGS))
        .mapToObj(text::plain);
  }
}
