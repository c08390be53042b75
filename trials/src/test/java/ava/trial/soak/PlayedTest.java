package ava.trial.soak;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.Clip;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlayedTest {
  @Test
  void sentencesAreFoundBetweenSilence() {
    var ear = new ByteArrayOutputStream();
    ear.writeBytes(Clip.silence(Duration.ofMillis(60)).bytes());
    frames(ear, 1, 0, 3, 3);
    ear.writeBytes(Clip.silence(Duration.ofMillis(40)).bytes());
    frames(ear, 2, 0, 2, 9);

    var reading = Played.of(ear.toByteArray());

    assertThat(reading.disorder()).isEmpty();
    assertThat(reading.heard())
        .containsExactly(new Played(7, 1, 3, 3), new Played(7, 2, 2, 9))
        .extracting(Played::whole)
        .containsExactly(true, false);
  }

  @Test
  void missingFrameIsSeen() {
    var ear = new ByteArrayOutputStream();
    frames(ear, 1, 0, 2, 5);
    frames(ear, 1, 3, 5, 5);

    assertThat(Played.of(ear.toByteArray()).disorder())
        .containsExactly("image 3 d'Ava entendue après la 1");
  }

  @Test
  void swappedFramesAreSeen() {
    var ear = new ByteArrayOutputStream();
    frames(ear, 1, 0, 1, 3);
    frames(ear, 1, 2, 3, 3);
    frames(ear, 1, 1, 2, 3);

    assertThat(Played.of(ear.toByteArray()).disorder()).hasSize(2);
  }

  @Test
  void sentenceWithoutItsBeginningIsSeen() {
    var ear = new ByteArrayOutputStream();
    frames(ear, 1, 4, 6, 6);

    assertThat(Played.of(ear.toByteArray()).disorder()).hasSize(1);
  }

  @Test
  void repeatedSentenceIsHeardTwice() {
    var ear = new ByteArrayOutputStream();
    frames(ear, 1, 0, 2, 2);
    frames(ear, 1, 0, 2, 2);

    assertThat(Played.of(ear.toByteArray()).heard()).hasSize(2);
  }

  private static void frames(ByteArrayOutputStream ear, int sentence, int from, int to, int total) {
    for (var index = from; index < to; index++) {
      ear.writeBytes(new Stamp(7, sentence, index, total).frame());
    }
  }
}
