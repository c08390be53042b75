package ava.bridge.call;

import static org.assertj.core.api.Assertions.assertThat;

import ava.bridge.call.Effect.SettleTool.Settled;
import ava.bridge.call.Event.ResponseEnded.Outcome;
import ava.shared.call.EndReason;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A model that hears nothing but noise may say nothing, and does not do so for ever.
class WaitingStepsTest {
  private int noises;

  @Test
  void noiseBringsNoWordOfAvas() {
    var call = noise(Steps.talking());

    assertThat(call.of(Effect.SettleTool.class))
        .containsExactly(new Effect.SettleTool("c1", Settled.DONE));
    assertThat(call.of(Effect.Ask.class)).isEmpty();
    assertThat(call.last())
        .contains(
            new Effect.CancelTimer(Timer.ANSWER_LATE),
            new Effect.SetTimer(Timer.SILENCE, Wait.SILENCE.usual()))
        .doesNotContain(new Effect.SetTimer(Timer.ASK_AGAIN, Wait.ASK_AGAIN.usual()));
  }

  @Test
  void noiseWithoutEndIsAskedWhetherSomebodyIsThereAndThenHungUpOn() {
    var call = Steps.talking();

    for (var n = 1; n <= 5; n++) {
      assertThat(asked(noise(call)).size()).isEqualTo(n / 5);
    }
    assertThat(asked(call)).containsExactly(Steps.exactly(FixedWords.STILL_THERE));
    call.on(Steps.answer("q1", "a1", "Êtes-vous toujours en ligne ?", 400)).hearAll();
    for (var n = 1; n <= 5; n++) {
      assertThat(asked(noise(call)).size()).isEqualTo(1 + n / 5);
    }
    call.on(Steps.answer("q2", "a2", "Au revoir.", 400)).hearAll();

    assertThat(asked(call)).last().isEqualTo(Steps.exactly(FixedWords.SILENT_GOODBYE));
    assertThat(leaves(call)).containsExactly(EndReason.SILENCE);
  }

  @Test
  void aWordToTheCallerBeginsTheCountAnew() {
    var call = Steps.talking();

    for (var round = 1; round <= 4; round++) {
      for (var n = 1; n <= 4; n++) {
        noise(call);
      }
      call.on(Steps.speech("u" + round))
          .on(Steps.answer("r" + round, "a" + round, "Oui, dites-moi.", 400))
          .hearAll();
    }

    assertThat(call.of(Effect.Ask.class)).isEmpty();
  }

  @Test
  void silenceBehindNoiseIsStillSilence() {
    var call = noise(Steps.talking());

    call.on(new Event.TimerFired(Timer.SILENCE));

    assertThat(asked(call)).containsExactly(Steps.exactly(FixedWords.STILL_THERE));
  }

  @Test
  void waitingThatWasAskedForInVainIsStillAllowed() {
    var call = Steps.talking().on(Steps.speech("u1")).on(new Event.TimerFired(Timer.ANSWER_LATE));
    assertThat(call.of(Effect.Ask.class)).hasSize(1);

    waits(call, "r1", "c1");

    assertThat(call.of(Effect.SettleTool.class))
        .containsExactly(new Effect.SettleTool("c1", Settled.DONE));
    assertThat(call.of(Effect.Ask.class)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"tool", "keys"})
  void whoIsOwedAnAnswerIsNotKeptWaiting(String owed) {
    var call = Steps.talking();
    if (owed.equals("keys")) {
      call.on(new Event.KeyPressed('4'), new Event.KeyPressed('#'));
    } else {
      call.on(Steps.speech("u1")).on(new Event.ResponseStarted("r0"));
      call.on(
          new Event.ToolCalled("r0", "c0", Steps.NOTE, "{}"),
          Steps.ended("r0", Outcome.COMPLETED),
          new Event.ToolFinished("c0", "{}"));
    }
    assertThat(call.of(Effect.Ask.class)).hasSize(1);

    waits(call, "r1", "c1");

    assertThat(call.of(Effect.SettleTool.class))
        .containsExactly(new Effect.SettleTool("c1", Settled.IMPOSSIBLE));
    assertThat(call.last()).contains(new Effect.SetTimer(Timer.ASK_AGAIN, Wait.ASK_AGAIN.usual()));
    call.on(new Event.TimerFired(Timer.ASK_AGAIN));
    assertThat(call.of(Effect.Ask.class)).hasSize(2);
  }

  @Test
  void whateverNoiseComesItDoesNotKeepTheLineForEver() {
    for (var seed = 0; seed < 300; seed++) {
      var random = new SplittableRandom(seed);
      var call = Steps.talking();
      noises = 0;
      while (leaves(call).isEmpty()) {
        assertThat(noises).as("noises of seed " + seed).isLessThan(11);
        noise(call);
        if (random.nextInt(4) == 0) {
          call.on(new Event.TimerFired(Timer.SILENCE));
        }
        if (call.last().stream().anyMatch(Effect.Ask.class::isInstance)) {
          var id = "q" + noises;
          call.on(Steps.answer(id, "a" + id, "Êtes-vous toujours en ligne ?", 400)).hearAll();
        }
      }

      assertThat(leaves(call)).as("seed " + seed).containsExactly(EndReason.SILENCE);
    }
  }

  private Steps noise(Steps call) {
    noises++;
    return waits(call.on(Steps.speech("n" + noises)), "w" + noises, "c" + noises);
  }

  private static Steps waits(Steps call, String id, String tool) {
    return call.on(
        new Event.ResponseStarted(id),
        new Event.ToolCalled(id, tool, Steps.WAIT, "{}"),
        Steps.ended(id, Outcome.COMPLETED));
  }

  private static List<String> asked(Steps call) {
    return call.of(Effect.Ask.class).flatMap(ask -> ask.instructions().stream()).toList();
  }

  private static List<EndReason> leaves(Steps call) {
    return call.state() instanceof State.Live live
            && live.stage() instanceof State.Stage.Leaving leaving
        ? leaving.reason().stream().toList()
        : List.of();
  }
}
