package ava.bridge.speech;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.SteppedLoop;
import ava.shared.call.Usage;
import ava.shared.loop.Dialer;
import ava.shared.loop.Loop;
import ava.shared.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One call's reader on one socket.
class ElevenLabsReaderTest {
  private static final VoiceChoice.ElevenLabs CHOICE =
      new VoiceChoice.ElevenLabs(
          "marin", "v1", Secret.of("key-1"), URI.create("https://eleven.example"), 60);

  private final SteppedLoop loop = new SteppedLoop(Instant.parse("2026-11-22T09:00:00Z"));
  private final FakeElevenLabs service = new FakeElevenLabs(loop);
  private final ElevenLabsReader reader = new ElevenLabsReader(loop, service, CHOICE);
  private final Told told = new Told();

  @Test
  void itsSocketIsOpenBeforeTheFirstLine() {
    loop.pass(FakeElevenLabs.DISTANCE);

    assertThat(service.dialled())
        .containsExactly(
            URI.create(
                "wss://eleven.example/v1/text-to-speech/v1/multi-stream-input"
                    + "?model_id=eleven_flash_v2_5&language_code=fr&output_format=ulaw_8000"
                    + "&auto_mode=true&sync_alignment=true&inactivity_timeout=180"));
    assertThat(service.headers().getFirst()).containsEntry("xi-api-key", "key-1");
    assertThat(service.sent()).isEmpty();
    assertThat(CHOICE.toString()).doesNotContain("key-1");
  }

  @Test
  void theLinesOfAnAnswerShareAContextWhichIsClosedWhenTheLastOfThemSounds() {
    speak("Bien sûr.");
    service.says("a1", "Bien sûr.");
    loop.pass(Duration.ofMillis(100));
    assertThat(told.all).containsExactly("Bien", "sûr.", "done");

    speak("À demain.");
    reader.noMoreLines();
    assertThat(service.sent()).containsExactly("a1 opened", "a1 Bien sûr.", "a1 À demain.");
    service.says("a1", "À demain.");
    loop.run();
    assertThat(service.sent().getLast()).as("it sounds").isEqualTo("a1 closed");
    service.ends("a1");
    loop.run();
    assertThat(told.all).endsWith("À", "demain.", "done");

    speak("Oui.");
    assertThat(service.sent()).endsWith("a2 opened", "a2 Oui.");
    assertThat(service.dialled()).as("one socket").hasSize(1);
  }

  @Test
  void anAnswerWhoseEndIsKnownLateIsClosedThen() {
    speak("Bien sûr.");
    service.says("a1", "Bien sûr.");
    loop.pass(Duration.ofMillis(100));

    reader.noMoreLines();

    assertThat(service.sent().getLast()).isEqualTo("a1 closed");
  }

  @Test
  void anAnswerThatWasLeftInTheMiddleIsOverWhenTheCallerHasSpoken() {
    speak("Bien sûr.");
    service.says("a1", "Bien sûr.");
    loop.pass(Duration.ofMillis(100));

    reader.getReady();

    assertThat(service.sent().getLast()).isEqualTo("a1 closed");
  }

  @Test
  void whatIsNotWantedIsClosedAtOnceAndItsLateSoundIsNobodys() {
    var running = speak("Bien sûr.");
    running.cancel();
    assertThat(service.sent()).endsWith("a1 Bien sûr.", "a1 closed");

    speak("Oui.");
    service.says("a1", "Bien sûr.");
    service.ends("a1");
    service.says("a2", "Oui.");
    loop.pass(Duration.ofMillis(100));

    assertThat(told.all).containsExactly("Oui.", "done");
  }

  @Test
  void theSoundIsCutWhereAWordEndsAndTheTimesOfEachMessageBeginAnew() {
    speak("Oui, à 18 h.");
    service.says("a1", "Oui, à di");
    service.says("a1", "x-huit heur");
    service.says("a1", "es.");
    loop.pass(Duration.ofMillis(100));

    assertThat(told.all).containsExactly("Oui,", "à", "", "", "18 h.", "done");
    assertThat(told.lengths).containsExactly(4, 2, 3, 11, 3);
  }

