package ava.bridge.speech;

import ava.bridge.call.Effect;
import ava.bridge.call.Event;
import ava.bridge.call.Speech;
import ava.shared.call.Usage;
import ava.shared.loop.Loop;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// One call's reader: takes its lines one by one to a provider, or plays those that are known by
/// heart. Thread: the call's loop.
final class ReadingVoice implements Speech {
  private final Loop loop;
  private final SpeechProvider.Reader reader;
  private final VoiceHealth health;
  private final FixedLines fixed;
  private final Consumer<Event> events;
  private final Consumer<Boolean> changes = this::changed;
  private Optional<Line> current = Optional.empty();
  private boolean closed;

  ReadingVoice(
      Loop loop,
      SpeechProvider.Reader reader,
      VoiceHealth health,
      FixedLines fixed,
      Consumer<Event> events) {
    this.loop = loop;
    this.reader = reader;
    this.health = health;
    this.fixed = fixed;
    this.events = events;
    health.listen(changes);
    if (health.isAway()) {
      changed(true);
    }
  }

  private void changed(boolean away) {
    later(new Event.VoiceAway(away));
  }

  private void later(Event event) {
    loop.execute(() -> post(event));
  }

  private void post(Event event) {
    if (!closed) {
      events.accept(event);
    }
  }

  @Override
  public void send(Effect.ToSpeech effect) {
    switch (effect) {
      case Effect.GetReady() -> getReady();
      case Effect.ReadOut(var number, var text) -> read(number, text);
      case Effect.NoMoreLines() -> reader.noMoreLines();
      case Effect.Hush() -> hush();
      case Effect.VoiceFailed(var refused) -> {
        hush();
        if (!health.isAway()) {
          health.failed(refused);
        }
      }
    }
  }

  private void getReady() {
    if (!health.isAway()) {
      reader.getReady();
    }
  }

  private void read(int number, String text) {
    hush();
    var known = fixed.of(text);
    if (known.isPresent()) {
      known.get().forEach(sound -> later(audio(number, sound, Optional.empty())));
      later(new Event.SpeechDone(number));
    } else if (health.isAway()) {
      later(new Event.SpeechFailed(number, true, "left alone"));
    } else {
      var line = new Line(number, text);
      current = Optional.of(line);
      line.running = reader.speak(text, line);
    }
  }

  private void hush() {
    current.ifPresent(line -> line.running.cancel());
    current = Optional.empty();
  }

  @Override
  public void close() {
    hush();
    reader.close();
    closed = true;
    health.forget(changes);
  }

  private static Event audio(int number, byte[] sound, Optional<String> words) {
    return new Event.SpeechAudio(number, words, Base64.getEncoder().encodeToString(sound));
  }

  /// A line that is being spoken.
  private final class Line implements SpeechProvider.Ear {
    private final int number;
    private final String text;
    private final List<byte[]> sounds = new ArrayList<>();
    private Loop.Running running = Loop.Running.OVER;

    Line(int number, String text) {
      this.number = number;
      this.text = text;
    }

    @Override
    public void sound(byte[] muLaw, Optional<String> words) {
      sounds.add(muLaw);
      post(audio(number, muLaw, words));
    }

    @Override
    public void used(Usage usage) {
      post(new Event.SpeechUsed(usage));
    }

    @Override
    public void done() {
      current = Optional.empty();
      health.worked();
      fixed.keep(text, sounds);
      post(new Event.SpeechDone(number));
    }

    @Override
    public void failed(boolean refused, String why) {
      current = Optional.empty();
      post(new Event.SpeechFailed(number, refused, why));
    }
  }
}
