package ava.trial.soak;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.Clip;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelSideTest {
  private final Sentences sentences = new Sentences();
  private final ModelSide model = new ModelSide(3, new Random(1), sentences);

  @Test
  void framesInOrderAreCounted() {
    receive(12, 0, 1, 2);
    model.receives(Clip.silence(Duration.ofMillis(40)).bytes());

    assertThat(model.disorder()).isEmpty();
    assertThat(model.call()).isEqualTo(12);
    assertThat(model.first()).isZero();
    assertThat(model.next()).isEqualTo(3);
    assertThat(model.padding()).isEqualTo(2);
  }

  @Test
  void lostFrameIsADisorder() {
    receive(12, 0, 1, 3);

    assertThat(model.disorder()).containsExactly("image 3 reçue au lieu de 2");
  }

  @Test
  void repeatedFrameIsADisorder() {
    receive(12, 0, 1, 1);

    assertThat(model.disorder()).containsExactly("image 1 reçue au lieu de 2");
  }

  @Test
  void frameOfAnotherCallIsADisorder() {
    receive(12, 0);
    receive(13, 1);

    assertThat(model.disorder()).containsExactly("image de l'appel 13 reçue dans l'appel 12");
  }

  @Test
  void turnIsUnderstoodByItsStampsWhereverItBegins() {
    var turn = new ByteArrayOutputStream();
    turn.writeBytes(Clip.silence(Duration.ofMillis(33)).bytes());
    turn.writeBytes(new Stamp(12, 4, 90, 0).frame());
    turn.writeBytes(new Stamp(12, 4, 91, 0).frame());

    assertThat(model.hears(turn.toByteArray())).isEqualTo("Ici l'appelant 12, voici ma phrase 4.");
    assertThat(model.heard()).containsExactly("Ici l'appelant 12, voici ma phrase 4.");
  }

  @Test
  void exactWordsAreSaidAndKnown() {
    var reply = model.replies("Dis exactement : « Bonjour. »", Set.of());

    assertThat(reply.speech().orElseThrow().text()).isEqualTo("Bonjour.");
    assertThat(sentences.text(3, 1)).isEqualTo("Bonjour.");
    assertThat(Played.of(reply.speech().orElseThrow().clip().bytes()).heard())
        .singleElement()
        .satisfies(played -> assertThat(played.whole()).isTrue());
  }

  private void receive(int call, int... indexes) {
    for (var index : indexes) {
      model.receives(new Stamp(call, 0, index, 0).frame());
    }
  }
}
