package ava.bridge.speech;

import ava.shared.call.Usage;
import ava.shared.loop.Loop;
import java.util.Optional;

/// Somebody who speaks texts. Thread: the loop; nothing blocks.
interface SpeechProvider {
  /// Speaks a text, in turns that come later.
  ///
  /// @return cancelled when it is not wanted any more: then nothing comes but what it costs
  Loop.Running speak(String text, Ear ear);

  void close();

  /// Who hears a text. [#done] or [#failed] is the last call, but for [#used].
  interface Ear {
    /// @param muLaw some sound
    /// @param words which words it is, where the provider tells
    void sound(byte[] muLaw, Optional<String> words);

    void used(Usage usage);

    void done();

    /// @param refused another text would be refused as well
    void failed(boolean refused, String why);
  }
}
