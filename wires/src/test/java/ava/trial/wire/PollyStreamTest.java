package ava.trial.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Effect;
import ava.bridge.call.Event;
import ava.bridge.call.Speech;
import ava.bridge.speech.ReadingVoices;
import ava.bridge.speech.SpeechClients;
import ava.bridge.speech.VoiceChoice;
import ava.bridge.vertx.VertxDialer;
import ava.bridge.vertx.VertxLoop;
import ava.simulator.scenario.Clip;
import ava.simulator.socket.PollySimulator;
import ava.simulator.voice.PollyFault;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The SDK's own client in a stream with the simulator, frames, signatures and all, over HTTP/2 on
/// a real port.
@ResourceLock("aws.endpointUrlPolly")
class PollyStreamTest {
  @RegisterExtension static final EmbeddedAws AWS = new EmbeddedAws();

  private static final String FIRST = "Bien sûr, c'est noté.";
  private static final String SECOND = "À quel nom dois-je noter ce rendez-vous ?";
  private static final int LONGEST_WAIT_SECONDS = 20;

  private final PollySimulator simulator = PollySimulator.start();
  private final Vertx vertx = Vertx.vertx();
  private final VertxLoop loop = new VertxLoop(vertx.getOrCreateContext());
  private final ToldSpeech heard = new ToldSpeech();
  private final ReadingVoices voices;
  private final Speech speech;

  PollyStreamTest() {
    System.setProperty("aws.endpointUrlPolly", simulator.url().toString());
    var choice =
        new VoiceChoice.Polly(
            "marin", "Lea", "generative", Optional.of("eu-central-1"), Optional.empty());
    voices =
        SpeechClients.REAL
            .voices(
                choice,
                new SpeechClients.Home(loop, new VertxDialer(vertx, loop), Runnable::run),
                List.of())
            .orElseThrow();
    speech = voices.open(heard::add).orElseThrow();
  }

  @AfterEach
  void close() {
    System.clearProperty("aws.endpointUrlPolly");
    loop.execute(voices::close);
    vertx.close().toCompletionStage().toCompletableFuture().join();
    simulator.close();
  }

  @Test
  void anAnswerIsSpokenByOneStreamWhichWaitsForIt() {
    findOut();
    var before = simulator.streams();
    send(new Effect.GetReady());
    send(new Effect.ReadOut(1, FIRST));
    var told = new ArrayList<>(heard.untilOver());
    send(new Effect.ReadOut(2, SECOND), new Effect.NoMoreLines());
    told.addAll(heard.untilOver());

    assertThat(told).contains(new Event.SpeechDone(1)).endsWith(new Event.SpeechDone(2));
    assertThat(sound(told)).isEqualTo(both());
    assertThat(told.stream().filter(Event.SpeechUsed.class::isInstance)).hasSize(1);
    assertThat(simulator.streams()).isEqualTo(before);
    assertThat(simulator.spoken()).endsWith(FIRST, SECOND);
  }

  private static byte[] both() {
    return Clip.join(List.of(Clip.hum(FIRST), Clip.hum(SECOND))).bytes();
  }

  @ParameterizedTest
  @CsvSource({"THROTTLES", "FAILS", "RESETS", "CUTS", "IS_AWAY"})
  void aFailureInItIsToldOnceAndTheNextAnswerIsSpoken(PollyFault fault) {
    findOut();
    simulator.faults().once(fault);
    send(new Effect.ReadOut(1, FIRST), new Effect.NoMoreLines());

    assertThat(heard.untilOver().getLast()).isInstanceOf(Event.SpeechFailed.class);
    assertThat(simulator.spoken().stream().filter(FIRST::equals))
        .as("nothing is tried again")
        .hasSizeLessThan(2);
    send(new Effect.ReadOut(2, SECOND), new Effect.NoMoreLines());
    assertThat(sound(heard.untilOver())).isEqualTo(Clip.hum(SECOND).bytes());
  }

  @Test
  void aRefusalIsOneForGood() {
    findOut();
    send(new Effect.ReadOut(1, FIRST), new Effect.NoMoreLines());
    heard.untilOver();
    simulator.faults().always(PollyFault.DENIES);
    send(new Effect.GetReady(), new Effect.ReadOut(2, SECOND), new Effect.NoMoreLines());

    assertThat(heard.untilOver().getLast())
        .isInstanceOfSatisfying(
            Event.SpeechFailed.class, failed -> assertThat(failed.refused()).isTrue());
  }

  @ParameterizedTest
  @CsvSource({"IGNORES", "STAYS_SILENT", "IS_LATE", "PAUSES"})
  void whatIsNotWantedIsCancelledAndTheConnectionServesTheNext(PollyFault fault) {
    findOut();
    simulator.faults().once(fault);
    var before = simulator.spoken().size();
    send(new Effect.ReadOut(1, FIRST));
    until(() -> simulator.spoken().size() > before);
    send(new Effect.Hush());
    until(() -> simulator.cancelled() > 0);
    send(new Effect.ReadOut(2, SECOND), new Effect.NoMoreLines());

    var told = heard.untilOver();
    assertThat(told).endsWith(new Event.SpeechDone(2));
    assertThat(sound(told.stream().filter(PollyStreamTest::isOfSecond).toList()))
        .isEqualTo(Clip.hum(SECOND).bytes());
  }

  private static boolean isOfSecond(Event event) {
    return event instanceof Event.SpeechAudio(var line, _, _) && line == 2;
  }

  @Test
  void whereThereAreNoStreamsEachTextIsAskedForByItself() {
    simulator.faults().always(PollyFault.HAS_NO_STREAMS);
    loop.execute(voices::tryOut);
    until(() -> simulator.streams() == 1 && !simulator.spoken().isEmpty());
    send(new Effect.GetReady(), new Effect.ReadOut(1, FIRST), new Effect.NoMoreLines());

    assertThat(sound(heard.untilOver())).isEqualTo(Clip.hum(FIRST).bytes());
    assertThat(simulator.streams()).isEqualTo(1);
  }

  @Test
  void aVoiceWithoutMuLawSpeaksPcmInStreams() {
    simulator.faults().always(PollyFault.KNOWS_NO_MU_LAW);
    findOut(2);
    send(new Effect.ReadOut(1, FIRST), new Effect.NoMoreLines());

    assertThat(sound(heard.untilOver())).hasSameSizeAs(Clip.hum(FIRST).bytes());
  }

  /// Tries the voice, until a stream is opened because one may be needed.
  private void findOut() {
    findOut(1);
  }

  /// @param tries how many streams that takes
  private void findOut(int tries) {
    loop.execute(voices::tryOut);
    until(() -> {
      send(new Effect.GetReady());
      return simulator.streams() > tries;
    });
  }

  private static void until(BooleanSupplier so) {
    var latest = System.nanoTime() + Duration.ofSeconds(LONGEST_WAIT_SECONDS).toNanos();
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it becomes so").isLessThan(latest);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private void send(Effect.ToSpeech... effects) {
    loop.execute(() -> List.of(effects).forEach(speech::send));
  }

  private static byte[] sound(List<Event> told) {
    var sound = new ByteArrayOutputStream();
    for (var event : told) {
      if (event instanceof Event.SpeechAudio(_, _, var audio)) {
        sound.writeBytes(Base64.getDecoder().decode(audio));
      }
    }
    return sound.toByteArray();
  }
}
