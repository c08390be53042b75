package ava.trial.conversation;

import static ava.trial.conversation.ReadAloud.ANSWER;
import static ava.trial.conversation.ReadAloud.FIRST;
import static ava.trial.conversation.ReadAloud.GOODBYE;
import static ava.trial.conversation.ReadAloud.LONGEST_GAP;
import static ava.trial.conversation.ReadAloud.QUESTION;
import static ava.trial.conversation.ReadAloud.SECOND;
import static ava.trial.conversation.ReadAloud.firstAnswerAfter;
import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.interrupts;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.CallRecord;
import ava.shared.call.EndReason;
import ava.shared.call.Turn;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.When;
import ava.simulator.voice.PollyFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Another voice reads out what the model writes: the caller hears a conversation like any other,
/// whatever that voice does.
@ExtendWith(Scripted.OnVirtualThread.class)
class AnotherVoiceTest {
  private static Ava.Plan plan() {
    return ReadAloud.plan("polly:Lea");
  }

  @Test
  void allThatAvaSaysIsReadOut() {
    try (var ava = plan().start()) {
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.said(call)).containsExactlyElementsOf(ReadAloud.CONVERSATION);
      assertThat(ava.stage().readOut())
          .contains(GREETING, FIRST, SECOND, "Merci de votre appel,", "au revoir.");
      assertThat(ava.ended(call).usage().costUsd()).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverTheVoiceDoesTheCallerHearsAllOfIt(PollyFault fault) {
    try (var ava = plan().start()) {
      ava.recordGreeting();
      ava.stage().voiceFaults().once(fault);
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(String.join(" ", ava.said(call)))
          .as("what the model says in its place may be cut elsewhere")
          .contains("Je regarde tout de suite ce qui est possible.", GOODBYE);
      assertThat(ava.ended(call).voice())
          .contains(new CallRecord.Voice("polly:Lea:generative", fails(fault)));
      assertThat(call.gaps()).allSatisfy(gap -> assertThat(gap).isLessThan(LONGEST_GAP));
    }
  }

  @Test
  void aVoiceThatIsAwayFromTheBeginningLeavesTheWholeCallToTheModel() {
    try (var ava = plan().start()) {
      ava.stage().voiceFaults().always(PollyFault.DENIES);
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.said(call)).contains("AVA " + ANSWER, "AVA " + GOODBYE);
    }
  }

  @Test
  void afterThreeFailuresInARowTheModelSpeaksForFiveMinutesAndThenTheVoiceAgain() {
    try (var ava = plan().start()) {
      ava.recordGreeting();
      ava.stage().voiceFaults().times(3, PollyFault.THROTTLES);
      var failing = ava.call();
      assertThat(ava.ended(failing).voice())
          .contains(new CallRecord.Voice("polly:Lea:generative", true));
      var second = ava.call();
      ava.ended(second);
      var asked = ava.stage().readOut().size();

      var alone = ava.call();
      assertThat(ava.ended(alone).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.said(alone)).contains("AVA " + ANSWER, "AVA " + GOODBYE);
      assertThat(ava.stage().readOut()).as("nobody is asked meanwhile").hasSize(asked);

      ava.stage().pass(Duration.ofMinutes(5));
      ava.ended(ava.call());
      assertThat(ava.stage().readOut()).hasSizeGreaterThan(asked);
    }
  }

  @Test
  void aCallerWhoSpeaksOverHerIsHeardAndTheModelKnowsWhatHeHeard() {
    try (var ava =
        Ava.playing(
                greeting(),
                caller(QUESTION),
                ava(ANSWER),
                interrupts("Attendez, pas si vite.", 1_000),
                ava("Pardon, je vous écoute."),
                new Step.CallerHangsUp(new When.After(Duration.ofSeconds(1))))
            .with("AVA_VOICE", "polly:Lea")
            .start()) {
      var call = ava.call();

      assertThat(call.how()).isEqualTo("CALLER");
      var cut = ava.turns(call).stream().filter(Turn::interrupted).toList();
      assertThat(cut).hasSize(1);
      assertThat(ANSWER).startsWith(cut.getFirst().text());
      assertThat(ava.memoryOf("Attendez"))
          .contains("assistant: " + cut.getFirst().text())
          .doesNotContain("assistant: " + ANSWER);
    }
  }

  @Test
  void anAnswerThatAnotherVoiceReadsIsHeardAlmostAsSoon() {
    var own = firstAnswerAfter("openai:marin");
    var others = firstAnswerAfter("polly:Lea");

    assertThat(others.minus(own))
        .as("%s, and %s with a voice that answers after 100 ms", own, others)
        .isLessThan(Duration.ofMillis(150));
  }

  /// Whether the caller would notice: a voice that has no µ-law speaks PCM, and one without streams
  /// is asked text by text.
  private static boolean fails(PollyFault fault) {
    return fault != PollyFault.KNOWS_NO_MU_LAW && fault != PollyFault.HAS_NO_STREAMS;
  }
}
