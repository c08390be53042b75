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
import static org.assertj.core.api.Assertions.within;

import ava.shared.call.CallRecord;
import ava.shared.call.EndReason;
import ava.shared.call.Turn;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.When;
import ava.simulator.voice.ElevenLabsFault;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ElevenLabs reads out what the model writes, and tells letter by letter what it says: the caller
/// hears a conversation like any other, whatever it does.
@ExtendWith(Scripted.OnVirtualThread.class)
class VoiceWithLettersTest {
  private static final String VOICE = "elevenlabs:Charlotte";

  private static final Duration THERE_AND_BACK = Duration.ofMillis(40);

  /// What the caller does not notice.
  private static final Set<ElevenLabsFault> HARMLESS =
      Set.of(
          ElevenLabsFault.NO_LETTERS,
          ElevenLabsFault.SPELLS_OTHERWISE,
          ElevenLabsFault.MIXES,
          ElevenLabsFault.NEVER_FINAL);

  private static Ava.Plan plan() {
    return plan(ANSWER);
  }

  private static Ava.Plan plan(String answer) {
    return ReadAloud.plan(VOICE, answer);
  }

  @Test
  void allThatAvaSaysIsReadOutOverOneSocket() {
    try (var ava = plan().start()) {
      ava.recordGreeting();
      var before = ava.stage().elevenLabs().sockets();
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.said(call)).containsExactlyElementsOf(ReadAloud.CONVERSATION);
      assertThat(ava.stage().elevenLabs().spoken()).contains(GREETING, FIRST, SECOND);
      assertThat(ava.stage().elevenLabs().sockets()).isEqualTo(before + 1);
      assertThat(ava.ended(call).voice()).contains(new CallRecord.Voice(VOICE, false));
      refusesNothing(ava);
    }
  }

  @Test
  void figuresAreSaidInWordsAndStandInTheTranscriptAsTheyWereWritten() {
    var written = "Le cabinet ouvre à 8 h 30. Son numéro est le 01 42 00 00 00, merci.";
    try (var ava = plan(written).start()) {
      var call = ava.call();
      var used = ava.ended(call).usage();

      assertThat(ava.said(call)).contains("AVA " + written);
      assertThat(ava.stage().elevenLabs().spoken())
          .contains("Le cabinet ouvre à huit heures trente.")
          .noneMatch(text -> text.matches(".*\\d.*"));
      assertThat(used.speech().characters()).isPositive();
      assertThat(used.speech().usd())
          .isCloseTo(used.speech().characters() * 60 / 1e6, within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverTheVoiceDoesTheCallerHearsAllOfIt(ElevenLabsFault fault) {
    try (var ava = plan().start()) {
      ava.recordGreeting();
      if (fault.ofHandshake()) {
        ava.stage().elevenFaults().always(fault);
      } else {
        ava.stage().elevenFaults().once(fault);
      }
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(String.join(" ", ava.said(call)))
          .as("what the model says in its place may be cut elsewhere")
          .contains("Je regarde tout de suite ce qui est possible.", GOODBYE);
      assertThat(ava.ended(call).voice())
          .contains(new CallRecord.Voice(VOICE, !HARMLESS.contains(fault)));
      assertThat(call.gaps()).allSatisfy(gap -> assertThat(gap).isLessThan(LONGEST_GAP));
      refusesNothing(ava);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aVoiceThatNeverDoesOtherwiseIsStandForByTheModel(ElevenLabsFault fault) {
    try (var ava = plan().start()) {
      ava.recordGreeting();
      ava.stage().elevenFaults().always(fault);
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(String.join(" ", ava.said(call))).contains("Je regarde tout de suite", GOODBYE);
      assertThat(call.gaps()).allSatisfy(gap -> assertThat(gap).isLessThan(LONGEST_GAP));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 700, 1_000, 1_700, 2_600, 3_500})
  void aCallerWhoSpeaksOverHerIsHeardAndTheModelKnowsWhatHeHeard(int after) {
    try (var ava =
        Ava.playing(
                greeting(),
                caller(QUESTION),
                ava(ANSWER),
                interrupts("Attendez, pas si vite.", after),
                ava("Pardon, je vous écoute."),
                new Step.CallerHangsUp(new When.After(Duration.ofSeconds(1))))
            .with("AVA_VOICE", VOICE)
            .start()) {
      ava.recordGreeting();
      var call = ava.call();

      assertThat(call.how()).isEqualTo("CALLER");
      var cut = ava.turns(call).stream().filter(Turn::interrupted).toList();
      assertThat(cut).hasSize(1);
      assertThat(ANSWER).startsWith(cut.getFirst().text());
      assertThat(cut.getFirst().text().length())
          .as("65 ms a letter, and a word that is cut does not count")
          .isBetween((after - 900) / 65, (after + 600) / 65);
      assertThat(ava.memoryOf("Attendez"))
          .contains("assistant: " + cut.getFirst().text())
          .doesNotContain("assistant: " + ANSWER);
      refusesNothing(ava);
    }
  }

  @Test
  void anAnswerThatAnotherVoiceReadsIsHeardAlmostAsSoon() {
    var own = firstAnswerAfter("openai:marin");
    var others = firstAnswerAfter(VOICE);

    assertThat(others.minus(own))
        .as("%s, and %s with a voice that answers 100 ms after it was asked", own, others)
        .isLessThan(Duration.ofMillis(150).plus(THERE_AND_BACK));
  }

  @Test
  void aVoiceThatThereIsNotIsKnownBeforeTheFirstCall() {
    try (var ava = plan().with("AVA_VOICE", "elevenlabs:Nobody").start()) {
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.said(call)).contains("AVA " + ANSWER);
      assertThat(ava.stage().elevenLabs().spoken()).isEmpty();
    }
  }

  private static void refusesNothing(Ava ava) {
    assertThat(ava.stage().elevenLabs().refused()).isEmpty();
    assertThat(ava.stage().elevenLabs().swallowed()).isLessThan(2);
  }
}
