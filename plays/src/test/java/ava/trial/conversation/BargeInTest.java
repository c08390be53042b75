package ava.trial.conversation;

import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.interrupts;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.simulator.model.ModelFault;
import ava.simulator.model.Pace;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.When;
import ava.simulator.twilio.LineFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Ava stops when she is interrupted, and nobody remembers what was not heard.
@Scripted
class BargeInTest {
  /// Slow enough that an answer is still being made when it is interrupted.
  private static final Pace SLOW =
      new Pace(
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMillis(50),
          Duration.ofMinutes(60));

  private static final String QUESTION = "Combien ?";
  private static final String COUNTING = "Un, deux, trois, six, sept, huit, neuf, dix, onze, cent.";
  private static final String STOP = "Attendez, pas si vite.";
  private static final long WORD_MS = 6 * 65;

  /// The frame of a telephone in which she began.
  private static final long NOTICED_MS = 20;

  private static Ava.Plan plan(int interruptedAfterMs) {
    return Ava.playing(
        greeting(),
        caller(QUESTION),
        ava(COUNTING),
        interrupts(STOP, interruptedAfterMs),
        ava("Pardon, je vous écoute."),
        new Step.CallerHangsUp(new When.After(Duration.ofSeconds(1))));
  }

  @ModelsVoice("only a sound is still being made when it is interrupted")
  void avaStopsWithinAMomentAndLateAudioOfTheCutAnswerIsDropped() {
    try (var ava =
        plan(1000)
            .pace(SLOW)
            .failing(faults -> faults.always(new ModelFault.LateDeltas(8)))
            .start()) {
      var call = ava.call();

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(ava.inModel().all(Observation.ModelCut.class))
          .extracting(Observation.ModelCut::reason)
          .containsExactly("turn_detected");
      assertThat(call.report().timeline().interruptions())
          .hasSize(1)
          .first()
          .satisfies(span -> assertThat(span).isLessThan(Duration.ofMillis(150)));
      assertThat(call.all(Observation.AvaStarts.class))
          .as("greeting, cut answer, next answer")
          .hasSize(3);
      onlyWhatWasHeardIsKept(ava, call);
    }
  }

  @Test
  void answerThatIsMadeButStillPlaysIsCutToo() {
    try (var ava = plan(1000).start()) {
      var call = ava.call();

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(ava.inModel().all(Observation.ModelCut.class)).isEmpty();
      assertThat(call.report().timeline().interruptions()).hasSize(1);
      onlyWhatWasHeardIsKept(ava, call);
    }
  }

  @Test
  void marksThatAreEchoedLateNeverCountMoreThanWasHeard() {
    try (var ava = plan(1500).start()) {
      var call = ava.call(new LineFault.DelayMarks(Duration.ofMillis(500)));

      assertThat(call.how()).isEqualTo("CALLER");
      onlyWhatWasHeardIsKept(ava, call);
    }
  }

  @Test
  void marksThatAreEchoedTwiceCountOnce() {
    try (var ava = plan(1000).start()) {
      var call = ava.call(new LineFault.DuplicateMarks());

      assertThat(call.how()).isEqualTo("CALLER");
      onlyWhatWasHeardIsKept(ava, call);
    }
  }

  @Test
  void answerIsInterruptedBeforeAWordOfItIsHeard() {
    try (var ava = plan(20).start()) {
      var call = ava.call(new LineFault.DelayMarks(Duration.ofMillis(800)));

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(ava.turns(call))
          .extracting(Turn::speaker)
          .containsExactly(Speaker.AVA, Speaker.CALLER, Speaker.CALLER, Speaker.AVA);
      assertThat(ava.memoryOf(STOP)).doesNotContain("assistant: " + COUNTING);
    }
  }

  /// In the table and in the model, and the call has gone on from there.
  private static void onlyWhatWasHeardIsKept(Ava ava, Call call) {
    var start = call.all(Observation.AvaStarts.class).get(1).at();
    var heard =
        call.line()
            .await(Observation.AvaStops.class, Observation.AvaStops::cut)
            .at()
            .minus(start)
            .toMillis();
    var turns = ava.turns(call);
    assertThat(turns)
        .extracting(Turn::speaker)
        .containsExactly(Speaker.AVA, Speaker.CALLER, Speaker.AVA, Speaker.CALLER, Speaker.AVA);
    var cut = turns.get(2);
    assertThat(cut.interrupted()).isTrue();
    assertThat(COUNTING).startsWith(cut.text());
    assertThat(cut.text().length() * 65L)
        .as("words in the table")
        .isLessThanOrEqualTo(heard + NOTICED_MS);
    assertThat(turns).filteredOn(Turn::interrupted).hasSize(1);
    assertThat(turns.get(3).text()).isEqualTo(STOP);
    assertThat(turns.get(4).text()).isEqualTo("Pardon, je vous écoute.");
    assertThat(ava.remembered())
        .filteredOn(item -> !item.text().isEmpty() && COUNTING.startsWith(item.text()))
        .hasSize(1)
        .first()
        .satisfies(item -> {
          assertThat(item.text().length() * 65L)
              .as("words in the model")
              .isLessThanOrEqualTo(heard + WORD_MS + NOTICED_MS);
        });
  }
}
