package ava.trial.conversation;

import static ava.trial.conversation.Call.msBetween;
import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangsUp;
import static ava.trial.script.ScriptLines.interrupts;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.simulator.model.ModelFault;
import ava.simulator.model.Pace;
import ava.simulator.model.Remembered;
import ava.simulator.scenario.Clip;
import ava.simulator.scenario.Observation;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.When;
import ava.simulator.twilio.LineFault;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Callers who speak when nobody expects it, at every moment that others found hard.
@Scripted
class InterruptionSchedulesTest {
  private static final long LETTER_MS = 65;
  private static final String QUESTION = "Racontez-moi tout.";
  private static final String LONG = "Il était une fois un très long récit. ".repeat(8).strip();
  private static final String STOP = "Attendez, pas si vite.";
  private static final String ANSWER = "Pardon, je vous écoute.";
  private static final Pace THINKING =
      new Pace(
          Duration.ofMillis(300),
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMillis(50),
          Duration.ofMinutes(60));

  private static Ava.Plan interrupted(int afterMs) {
    return Ava.playing(
        greeting(), caller(QUESTION), ava(LONG), interrupts(STOP, afterMs), ava(ANSWER), hangsUp());
  }

  // Source: openai-agents-js#1173, #1343
  @ModelsVoice("another voice is never that far ahead of the caller's ear")
  void answerThatIsWhollySentAndStillPlaysIsClearedAtOnce() {
    try (var ava = interrupted(1_000).start()) {
      var call = ava.call();

      assertThat(call.how()).isEqualTo("CALLER");
      var cleared = call.all(Observation.Cleared.class).getFirst();
      assertThat(cleared.unheard()).isGreaterThan(Duration.ofSeconds(10));
      var spoke = call.all(Observation.CallerStarts.class).getLast();
      assertThat(msBetween(spoke, cleared)).isBetween(60L, 150L);
      var heard = msBetween(call.all(Observation.AvaStarts.class).get(1), cleared);
      assertThat(ava.remembered().filter(Remembered::truncated))
          .hasSize(1)
          .allSatisfy(
              item -> assertThat(item.text().length() * LETTER_MS).isLessThanOrEqualTo(heard + 20));
    }
  }

  // Source: speech-assistant-node#9, pipecat#366
  @Test
  void audioOfTheCutAnswerIsNeverHeardBehindTheClear() {
    try (var ava =
        interrupted(1_000)
            .pace(THINKING)
            .failing(faults -> faults.always(new ModelFault.LateDeltas(8)))
            .start()) {
      var call = ava.call();

      assertThat(call.how()).isEqualTo("CALLER");
      var starts = call.all(Observation.AvaStarts.class);
      assertThat(starts).as("greeting, cut answer, next answer").hasSize(3);
      var heard = msBetween(starts.get(1), call.all(Observation.Cleared.class).getFirst());
      assertThat(call.report().counts().audioPlayedMs())
          .isBetween(
              LETTER_MS * (GREETING.length() + ANSWER.length()) + heard - 20,
              LETTER_MS * (GREETING.length() + ANSWER.length()) + heard + 40);
    }
  }

  // Source: livekit/agents#2064, openai-agents-js#1127
  @Test
  void endOfTheCutAnswerThatComesLateDelaysNothing() {
    try (var ava = interrupted(1_000).pace(THINKING).start()) {
      var call = ava.call();
      call.line().await(2, Observation.AvaStarts.class);
      ava.faults().times(40, new ModelFault.DelayEvents(Duration.ofMillis(400)));

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(ava.said(call)).endsWith("CALLER " + STOP, "AVA " + ANSWER);
      var stopped = call.all(Observation.CallerStops.class).getLast();
      var answered = call.all(Observation.AvaStarts.class).getLast();
      assertThat(msBetween(stopped, answered)).isBetween(600L, 3_000L);
    }
  }

  /// From the end of the detected speech to beyond the first audio of the answer.
  static IntStream gaps() {
    return IntStream.rangeClosed(0, 10).map(step -> 640 + 60 * step);
  }

  // Source: livekit/agents#6157, #1229, #3418
  @ParameterizedTest(name = "{0} ms behind his first words")
  @MethodSource("gaps")
  void callerWhoGoesOnWhileTheAnswerIsBegunGetsOne(int gapMs) {
    var first = "Je m'appelle Jean";
    var second = "Dupont, de Lyon.";
    try (var ava =
        Ava.playing(
                greeting(),
                caller(first),
                caller(second, new When.Delay(Duration.ofMillis(gapMs))),
                ava(ANSWER),
                hangsUp())
            .pace(THINKING)
            .start()) {
      ava.mayCross();
      var call = ava.call();

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(String.join(" ", ava.said(call))).contains(first, second);
      assertThat(ava.said(call)).last().isEqualTo("AVA " + ANSWER);
    }
  }

  // Source: livekit/agents#1229
  @ParameterizedTest(name = "{0} ms behind his words")
  @MethodSource("gaps")
  void coughBeforeTheAnswerIsHeardTakesNoAnswerAway(int gapMs) {
    var cough =
        new Step.CallerSays(
            "", Clip.hum("hm"), new When.Delay(Duration.ofMillis(gapMs)), Optional.empty());
    try (var ava =
        Ava.playing(greeting(), caller(QUESTION), ava(ANSWER), hangsUp()).pace(THINKING).start()) {
      ava.mayCross();
      var call =
          ava.callOf(
              caller(QUESTION),
              cough,
              new Step.CallerHangsUp(new When.Delay(Duration.ofSeconds(6))));

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(ava.said(call)).contains("CALLER " + QUESTION);
      var coughed = call.all(Observation.CallerStops.class).getLast();
      assertThat(call.all(Observation.AvaStops.class).getLast().at()).isGreaterThan(coughed.at());
    }
  }

  // Source: speech-assistant-python#6
  @Test
  void speechThatNeverStopsIsTakenForNoise() {
    try (var ava = Ava.playing(greeting(), caller(QUESTION), ava(ANSWER), hangsUp()).start()) {
      var call = ava.call();
      call.line().await(Observation.AvaStarts.class);
      ava.faults().once(new ModelFault.HoldSpeech(Duration.ofMinutes(2)));

      var spoke = call.line().await(Observation.CallerStarts.class);
      var acts = call.line().await(2, Observation.AvaStarts.class);

      assertThat(msBetween(spoke, acts)).isBetween(25_000L, 28_000L);
      assertThat(ava.ended(call).endReason()).isPresent();
    }
  }

  @Test
  void framesThatAStalledLineDeliversAtOnceAreNotTakenForTime() {
    try (var ava =
        Ava.playing(
                greeting(), caller(QUESTION), ava(ANSWER), caller("Bien."), ava("Oui."), hangsUp())
            .start()) {
      var stall = new LineFault.StallStream(Duration.ofMillis(1_900), Duration.ofSeconds(8));
      var call = ava.call(stall);
      call.line().await(Observation.CallerStarts.class);
      ava.stage().stallModel(Duration.ofSeconds(8));

      assertThat(ava.ended(call).endReason()).contains(EndReason.CALLER_HUNG_UP);
      assertThat(ava.said(call)).containsOnlyOnce("AVA " + ANSWER, "CALLER Bien.", "AVA Oui.");
      assertThat(String.join(" ", ava.said(call)).replace("CALLER tout", "tout"))
          .contains("CALLER " + QUESTION);
    }
  }
}
