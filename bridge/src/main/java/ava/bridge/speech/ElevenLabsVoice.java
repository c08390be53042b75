package ava.bridge.speech;

import ava.shared.call.Usage;
import ava.shared.loop.Beside;
import ava.shared.loop.Dialer;
import ava.shared.loop.Loop;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// ElevenLabs, a socket for each call. It reads French figures badly, so it is told them in words.
/// Thread: the loop's. Source: ElevenLabs' API reference.
final class ElevenLabsVoice implements SpeechProvider {
  /// With which it answers for another voice than its own.
  private static final List<Integer> NO_SUCH_VOICE = List.of(400, 404, 422);

  private final Loop loop;
  private final Dialer dialer;
  private final Beside beside;
  private final HttpQuestion http;
  private final VoiceChoice.ElevenLabs choice;

  /// @param http asks whether the voice is there
  ElevenLabsVoice(
      Loop loop, Dialer dialer, Beside beside, HttpQuestion http, VoiceChoice.ElevenLabs choice) {
    this.loop = loop;
    this.dialer = dialer;
    this.beside = beside;
    this.http = http;
    this.choice = choice;
  }

  @Override
  public Reader reader() {
    return new ElevenLabsReader(loop, dialer, choice);
  }

  @Override
  public Loop.Running speak(String text, Ear ear) {
    var alone = new Alone(ear);
    alone.speak(text);
    return alone::close;
  }

  /// A voice that is not there is known before anybody pays for a word. A key that may not ask for
  /// it may speak all the same, and whether it does is heard soon enough.
  @Override
  public void check(Consumer<String> wrong) {
    beside.run(() -> {
      var key = Map.of(VoiceChoice.ElevenLabs.KEY_HEADER, choice.secret());
      var status = http.status(choice.about(), key);
      if (NO_SUCH_VOICE.contains(status)) {
        loop.execute(() -> wrong.accept("HTTP " + status + ", no such voice"));
      }
    });
  }

  @Override
  public void close() {}

  /// One text with a socket of its own, which is closed behind it.
  private final class Alone implements Ear {
    private final Ear ear;
    private final Reader reader = reader();

    Alone(Ear ear) {
      this.ear = ear;
    }

    void speak(String text) {
      reader.speak(text, this);
      reader.noMoreLines();
    }

    void close() {
      reader.close();
    }

    @Override
    public void sound(byte[] muLaw, Optional<String> words) {
      ear.sound(muLaw, words);
    }

    @Override
    public void used(Usage usage) {
      ear.used(usage);
    }

    @Override
    public void done() {
      close();
      ear.done();
    }

    @Override
    public void failed(boolean refused, String why) {
      close();
      ear.failed(refused, why);
    }
  }
}
