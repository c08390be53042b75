package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Event.ResponseEnded.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A voice that tells which words it says: each of its sounds with the words that end in it.
class ToldWordsStepsTest {
  private static final String LINE = "Bien sûr, pour quel jour ?";

  @Test
  void theTurnHasTheWordsThatWereTold() {
    var call = reading();

    call.on(
        sound("", 100),
        sound("Bien", 200),
        sound("sûr,", 300),
        sound("", 100),
        sound("pour quel jour ?", 900),
        new Event.SpeechDone(1));
    call.hearAll();

    assertThat(call.turns()).containsExactly("3 AVA " + LINE);
  }

  @Test
  void wordsWithoutSoundOfTheirOwnAreTheTurnsAsWell() {
    var call = reading();

    call.on(sound("Bien sûr, pour quel", 900), sound("jour ?", 0), new Event.SpeechDone(1));
    call.hearAll();

    assertThat(call.turns()).containsExactly("3 AVA " + LINE);
  }

  /// Each sound has a mark of its own behind it.
  @ParameterizedTest
  @CsvSource({"0, ''", "1, Bien", "2, 'Bien sûr,'", "3, 'Bien sûr,'", "4, 'Bien sûr, pour'"})
  void whatWasHeardIsWhatEndedBeforeTheCallerSpoke(int marks, String heard) {
    var call = reading();
    call.on(
        sound("Bien", 160),
        sound("sûr,", 160),
        sound("", 160),
        sound("pour", 160),
        sound("quel jour ?", 160));
    var names = call.of(Effect.Mark.class).map(Effect.Mark::name).toList();

    for (var mark = 0; mark < marks; mark++) {
      call.on(new Event.MarkPlayed(names.get(mark)));
    }
    call.on(new Event.SpeechStarted("u2"));

    assertThat(call.of(Effect.PutHeard.class).map(Effect.PutHeard::words).toList())
        .isEqualTo(Stream.of(heard).filter(words -> !words.isEmpty()).toList());
  }

  @Test
  void aVoiceThatBreaksLeavesTheRestToTheModelAWordRatherTwiceThanNotAtAll() {
    var call = reading();
    call.on(
        sound("Bien sûr,", 500), sound("", 120), new Event.SpeechFailed(1, false, "closed 1011"));

    assertThat(call.of(Effect.StandIn.class))
        .singleElement()
        .satisfies(by -> assertThat(by.instructions()).contains("« pour quel jour ? »"));
  }

  /// All of it has come long before the caller has heard it.
  @Test
  void aGreetingInPiecesIsHeardOnceTheLastOfThemIs() {
    var text = Steps.GREETING.text();
    var call =
        new Steps()
            .on(Steps.joinedUnrecorded(), Steps.ready())
            .on(
                new Event.ResponseStarted("r1"),
                new Event.AnswerWrittenDone("r1", "a1", text),
                Steps.ended("r1", Outcome.COMPLETED));
    for (var line = 1; line <= call.of(Effect.ReadOut.class).count(); line++) {
      call.on(
          new Event.SpeechAudio(line, Optional.empty(), Steps.audio(400)),
          new Event.SpeechDone(line));
    }
    var names = call.of(Effect.Mark.class).map(Effect.Mark::name).toList();

    for (var name : names.subList(0, names.size() - 1)) {
      call.on(new Event.MarkPlayed(name));
    }
    assertThat(call.of(Effect.SaveDisclosure.class)).isEmpty();
    assertThat(call.of(Effect.RecordGreeting.class)).isEmpty();

    call.on(new Event.MarkPlayed(names.getLast()));
    assertThat(call.of(Effect.SaveDisclosure.class)).hasSize(1);
    assertThat(call.of(Effect.RecordGreeting.class)).hasSize(1);
  }

  private static Steps reading() {
    return Steps.talking()
        .after(Duration.ofSeconds(2))
        .on(Steps.speech("u1"))
        .on(Steps.said("u1", "Bonjour"), new Event.ResponseStarted("r1"))
        .on(new Event.AnswerWrittenDone("r1", "a1", LINE), Steps.ended("r1", Outcome.COMPLETED))
        .forget();
  }

  private static Event sound(String words, int ms) {
    return new Event.SpeechAudio(1, Optional.of(words), ms == 0 ? "" : Steps.audio(ms));
  }
}
