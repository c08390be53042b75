package ava.trial.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Effect;
import ava.bridge.call.Event;
import ava.bridge.call.Speech;
import ava.bridge.speech.SpeechClients;
import ava.bridge.speech.VoiceChoice;
import ava.bridge.vertx.VertxDialer;
import ava.bridge.vertx.VertxLoop;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.MuLaw;
import ava.simulator.socket.PollySimulator;
import ava.simulator.voice.PollyFault;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The SDK's own client, on the Netty that Vert.x brings, against the simulator, over HTTP/2 on a
/// real port.
@ResourceLock("aws.endpointUrlPolly")
class PollyVoiceTest {
  @RegisterExtension static final EmbeddedAws AWS = new EmbeddedAws();

  private static final String TEXT =
      "Bien sûr, à quel nom dois-je noter ce rendez-vous, s'il vous plaît ?";
  private static final int LONGEST_WAIT_SECONDS = 20;

  private final PollySimulator simulator = PollySimulator.start("noms");
  private final Vertx vertx = Vertx.vertx();
  private final VertxLoop loop = new VertxLoop(vertx.getOrCreateContext());
  private final ToldSpeech heard = new ToldSpeech();

  PollyVoiceTest() {
    System.setProperty("aws.endpointUrlPolly", simulator.url().toString());
  }

  @AfterEach
  void close() {
    System.clearProperty("aws.endpointUrlPolly");
    vertx.close().toCompletionStage().toCompletableFuture().join();
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource({"Lea, generative, noms", "Lea, standard,", "Remi, neural,", "Celine, standard,"})
  void aTextIsSpokenWholeAndPaidByItsCharacters(String voice, String engine, String lexicon) {
    read(speech(voice, engine, Optional.ofNullable(lexicon)));

    var told = heard.untilOver();

    assertThat(sound(told)).isEqualTo(Clip.hum(TEXT).bytes());
    assertThat(told.getLast()).isEqualTo(new Event.SpeechDone(1));
    assertThat(told.stream().filter(Event.SpeechUsed.class::isInstance)).hasSize(1);
    assertThat(simulator.spoken()).containsExactly(TEXT);
  }

  @ParameterizedTest
  @CsvSource({
    "Nobody, generative,",
    "Celine, generative,",
    "Lea, long-form,",
    "Lea, neural, autres"
  })
  void whatIsNotThereIsRefusedForGood(String voice, String engine, String lexicon) {
    read(speech(voice, engine, Optional.ofNullable(lexicon)));

    assertThat(heard.untilOver().getLast())
        .isInstanceOfSatisfying(
            Event.SpeechFailed.class, failed -> assertThat(failed.refused()).isTrue());
  }

  @ParameterizedTest
  @CsvSource({"DENIES, true", "THROTTLES, false", "FAILS, false", "RESETS, false", "CUTS, false"})
  void aFailureIsToldOnceAndTheNextTextIsSpoken(PollyFault fault, boolean refused) {
    var speech = speech("Lea", "generative", Optional.empty());
    simulator.faults().once(fault);
    read(speech);

    assertThat(heard.untilOver().getLast())
        .isInstanceOfSatisfying(
            Event.SpeechFailed.class, failed -> assertThat(failed.refused()).isEqualTo(refused));
    assertThat(simulator.spoken()).as("nothing is tried again").hasSizeLessThan(2);
    read(speech);
    assertThat(sound(heard.untilOver())).isEqualTo(Clip.hum(TEXT).bytes());
  }

  @Test
  void aVoiceWithoutMuLawSpeaksPcm() {
    simulator.faults().always(PollyFault.KNOWS_NO_MU_LAW);
    read(speech("Lea", "generative", Optional.empty()));

    assertThat(samples(sound(heard.untilOver()))).isEqualTo(samples(Clip.hum(TEXT).bytes()));
  }

  /// A sample of zero has two bytes.
  private static List<Short> samples(byte[] sound) {
    return IntStream.range(0, sound.length).mapToObj(n -> MuLaw.decode(sound[n])).toList();
  }

  @ParameterizedTest
  @CsvSource({"IGNORES", "STAYS_SILENT", "IS_LATE", "PAUSES"})
  void whatIsNotWantedIsCancelledAndTheConnectionServesTheNext(PollyFault fault) {
    var speech = speech("Lea", "generative", Optional.empty());
    simulator.faults().once(fault);
    read(speech);
    var until = System.nanoTime() + Duration.ofSeconds(LONGEST_WAIT_SECONDS).toNanos();
    while (simulator.asked() == 0) {
      assertThat(System.nanoTime()).as("the simulator is asked").isLessThan(until);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    loop.execute(() -> speech.send(new Effect.Hush()));
    loop.execute(() -> speech.send(new Effect.ReadOut(2, TEXT)));

    assertThat(sound(heard.untilOver(), 2)).isEqualTo(Clip.hum(TEXT).bytes());
  }

  private Speech speech(String voice, String engine, Optional<String> lexicon) {
    var choice =
        new VoiceChoice.Polly("marin", voice, engine, Optional.of("eu-central-1"), lexicon);
    return SpeechClients.REAL
        .voices(
            choice,
            new SpeechClients.Home(loop, new VertxDialer(vertx, loop), Runnable::run),
            List.of())
        .orElseThrow()
        .open(heard::add)
        .orElseThrow();
  }

  private void read(Speech speech) {
    loop.execute(() -> speech.send(new Effect.ReadOut(1, TEXT)));
  }

  private static byte[] sound(List<Event> told) {
    return sound(told, 1);
  }

  private static byte[] sound(List<Event> told, int line) {
    var sound = new ByteArrayOutputStream();
    for (var event : told) {
      if (event instanceof Event.SpeechAudio(var number, _, var audio) && number == line) {
        sound.writeBytes(Base64.getDecoder().decode(audio));
      }
    }
    return sound.toByteArray();
  }
}
