package ava.bridge.speech;

import ava.shared.loop.Loop;
import java.util.Optional;

/// Reads the answers of one call, each by a stream of its own where Polly has them: it is opened
/// when an answer may be about to come, so that the first text finds it open. Thread: the loop's.
final class PollyReader implements SpeechProvider.Reader {
  private final PollyVoice voice;
  private Optional<PollyStream> stream = Optional.empty();

  PollyReader(PollyVoice voice) {
    this.voice = voice;
  }

  @Override
  public void getReady() {
    if (voice.streams() && stream.filter(PollyStream::isFresh).isEmpty()) {
      open();
    }
  }

  @Override
  public Loop.Running speak(String line, SpeechProvider.Ear ear) {
    return voice.streams() ? stream(line, ear) : voice.speak(line, ear);
  }

  /// Speaks a line by a stream, whether that is known to work or not.
  Loop.Running stream(String line, SpeechProvider.Ear ear) {
    var speaks = stream.filter(PollyStream::takesLines).orElseGet(this::open);
    speaks.say(line, ear);
    return () -> cut(speaks);
  }

  @Override
  public void noMoreLines() {
    stream.ifPresent(PollyStream::noMoreLines);
  }

  @Override
  public void close() {
    stream.ifPresent(this::cut);
  }

  private PollyStream open() {
    noMoreLines();
    var opened = new PollyStream(voice, this::again);
    stream = Optional.of(opened);
    opened.open();
    return opened;
  }

  /// The voice speaks in another format from now on.
  private void again(PollyStream refused) {
    if (stream.filter(refused::equals).isPresent()) {
      var next = open();
      refused.hasAsked(next);
    }
  }

  private void cut(PollyStream cut) {
    cut.cancel();
    stream = stream.filter(other -> !other.equals(cut));
  }
}