  @Test
  void aMessageMayHoldNoWholeWord() {
    speak("Bonjour.");
    List.of("B", "on", "jou", "r", ".").forEach(letters -> service.says("a1", letters));
    loop.pass(Duration.ofMillis(100));

    assertThat(told.all).containsExactly("", "", "", "", "Bonjour.", "done");
  }

  @Test
  void withoutLettersTheContextsEndTellsTheLines() {
    speak("Bien sûr.");
    service.hums("a1", 9);
    loop.pass(Duration.ofMillis(299));
    assertThat(service.sent()).endsWith("a1 Bien sûr.");
    loop.pass(Duration.ofMillis(1));
    assertThat(service.sent()).endsWith("a1 closed");
    assertThat(told.all).containsExactly("?");

    service.ends("a1");
    loop.run();

    assertThat(told.all).containsExactly("?", "done");
  }

  @Test
  void lettersThatDoNotComeAreToldAtTheEnd() {
    speak("Bien sûr !");
    service.says("a1", "Bien sûr");
    loop.pass(Duration.ofMillis(300));
    service.ends("a1");
    loop.run();

    assertThat(told.all).containsExactly("Bien", "sûr", "!", "done");
  }

  @Test
  void aContextThatEndsWithTooLittleSoundIsBroken() {
    speak("Bien sûr, pour quel jour ?");
    service.says("a1", "Bien");
    service.ends("a1");
    loop.run();

    assertThat(told.all).containsExactly("Bien", "broken: broke off");
  }

