package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.shared.call.NotedMessage;
import ava.shared.call.PhoneNumber;
import ava.shared.call.SummaryState;
import ava.shared.call.Turn;
import ava.shared.message.CallEnded;
import ava.shared.message.Unwritten;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Nothing is final while something may still come.
class LateNewsTest extends EndedCalls {
  private static List<Turn> turns() {
    var turns = new ArrayList<Turn>();
    for (var i = 1; i <= 9; i++) {
      turns.add(Clouds.turn(i, i % 2 == 1 ? "Je vous écoute." : "Phrase numéro " + i + "."));
    }
    return turns;
  }

  @Test
  void tableThatWasAwayForTheWholeCallIsFilledFromTheMessage() {
    var call = Clouds.callSid();
    var card = new NotedMessage(Map.of(NotedMessage.Field.NAME, "Mme Lefèvre"));

    assertThat(done(Clouds.ended(call, 9, true, new Unwritten(turns(), card)), 1)).isTrue();
    assertThat(done(Clouds.ended(call, 9, true, new Unwritten(turns(), card)), 1)).isTrue();

    assertThat(clouds.store().turns(call)).isEqualTo(turns());
    assertThat(clouds.ses.mails()).hasSize(1);
    assertThat(lastText())
        .contains("Phrase numéro 2", "Mme Lefèvre")
        .doesNotContain("numéro masqué", "Il manque");
    assertThat(clouds.record(call).from()).isEqualTo(Clouds.CALLER);
  }

  @Test
  void turnWhoseNumberIsTakenMovesBehindTheOthersOnce() {
    var call = clouds.call("Bonjour.", "Une fuite.");
    var moved = Clouds.turn(2, "Dans la cuisine.");

    for (var i = 0; i < 3; i++) {
      done(Clouds.ended(call, 3, true, new Unwritten(List.of(moved), NotedMessage.EMPTY)), 1);
    }

    assertThat(clouds.store().turns(call))
        .extracting(Turn::text)
        .containsExactly("Bonjour.", "Une fuite.", "Dans la cuisine.");
  }

  @Test
  void missingTurnsAreWaitedForAndThenNamed() {
    var call = clouds.call();
    turns().subList(5, 9).forEach(turn -> clouds.store().append(call, turn));
    var ended = Clouds.ended(call, 9, true);

    for (var delivery = 1; delivery < LAST; delivery++) {
      assertThat(done(ended, delivery)).isFalse();
      assertThat(clouds.ses.mails()).isEmpty();
    }
    assertThat(done(ended, LAST)).isTrue();

    assertThat(lastText()).contains("Il manque 5 tours de parole sur 9");
    assertThat(state(call)).isEqualTo(SummaryState.SENT);
  }

  @Test
  void whatComesBehindTheMailIsMailedOnce() {
    var call = clouds.call();
    turns().subList(5, 9).forEach(turn -> clouds.store().append(call, turn));
    done(Clouds.ended(call, 9, true), LAST);

    turns().subList(0, 5).forEach(turn -> clouds.store().append(call, turn));
    for (var i = 0; i < 3; i++) {
      assertThat(done(Clouds.ended(call, 9, true), 1)).isTrue();
    }

    assertThat(clouds.ses.mails()).hasSize(2);
    assertThat(clouds.ses.mails().getLast().subject()).startsWith("Complément – ");
    assertThat(lastText())
        .contains("Phrase numéro 2.", "5 tours de parole")
        .doesNotContain("déjà été envoyé");
  }

  @Test
  void callThatWasSkippedIsTakenUpWhenWordsArrive() {
    var call = clouds.call("Bonjour.");
    assertThat(done(Clouds.ended(call, 1, false), 1)).isTrue();
    assertThat(state(call)).isEqualTo(SummaryState.SKIPPED);

    clouds.store().append(call, Clouds.turn(2, "Allô ? J’ai une fuite."));
    assertThat(done(Clouds.ended(call, 2, true), 1)).isTrue();

    assertThat(clouds.ses.mails()).hasSize(1);
    assertThat(clouds.ses.mails().getFirst().subject()).doesNotContain("Complément");
  }

  @Test
  void silenceIsNotBelievedBeforeTheBridgeHasSaidWhatItHeard() {
    var call = clouds.call("Bonjour.");
    var callback = new CallEnded(call, Clouds.ENDED, EndReason.CALLER_HUNG_UP);

    assertThat(done(callback, 1)).isFalse();
    assertThat(clouds.record(call).summary().map(s -> s.state()))
        .isNotEqualTo(Optional.of(SummaryState.SKIPPED));
    assertThat(done(callback, LAST)).isTrue();
    assertThat(state(call)).isEqualTo(SummaryState.SKIPPED);
  }

  @Test
  void callerWhoseWordsAreAllLostIsMailedAllTheSame() {
    var call = clouds.call();

    assertThat(done(Clouds.ended(call, 4, true), LAST)).isTrue();

    assertThat(lastText()).contains("Il manque 4 tours de parole sur 4");
  }

  @Test
  void cardWithoutAWordIsNotCalledSilence() {
    var call = clouds.call("Bonjour.");
    clouds.store().note(call, new NotedMessage(Map.of(NotedMessage.Field.REASON, "un devis")));

    assertThat(done(Clouds.ended(call, 1, false), 1)).isTrue();

    assertThat(lastText()).contains("devis").doesNotContain("sans parler", "appel sans parole");
  }

  @Test
  void keysReachTheMail() {
    var call = clouds.call("Votre numéro ?", "(au clavier) 0612345678");

    assertThat(done(Clouds.ended(call, 2, true), 1)).isTrue();

    assertThat(lastText()).contains("(au clavier) 06 12 34 56 78");
  }

  @Test
  void numberOfTheMessageIsNeverMasked() {
    var call = Clouds.callSid();
    clouds.store().append(call, Clouds.turn(1, "Bonjour."));
    clouds.store().append(call, Clouds.turn(2, "Rappelez-moi."));
    assertThat(new PhoneNumber("").displayed()).isEqualTo("numéro masqué");

    assertThat(done(Clouds.ended(call, 2, true), 1)).isTrue();

    assertThat(lastText()).contains("06 12 34 56 78").doesNotContain("numéro masqué");
  }
}
