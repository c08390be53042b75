package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What those who look on see before a turn is finished.
class UnderWayTest {
  @Test
  void callersWordsAppearAsTheyAreWritten() {
    var call = Steps.talking().on(new Event.SpeechStarted("u1"));
    assertThat(underWay(call)).isEmpty();

    call.on(new Event.CallerWords("u1", "Bonjour, je"));
    assertThat(underWay(call)).containsExactly("2 CALLER Bonjour, je");

    call.on(new Event.CallerWords("u1", "Bonjour, je voudrais"));
    assertThat(underWay(call)).containsExactly("2 CALLER Bonjour, je voudrais");
  }

  @Test
  void avasWordsAppearAsFarAsTheyWereHeard() {
    var call = Steps.talking().on(Steps.answer("r1", "a1", "un deux trois quatre", 800));
    assertThat(underWay(call)).as("nothing was heard").isEmpty();

    var marks = call.of(Effect.Mark.class).map(Effect.Mark::name).toList();
    call.on(new Event.MarkPlayed(marks.getFirst()));
    assertThat(underWay(call)).isNotEqualTo(List.of("2 AVA un deux trois quatre"));

    call.hearAll();
    assertThat(call.turns()).containsExactly("2 AVA un deux trois quatre");
    assertThat(underWay(call)).as("it is a turn now").isEmpty();
  }

  @Test
  void answerStandsBehindTheWordsThatAreStillWritten() {
    var call =
        Steps.talking()
            .on(Steps.speech("u1"))
            .on(new Event.CallerWords("u1", "Bonjour"))
            .on(Steps.answer("r1", "a1", "Oui ?", 200))
            .hearAll();

    assertThat(underWay(call)).containsExactly("2 CALLER Bonjour", "3 AVA Oui ?");
  }

  private static List<String> underWay(Steps call) {
    return UnderWay.of((State.Live) call.state()).stream()
        .map(turn -> turn.seq() + " " + turn.speaker() + " " + turn.text())
        .toList();
  }
}
