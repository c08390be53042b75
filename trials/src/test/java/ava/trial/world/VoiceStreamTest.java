package ava.trial.world;

import static ava.trial.world.WorldTest.ms;
import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Effect;
import ava.bridge.call.Event;
import ava.bridge.call.Speech;
import ava.bridge.speech.HttpQuestion;
import ava.bridge.speech.ReadingVoices;
import ava.bridge.speech.SpeechClients;
import ava.bridge.speech.VoiceChoice;
import ava.simulator.scenario.Clip;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A stream of Polly's in the course of time, with the SDK's own client.
class VoiceStreamTest {
  private static final String TEXT = "Monsieur Durand vous rappelle demain matin.";

  private final World world = new World(new Seed(5), WorldTest.BEGINNING);
  private final Actor actor = world.actor("bridge");
  private final WorldPolly polly = new WorldPolly(Clip::hum);
  private final List<Event> events = new ArrayList<>();
  private final ReadingVoices voices = voices();
  private final Speech speech = voices.open(this::hears).orElseThrow();
  private Optional<Duration> firstSound = Optional.empty();

  private ReadingVoices voices() {
    var choice =
        new VoiceChoice.Polly("marin", "Lea", "generative", Optional.empty(), Optional.empty());
    return new SpeechClients(_ -> polly.client(actor), (_, _) -> HttpQuestion.NONE)
        .voices(
            choice,
            new SpeechClients.Home(
                actor,
                (_, _, _, _, _) -> {
                  throw new IllegalStateException("nobody is dialled");
                },
                Runnable::run),
            List.of())
        .orElseThrow();
  }

  private void hears(Event event) {
    events.add(event);
    if (event instanceof Event.SpeechAudio && firstSound.isEmpty()) {
      firstSound = Optional.of(Duration.ofNanos(world.now()));
    }
  }

  @BeforeEach
  void findOut() {
    actor.execute(voices::tryOut);
    pass(Duration.ofSeconds(5));
    assertThat(polly.running()).isZero();
  }

  private void pass(Duration length) {
    world.run(Duration.ofNanos(world.now()).plus(length));
  }

  private void send(Effect.ToSpeech... effects) {
    actor.execute(() -> List.of(effects).forEach(speech::send));
  }

  @Test
  void anOpenStreamIsKeptAliveUntilItIsNeeded() {
    send(new Effect.GetReady());
    pass(Duration.ofMinutes(2));
    assertThat(polly.running()).isEqualTo(1);
    var streams = polly.streams();

    send(new Effect.ReadOut(1, TEXT), new Effect.NoMoreLines());
    pass(Duration.ofSeconds(5));

    assertThat(events).endsWith(new Event.SpeechDone(1));
    assertThat(polly.streams()).isEqualTo(streams);
    assertThat(polly.running()).isZero();
  }

  @Test
  void aStreamThatGrowsOldIsReplacedBeforeTheServiceEndsIt() {
    send(new Effect.GetReady());
    pass(Duration.ofMinutes(9).plusSeconds(30));
    var streams = polly.streams();

    send(new Effect.ReadOut(1, TEXT), new Effect.NoMoreLines());
    pass(Duration.ofSeconds(5));

    assertThat(events).endsWith(new Event.SpeechDone(1));
    assertThat(polly.streams()).isEqualTo(streams + 1);
    assertThat(polly.running()).isZero();
  }

  @Test
  void aStreamThatTheServiceEndedIsReplacedToo() {
    send(new Effect.GetReady());
    pass(Duration.ofMinutes(11));
    send(new Effect.ReadOut(1, TEXT), new Effect.NoMoreLines());
    pass(Duration.ofSeconds(5));

    assertThat(events).endsWith(new Event.SpeechDone(1));
  }

  @Test
  void nothingIsLeftOfACallThatIsOver() {
    send(new Effect.GetReady());
    pass(Duration.ofSeconds(1));
    actor.execute(speech::close);
    pass(Duration.ofSeconds(1));

    assertThat(polly.running()).isZero();
    assertThat(actor.timers()).isZero();
  }

  @Test
  void theFirstSoundComesAsSoonAsTheProviderAnswers() {
    send(new Effect.GetReady());
    pass(Duration.ofSeconds(1));
    var asked = Duration.ofNanos(world.now());
    send(new Effect.ReadOut(1, TEXT));
    pass(Duration.ofSeconds(1));

    assertThat(firstSound.orElseThrow().minus(asked)).isBetween(ms(100), ms(120));
  }

  @Test
  void linesOfAnAnswerSoundOneAfterTheOtherInOneStream() {
    send(new Effect.GetReady());
    pass(Duration.ofSeconds(1));
    var streams = polly.streams();
    send(new Effect.ReadOut(1, TEXT));
    pass(Duration.ofSeconds(2));
    assertThat(events).endsWith(new Event.SpeechDone(1));
    send(new Effect.ReadOut(2, TEXT), new Effect.NoMoreLines());
    pass(Duration.ofSeconds(2));

    assertThat(events).endsWith(new Event.SpeechDone(2));
    assertThat(events.stream().filter(Event.SpeechUsed.class::isInstance)).hasSize(1);
    assertThat(polly.streams()).isEqualTo(streams);
  }
}
