package ava.bridge.speech;

import ava.shared.call.Usage;
import ava.shared.loop.Loop;
import java.time.Duration;
import java.util.Optional;

/// Speaks a word by a stream, to see whether the voice and its region have streams: then answers
/// are spoken so. Thread: the loop's.
final class PollyTrial implements SpeechProvider.Ear {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final PollyVoice voice;
  private final PollyReader reader;
  private Loop.Running timeout = Loop.Running.OVER;

  PollyTrial(PollyVoice voice) {
    this.voice = voice;
    this.reader = new PollyReader(voice);
  }

  void begin(String word) {
    reader.stream(word, this);
    reader.noMoreLines();
    timeout = voice.loop().after(LONGEST, () -> over(false));
  }

  private void over(boolean works) {
    close();
    voice.streams(works);
  }

  void close() {
    timeout.cancel();
    reader.close();
  }

  @Override
  public void sound(byte[] muLaw, Optional<String> words) {}

  @Override
  public void used(Usage usage) {}

  @Override
  public void done() {
    over(true);
  }

  @Override
  public void failed(boolean refused, String why) {
    over(false);
  }
}
