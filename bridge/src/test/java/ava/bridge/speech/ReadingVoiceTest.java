package ava.bridge.speech;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.SteppedLoop;
import ava.bridge.call.Effect;
import ava.bridge.call.Event;
import ava.bridge.call.Speech;
import ava.shared.loop.Loop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A reader between a call and a provider, and what all readers of a bridge know of the voice.
class ReadingVoiceTest {
  private final SteppedLoop loop = new SteppedLoop(Instant.parse("2026-11-22T09:00:00Z"));
  private final Provider provider = new Provider();
  private final ReadingVoices voices =
      new ReadingVoices(loop, "polly:Lea", provider, List.of("Merci. Au revoir à bientôt."));
  private final List<Event> events = new ArrayList<>();
  private final Speech reader = voices.open(events::add).orElseThrow();

  @Test
  void aLineIsSpokenAndSaysWhenAllOfItHasCome() {
    reader.send(new Effect.ReadOut(1, "Je vous écoute."));
    provider.ear().sound(new byte[] {1, 2, 3}, Optional.of("Je"));
    provider.ear().done();

    assertThat(events)
        .containsExactly(
            new Event.SpeechAudio(1, Optional.of("Je"), "AQID"), new Event.SpeechDone(1));
  }

  @Test
  void whatIsNotWantedIsCancelled() {
    reader.send(new Effect.ReadOut(1, "Je vous écoute."));
    reader.send(new Effect.Hush());

    assertThat(provider.cancelled).containsExactly("Je vous écoute.");
  }

  @Test
  void fixedWordsAreAskedForOnceAndThenPlayedFromMemory() {
    reader.send(new Effect.ReadOut(1, "Au revoir à bientôt."));
    provider.ear().sound(new byte[] {1, 2, 3}, Optional.empty());
    provider.ear().done();
    events.clear();

    reader.send(new Effect.ReadOut(2, "Au revoir à bientôt."));
    loop.run();

    assertThat(provider.asked).hasSize(1);
    assertThat(events)
        .containsExactly(
            new Event.SpeechAudio(2, Optional.empty(), "AQID"), new Event.SpeechDone(2));
  }

  @Test
  void otherWordsAreNotKept() {
    for (var line = 1; line <= 2; line++) {
      reader.send(new Effect.ReadOut(line, "Bonjour Madame."));
      provider.ear().done();
    }

    assertThat(provider.asked).hasSize(2);
  }

  @Test
  void afterThreeFailuresInARowTheVoiceIsLeftAloneForFiveMinutes() {
    fail(1, false);
    fail(2, false);
    assertThat(events).isEmpty();
    fail(3, false);
    loop.run();
    assertThat(events).containsExactly(new Event.VoiceAway(true));

    reader.send(new Effect.ReadOut(4, "Je vous écoute."));
    loop.run();
    assertThat(provider.asked).as("nobody is asked meanwhile").hasSize(3);
    assertThat(events).contains(new Event.SpeechFailed(4, true, "left alone"));

    events.clear();
    loop.pass(VoiceHealth.LEFT_ALONE);
    assertThat(events).containsExactly(new Event.VoiceAway(false));
  }

  @Test
  void aLineThatWorksBeginsTheCountAnew() {
    fail(1, false);
    fail(2, false);
    reader.send(new Effect.ReadOut(3, "Je vous écoute."));
    provider.ear().done();
    events.clear();
    fail(4, false);
    fail(5, false);
    loop.run();

    assertThat(events).isEmpty();
  }

  @Test
  void aRefusalIsEnoughAndTellsTheCallsThatComeLater() {
    fail(1, true);
    var later = new ArrayList<Event>();
    var other = voices.open(later::add).orElseThrow();
    loop.run();

    assertThat(later).containsExactly(new Event.VoiceAway(true));
    other.close();
  }

  @Test
  void whatIsOverHearsNothing() {
    reader.send(new Effect.ReadOut(1, "Je vous écoute."));
    reader.close();
    provider.ear().used(PollyPrices.of("neural", 10));
    fail(2, true);
    loop.run();

    assertThat(events).isEmpty();
  }

  private void fail(int line, boolean refused) {
    reader.send(new Effect.ReadOut(line, "Je vous écoute."));
    reader.send(new Effect.VoiceFailed(refused));
  }

  private static final class Provider implements SpeechProvider {
    private final List<String> asked = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final List<Ear> ears = new ArrayList<>();

    @Override
    public Loop.Running speak(String text, Ear ear) {
      asked.add(text);
      ears.add(ear);
      return () -> cancelled.add(text);
    }

    @Override
    public void close() {}

    Ear ear() {
      return ears.getLast();
    }
  }
}
