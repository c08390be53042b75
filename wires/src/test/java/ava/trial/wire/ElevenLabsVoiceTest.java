package ava.trial.wire;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Effect;
import ava.bridge.call.Event;
import ava.bridge.call.Speech;
import ava.bridge.speech.SpeechClients;
import ava.bridge.speech.VoiceChoice;
import ava.bridge.vertx.VertxDialer;
import ava.bridge.vertx.VertxLoop;
import ava.shared.settings.Secret;
import ava.simulator.scenario.Clip;
import ava.simulator.socket.ElevenLabsSimulator;
import ava.simulator.voice.ElevenLabsFault;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bridge's own sockets against the simulator of ElevenLabs on a real port.
class ElevenLabsVoiceTest {

  private static final String TEXT =
      "Bien sûr, à quel nom dois-je noter ce rendez-vous, s'il vous plaît ?";

  private final ElevenLabsSimulator simulator = ElevenLabsSimulator.start("Charlotte");
  private final Vertx vertx = Vertx.vertx();
  private final VertxLoop loop = new VertxLoop(vertx.getOrCreateContext());
  private final ToldSpeech heard = new ToldSpeech();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    simulator.close();
  }

  @Test
  void aTextIsSpokenWholeWithItsWordsAndPaidByItsCharacters() {
    read(speech("Charlotte"), 1);

    var told = heard.untilOver();

    assertThat(sound(told, 1)).isEqualTo(Clip.hum(TEXT).bytes());
    assertThat(words(told)).isEqualTo(TEXT);
    assertThat(told.getLast()).isEqualTo(new Event.SpeechDone(1));
    assertThat(told.stream().filter(Event.SpeechUsed.class::isInstance)).hasSize(1);
    assertThat(simulator.spoken()).containsExactly(TEXT);
    assertThat(simulator.characters()).isEqualTo(TEXT.length());
    assertThat(simulator.refused()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"Nobody, false", "Charlotte, true"})
  void aVoiceThatIsNotThereAndAKeyThatIsWrongAreRefusedForGood(String voice, boolean denies) {
    if (denies) {
      simulator.faults().always(ElevenLabsFault.DENIES);
    }
    read(speech(voice), 1);

    assertThat(heard.untilOver().getLast())
        .isInstanceOfSatisfying(
            Event.SpeechFailed.class, failed -> assertThat(failed.refused()).isTrue());
  }

  @ParameterizedTest
  @CsvSource({
    "QUOTA_GONE, true, quota_exceeded",
    "VOICE_UNFIT, true, closed 1009",
    "BREAKS, false, closed 1011",
    "CUTS, false, "
  })
  void aFailureIsToldOnceAndTheNextTextIsSpoken(
      ElevenLabsFault fault, boolean refused, String why) {
    var speech = speech("Charlotte");
    simulator.faults().once(fault);
    read(speech, 1);

    assertThat(heard.untilOver().getLast())
        .isInstanceOfSatisfying(
            Event.SpeechFailed.class,
            failed -> {
              assertThat(failed.refused()).isEqualTo(refused);
              assertThat(failed.detail()).contains(why == null ? "" : why).doesNotContain("key-1");
            });
    read(speech, 2);
    assertThat(sound(heard.untilOver(), 2)).isEqualTo(Clip.hum(TEXT).bytes());
    assertThat(simulator.sockets()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"NO_LETTERS", "SPELLS_OTHERWISE", "MIXES"})
  void aVoiceMayTellItOtherwise(ElevenLabsFault fault) {
    simulator.faults().always(fault);
    read(speech("Charlotte"), 1);

    assertThat(sound(heard.untilOver(), 1)).isEqualTo(Clip.hum(TEXT).bytes());
  }

  @ParameterizedTest
  @CsvSource({"STAYS_SILENT", "IS_LATE", "NO_SOUND"})
  void whatIsNotWantedIsClosedAndTheSocketServesTheNext(ElevenLabsFault fault) {
    var speech = speech("Charlotte");
    simulator.faults().once(fault);
    read(speech, 1);
    while (!(heard.next() instanceof Event.SpeechUsed)) {
      assertThat(heard.isQuiet()).as("it is said first").isTrue();
    }
    loop.execute(() -> speech.send(new Effect.Hush()));
    read(speech, 2);

    assertThat(sound(heard.untilOver(), 2)).isEqualTo(Clip.hum(TEXT).bytes());
    assertThat(simulator.sockets()).isEqualTo(1);
    assertThat(simulator.refused()).isEmpty();
  }

  private Speech speech(String voice) {
    return SpeechClients.REAL
        .voices(
            new VoiceChoice.ElevenLabs("marin", voice, Secret.of("key-1 "), simulator.url(), 60),
            new SpeechClients.Home(loop, new VertxDialer(vertx, loop), Runnable::run),
            List.of())
        .orElseThrow()
        .open(heard::add)
        .orElseThrow();
  }

  private void read(Speech speech, int line) {
    loop.execute(() -> speech.send(new Effect.ReadOut(line, TEXT)));
    loop.execute(() -> speech.send(new Effect.NoMoreLines()));
  }

  private static String words(List<Event> told) {
    return told.stream()
        .filter(Event.SpeechAudio.class::isInstance)
        .map(event -> ((Event.SpeechAudio) event).words().orElse("?"))
        .filter(words -> !words.isEmpty())
        .collect(Collectors.joining(" "));
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
