package ava.trial.soak;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SoakChecksTest {
  private final Sentences sentences = new Sentences();
  private final SoakChecks checks = new SoakChecks(sentences);

  @Test
  void wholeAndInterruptedTurnsFitWhatWasHeard() {
    sentences.said(1, 1, "Bonjour à vous.");
    sentences.said(1, 2, "Je note votre demande.");

    var problems =
        checks.avaTurns(
            List.of(ava(1, "Bonjour à vous.", false), ava(2, "Je note", true)),
            List.of(new Played(1, 1, 90, 90), new Played(1, 2, 60, 120)));

    assertThat(problems).isEmpty();
  }

  @Test
  void sentenceThatWasHeardAndNotWrittenIsAProblem() {
    sentences.said(1, 1, "Bonjour à vous.");

    assertThat(checks.avaTurns(List.of(), List.of(new Played(1, 1, 90, 90))))
        .containsExactly("entendu d'Ava sans être écrit (1800 ms) : Bonjour à vous.");
  }

  @Test
  void turnThatNobodyHeardIsAProblem() {
    assertThat(checks.avaTurns(List.of(ava(1, "Jamais dit.", false)), List.of()))
        .containsExactly("écrit sans être entendu : Jamais dit.");
  }

  @Test
  void moreWordsThanTheSentenceHadAreAProblem() {
    sentences.said(1, 1, "Bonjour.");

    assertThat(
            checks.avaTurns(
                List.of(ava(1, "Bonjour à vous.", true)), List.of(new Played(1, 1, 90, 120))))
        .hasSize(2);
  }

  @Test
  void gapInTheNumbersOfTurnsIsAProblem() {
    assertThat(SoakChecks.gaps(List.of(ava(1, "Un.", false), ava(3, "Trois.", false))))
        .containsExactly("tour 3 au lieu de 2");
  }

  @Test
  void lastFramesThatTheModelNeverGotAreAProblem() {
    var session = new ModelSide(1, new Random(1), sentences);
    session.receives(new Stamp(1, 0, 0, 0).frame());

    assertThat(SoakChecks.framesToModel(1, List.of(session))).isEmpty();
    assertThat(SoakChecks.framesToModel(4, List.of(session)))
        .containsExactly("3 dernières images de l'appelant perdues");
    assertThat(SoakChecks.framesToModel(400, List.of())).hasSize(1);
  }

  @Test
  void callerWhoIsGoneBeforeTheModelIsThereNeedsNoSession() {
    assertThat(SoakChecks.framesToModel(4, List.of())).isEmpty();
  }

  private static Turn ava(int seq, String text, boolean interrupted) {
    return new Turn(seq, Speaker.AVA, text, Instant.EPOCH, Instant.EPOCH, interrupted);
  }
}
