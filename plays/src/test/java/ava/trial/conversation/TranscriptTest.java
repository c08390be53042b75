package ava.trial.conversation;

import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangsUp;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.simulator.model.ModelFault;
import ava.simulator.model.ModelFault.Transcribe;
import ava.simulator.model.ModelFault.Transcribe.How;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.When;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The transcript is complete and in the order of the conversation, whenever and however the words
/// of a turn arrive.
@Scripted
class TranscriptTest {
  private static final String FIRST = "Un rendez-vous.";
  private static final String SECOND = "Mardi matin.";

  @Test
  void transcriptBeforeTheAnswerIsWritten() {
    assertThat(saidWhenTheFirstTranscriptComes(How.FIRST))
        .containsExactly(
            "AVA " + GREETING,
            "CALLER " + FIRST,
            "AVA Quand ?",
            "CALLER " + SECOND,
            "AVA Entendu.");
  }

  @Test
  void transcriptBehindTheNextOneFillsItsPlace() {
    assertThat(saidWhenTheFirstTranscriptComes(How.AFTER_NEXT_TURN))
        .containsExactly(
            "AVA " + GREETING,
            "CALLER " + FIRST,
            "AVA Quand ?",
            "CALLER " + SECOND,
            "AVA Entendu.");
  }

  @Test
  void transcriptThatFailsIsSettled() {
    assertThat(saidWhenTheFirstTranscriptComes(How.FAILED))
        .containsExactly(
            "AVA " + GREETING,
            "CALLER (inaudible)",
            "AVA Quand ?",
            "CALLER " + SECOND,
            "AVA Entendu.");
  }

  @Test
  void transcriptThatNeverComesIsSettled() {
    assertThat(saidWhenTheFirstTranscriptComes(How.NEVER))
        .containsExactly(
            "AVA " + GREETING,
            "CALLER (inaudible)",
            "AVA Quand ?",
            "CALLER " + SECOND,
            "AVA Entendu.");
  }

  @Test
  void transcriptWithoutWordsIsDropped() {
    assertThat(saidWhenTheFirstTranscriptComes(How.EMPTY))
        .containsExactly("AVA " + GREETING, "AVA Quand ?", "CALLER " + SECOND, "AVA Entendu.");
  }

  private static List<String> saidWhenTheFirstTranscriptComes(How how) {
    try (var ava =
        Ava.playing(
                greeting(),
                caller(FIRST),
                ava("Quand ?"),
                caller(SECOND),
                ava("Entendu."),
                hangsUp())
            .failing(new Transcribe(how))
            .start()) {
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.CALLER_HUNG_UP);
      return ava.said(call);
    }
  }

  @Test
  void everyTurnIsWrittenAsSoonAsItIsFinal() {
    var lateHangUp = new Step.CallerHangsUp(new When.After(Duration.ofSeconds(3)));
    try (var ava = Ava.playing(greeting(), caller(FIRST), ava("Quand ?"), lateHangUp).start()) {
      var call = ava.call();

      ava.record(call, _ -> ava.turns(call).size() == 3);
      assertThat(call.over()).isFalse();
    }
  }

  @Test
  void transcriptIsCompleteFiveSecondsAfterTheHangUpEvenWhenOneNeverComes() {
    try (var ava =
        Ava.playing(greeting(), caller(FIRST), hangsUpAfter(700))
            .failing(new Transcribe(How.NEVER))
            .start()) {
      var call = ava.call();

      var hungUp = call.line().await(Observation.StreamEnded.class);
      var ended = ava.ended(call).endedAt().orElseThrow();

      assertThat(Duration.between(ava.placedAt(call).plus(hungUp.at()), ended).abs())
          .isLessThan(Duration.ofMillis(50));
      assertThat(ava.passes(() -> ava.bridge().calls() == 0)).isTrue();
      assertThat(Duration.between(ava.placedAt(call).plus(hungUp.at()), ava.now()))
          .isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_200));
      assertThat(ava.said(call)).containsExactly("AVA " + GREETING, "CALLER (inaudible)");
    }
  }

  @Test
  void wordsThatAreCutByTheHangUpAreKept() {
    var halfSaid =
        new Step.CallerSays(
            SECOND,
            Clip.hum(SECOND),
            new When.After(Duration.ofMillis(100)),
            Optional.of(Duration.ofMillis(500)));
    try (var ava = Ava.playing(greeting(), caller(FIRST), ava("Quand ?"), halfSaid).start()) {
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.CALLER_HUNG_UP);
      assertThat(ava.said(call))
          .startsWith("AVA " + GREETING, "CALLER " + FIRST, "AVA Quand ?")
          .last()
          .asString()
          .startsWith("CALLER Mardi");
    }
  }

  @Test
  void wordsThatTheModelHearsOfOnlyAfterTheHangUpAreKept() {
    var halfSaid =
        new Step.CallerSays(
            SECOND,
            Clip.hum(SECOND),
            new When.After(Duration.ofMillis(100)),
            Optional.of(Duration.ofMillis(500)));
    try (var ava = Ava.playing(greeting(), caller(FIRST), ava("Quand ?"), halfSaid).start()) {
      var call = ava.call();
      call.line().await(Observation.CallerStarts.class, line -> line.text().equals(SECOND));
      ava.faults().once(new ModelFault.DelayEvents(Duration.ofMillis(700)));

      assertThat(ava.ended(call).endReason()).contains(EndReason.CALLER_HUNG_UP);
      assertThat(ava.said(call)).last().asString().startsWith("CALLER Mardi");
    }
  }

  @Test
  void answerThatTheHangUpCutsKeepsTheWordsThatWereHeard() {
    var long1 = "Je vous propose mardi matin à dix heures.";
    try (var ava =
        Ava.playing(
                greeting(),
                caller(FIRST),
                ava(long1),
                new Step.CallerHangsUp(new When.Interrupt(Duration.ofMillis(1500))))
            .start()) {
      var call = ava.call();

      ava.ended(call);
      var last = ava.turns(call).getLast();
      assertThat(last.interrupted()).isTrue();
      assertThat(long1).startsWith(last.text()).isNotEqualTo(last.text());
    }
  }

  private static Step.OfCaller hangsUpAfter(int ms) {
    return new Step.CallerHangsUp(new When.Delay(Duration.ofMillis(ms)));
  }
}
