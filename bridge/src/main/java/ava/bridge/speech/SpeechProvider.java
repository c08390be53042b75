package ava.bridge.speech;

import ava.shared.call.Usage;
import ava.shared.loop.Loop;
import java.util.Optional;
import java.util.function.Consumer;

/// Somebody who speaks texts. Thread: the loop; nothing blocks.
interface SpeechProvider {
  /// Speaks a text, in turns that come later.
  ///
  /// @return cancelled when it is not wanted any more: then nothing comes but what it costs
  Loop.Running speak(String text, Ear ear);

  /// What reads in one call.
  default Reader reader() {
    return this::speak;
  }

  /// Asks the service whether the voice is there, beside what it speaks.
  ///
  /// @param wrong is told why it is not; it will not be there the next time either
  default void check(Consumer<String> wrong) {}

  void close();

  /// Reads the answers of one call, line by line: a line is asked for when the one before has come.
  @FunctionalInterface
  interface Reader {
    /// As [SpeechProvider#speak].
    Loop.Running speak(String line, Ear ear);

    /// An answer may be about to come.
    default void getReady() {}

    /// The line that was asked for last is the last of its answer.
    default void noMoreLines() {}

    /// The call is over.
    default void close() {}
  }

  /// Who hears a text. [#done] or [#failed] is the last call, but for [#used].
  interface Ear {
    /// @param muLaw some sound
    /// @param words which words end in it, where the provider tells: blank when none does
    void sound(byte[] muLaw, Optional<String> words);

    void used(Usage usage);

    void done();

    /// @param refused another text would be refused as well
    void failed(boolean refused, String why);
  }
}
