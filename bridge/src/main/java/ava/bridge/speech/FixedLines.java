package ava.bridge.speech;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The sound of what Ava says in fixed words, recorded when it is first spoken and from then on
/// played from memory. There are no more lines than those words have. Thread: the loop's.
final class FixedLines {
  private final List<String> words;
  private final Map<String, List<byte[]>> sounds = new HashMap<>();

  /// @param words all that is said in fixed words
  FixedLines(List<String> words) {
    this.words = List.copyOf(words);
  }

  Optional<List<byte[]>> of(String line) {
    return Optional.ofNullable(sounds.get(line));
  }

  void keep(String line, List<byte[]> sound) {
    if (words.stream().anyMatch(text -> text.contains(line))) {
      sounds.put(line, List.copyOf(new ArrayList<>(sound)));
    }
  }
}
