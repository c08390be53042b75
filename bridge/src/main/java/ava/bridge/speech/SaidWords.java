package ava.bridge.speech;

import ava.bridge.speech.ElevenLabsMessage.Letter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Which words of a line a voice has said, by the letters that come with its sound: the sound is
/// cut where a word ends. Letters are counted, not compared; blanks do not count. Thread: the
/// loop's.
final class SaidWords {
  private static final int BYTES_PER_MS = 8;

  private final Aloud aloud;
  private boolean tells;
  private boolean begun;
  private int said;
  private int told;
  private int letters;

  /// @param tells letters have come before, with other lines: with the first sound of this one
  ///   there may be none yet
  SaidWords(Aloud aloud, boolean tells) {
    this.aloud = aloud;
    this.tells = tells;
  }

  /// Whether it says which words it says. A voice that begins without letters never does.
  boolean tells() {
    return tells;
  }

  /// Whether all words are said, as far as anybody tells.
  boolean areAllSaid() {
    return tells && said == aloud.pieces().size();
  }

  /// Some sound comes, with the letters that are said in it.
  ///
  /// @param slices takes it in pieces, each with the words that end there: empty when nobody knows
  ///   which, blank when none does
  void hear(byte[] sound, List<Letter> spoken, BiConsumer<byte[], Optional<String>> slices) {
    tells |= !begun && !spoken.isEmpty();
    begun = true;
    if (!tells) {
      slices.accept(sound, Optional.empty());
      return;
    }
    var from = 0;
    for (var letter : spoken) {
      count(letter);
      var end = Math.clamp((long) letter.endMs() * BYTES_PER_MS, from, sound.length);
      if (said > told && end > from) {
        slices.accept(Arrays.copyOfRange(sound, from, end), Optional.of(newWords()));
        from = end;
      }
    }
    if (from < sound.length) {
      slices.accept(Arrays.copyOfRange(sound, from, sound.length), Optional.of(newWords()));
    }
  }

  private void count(Letter letter) {
    letters += (int) letter.letter().chars().filter(c -> !Aloud.isBlank(c)).count();
    while (said < aloud.pieces().size() && letters >= aloud.pieces().get(said).letters()) {
      letters -= aloud.pieces().get(said).letters();
      said++;
    }
  }

  private String newWords() {
    var words = aloud.words(told, said).orElse("");
    told = said;
    return words;
  }

  /// The words whose letters never came, of a line that is over.
  Optional<String> left() {
    var words = aloud.words(told, aloud.pieces().size());
    return tells ? words : Optional.empty();
  }
}
