package ava.bridge.speech;

import ava.bridge.call.Event;
import ava.bridge.call.Speech;
import ava.bridge.call.Voices;
import ava.shared.call.Usage;
import ava.shared.loop.Loop;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The readers of all calls of a bridge, who speak with one provider's voice. Thread: the loop's.
public final class ReadingVoices implements Voices {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingVoices.class);
  private static final String TRIAL = "Bonjour.";

  /// Some seconds of speech come within two; who waits longer waits for nothing.
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Set<Whole> wholes = new LinkedHashSet<>();
  private final Loop loop;
  private final String voice;
  private final SpeechProvider provider;
  private final VoiceHealth health;
  private final FixedLines fixed;

  /// @param voice its name, for logs
  /// @param words all that Ava says in fixed words
  ReadingVoices(Loop loop, String voice, SpeechProvider provider, List<String> words) {
    this.loop = loop;
    this.voice = voice;
    this.provider = provider;
    this.health = new VoiceHealth(loop, voice);
    this.fixed = new FixedLines(words);
  }

  @Override
  public Optional<Speech> open(Consumer<Event> events) {
    return Optional.of(new ReadingVoice(loop, provider.reader(), health, fixed, events));
  }

  /// Tries the voice, which opens the connection to it as well, and says in the log what is wrong.
  public void tryOut() {
    record(TRIAL, _ -> {});
  }

  /// Speaks a text for a recording.
  ///
  /// @param recorded takes base64 of all its sound; is not told of a failure, which is logged
  public void record(String text, Consumer<String> recorded) {
    provider.check(this::isWrong);
    var whole = new Whole(recorded);
    wholes.add(whole);
    whole.begin(text);
  }

  private void isWrong(String why) {
    fails(true, why);
  }

  private void fails(boolean refused, String why) {
    LOG.atError().addKeyValue("voice", voice).addKeyValue("why", why).log("voice does not speak");
    health.failed(refused);
  }

  /// Lets the provider go. Calls that are here are closed first.
  public void close() {
    List.copyOf(wholes).forEach(Whole::end);
    health.close();
    provider.close();
  }

  /// A text as a whole.
  private final class Whole implements SpeechProvider.Ear {
    private final Consumer<String> recorded;
    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
    private final Loop.Running late = loop.after(LONGEST, this::silent);
    private Loop.Running speaking = Loop.Running.OVER;

    Whole(Consumer<String> recorded) {
      this.recorded = recorded;
    }

    void begin(String text) {
      speaking = provider.speak(text, this);
    }

    private void silent() {
      end();
      fails(false, "silent");
    }

    void end() {
      settled();
      speaking.cancel();
    }

    private void settled() {
      wholes.remove(this);
      late.cancel();
    }

    @Override
    public void sound(byte[] muLaw, Optional<String> words) {
      sound.writeBytes(muLaw);
    }

    @Override
    public void used(Usage usage) {}

    @Override
    public void done() {
      settled();
      health.worked();
      recorded.accept(Base64.getEncoder().encodeToString(sound.toByteArray()));
    }

    @Override
    public void failed(boolean refused, String why) {
      settled();
      fails(refused, why);
    }
  }
}