  @ParameterizedTest
  @CsvSource({
    "chars, charStartTimesMs, charDurationsMs, context_id",
    "chars, charStartTimesMs, charsDurationsMs, contextId",
    "chars, charsStartTimesMs, charDurationsMs, contextId"
  })
  void eachSpellingIsTaken(String chars, String starts, String durations, String context) {
    speak("Bien sûr.");
    service.says("a1", "Bien sûr.", chars, starts, durations, context);
    loop.pass(Duration.ofMillis(100));

    assertThat(told.all).containsExactly("Bien", "sûr.", "done");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "[]",
        "null",
        "7",
        "{\"type\":\"flush_done\"}",
        "{\"audio\":null,\"contextId\":\"a1\"}",
        "{\"audio\":\"%%%\",\"contextId\":\"a1\"}",
        "{\"audio\":7,\"contextId\":8,\"alignment\":[]}",
        "{\"audio\":\"\",\"contextId\":\"a1\",\"alignment\":{\"chars\":[\"B\"]}}",
        "{\"isFinal\":null,\"contextId\":\"a1\",\"error\":null}"
      })
  void whatSaysNothingIsPassedOver(String message) {
    speak("Bien sûr.");
    service.socket().say(message);
    service.says("a1", "Bien sûr.");
    loop.pass(Duration.ofMillis(100));

    assertThat(told.all).endsWith("Bien", "sûr.", "done");
  }

  @ParameterizedTest
  @CsvSource({
    "400, true",
    "401, true",
    "402, true",
    "403, true",
    "404, true",
    "422, true",
    "429, false",
    "500, false",
    "503, false"
  })
  void aHandshakeThatIsRefusedIsToldWithTheLine(int status, boolean refused) {
    service.refuses(new Dialer.Dialled.Refused(status, "{\"detail\":\"no\"}"));
    speak("Bien sûr.");
    loop.pass(FakeElevenLabs.DISTANCE);

    assertThat(told.all).containsExactly((refused ? "refused" : "broken") + ": HTTP " + status);
    assertThat(told.costUsd).as("nothing was said").isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "quota_exceeded, true",
    "invalid_api_key, true",
    "detected_unusual_activity, true",
    "voice_not_found, true",
    "input_timeout_exceeded, false",
    "max_active_conversations, false",
    "invalid_input_message, false",
    "internal_error, false"
  })
  void anErrorIsToldOnceAndTheNextLineHasAnotherSocket(String kind, boolean refused) {
    speak("Bien sûr.");
    service.complains(kind);
    service.socket().hangUp(1008);
    loop.run();

    assertThat(told.all).containsExactly((refused ? "refused: " : "broken: ") + kind);
    speak("Oui.");
    loop.pass(FakeElevenLabs.DISTANCE);
    assertThat(service.dialled()).hasSize(2);
    assertThat(service.sent()).endsWith("a1 opened", "a1 Oui.");
  }

  @ParameterizedTest
  @CsvSource({"1009, true", "1008, false", "1011, false", "1000, false", "1006, false"})
  void aSocketThatClosesBreaksTheLine(int code, boolean refused) {
    speak("Bien sûr.");
    service.socket().hangUp(code);
    loop.run();

    assertThat(told.all).containsExactly((refused ? "refused" : "broken") + ": closed " + code);
  }

  @Test
  void aSocketThatEndsWhileNobodySpeaksIsReplacedIfItWasOfUse() {
    loop.pass(FakeElevenLabs.DISTANCE);
    service.socket().hangUp(1008);
    loop.run();
    assertThat(service.dialled()).as("it never spoke").hasSize(1);

    speak("Bien sûr.");
    service.says("a1", "Bien sûr.");
    loop.pass(Duration.ofMillis(100));
    service.complains("input_timeout_exceeded");
    loop.run();

    assertThat(service.dialled()).hasSize(3);
    assertThat(told.all).containsExactly("Bien", "sûr.", "done");
  }

  @Test
  void anOpenContextIsKeptAlive() {
    speak("Bien sûr.");
    service.says("a1", "Bien sûr.");
    loop.pass(Duration.ofSeconds(21));
    assertThat(service.sent()).endsWith("a1 Bien sûr.", "a1 alive", "a1 alive");

    reader.getReady();
    loop.pass(Duration.ofSeconds(21));
    assertThat(service.sent()).as("never a context's first message").endsWith("a1 closed");
  }

  @Test
  void moreContextsThanASocketMayHaveGetANewSocket() {
    loop.pass(FakeElevenLabs.DISTANCE);
    for (var n = 0; n < ElevenLabsSocket.MOST_CONTEXTS; n++) {
      speak("Bien sûr.").cancel();
    }
    assertThat(service.dialled()).hasSize(1);

    speak("Oui.");

    assertThat(service.dialled()).hasSize(2);
    assertThat(service.sent()).endsWith("a5 closed", "a1 opened", "a1 Oui.");
  }

  @Test
  void aSocketThatSaysNothingIsNotAskedAgain() {
    var running = speak("Bien sûr.");
    loop.pass(Duration.ofMillis(600));
    running.cancel();

    speak("Oui.");

    assertThat(service.dialled()).hasSize(2);
  }

  @Test
  void whatIsSaidIsPaidByItsCharacters() {
    speak("À 18 h.");

    assertThat(told.costUsd).isEqualTo("À dix-huit heures.".length() * 60 / 1e6);
  }

  @Test
  void nothingIsLeftBehindTheCall() {
    speak("Bien sûr.");
    reader.close();
    loop.run();

    assertThat(service.socket().closes()).containsExactly(1000);
    assertThat(loop.isIdle()).isTrue();
    assertThat(told.all).isEmpty();
  }

  private Loop.Running speak(String text) {
    var running = reader.speak(text, told);
    loop.pass(FakeElevenLabs.DISTANCE);
    return running;
  }

  /// What is told of the lines, in words.
  private static final class Told implements SpeechProvider.Ear {
    private final List<String> all = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private double costUsd;

    @Override
    public void sound(byte[] muLaw, Optional<String> words) {
      all.add(words.orElse("?"));
      lengths.add(muLaw.length / FakeElevenLabs.BYTES_PER_LETTER);
    }

    @Override
    public void used(Usage usage) {
      costUsd += usage.costUsd();
    }

    @Override
    public void done() {
      all.add("done");
    }

    @Override
    public void failed(boolean refused, String why) {
      all.add((refused ? "refused: " : "broken: ") + why);
    }
  }
}
