package ava.trial.conversation;

import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import java.time.Duration;
import java.util.List;

/// A call in which another voice reads out what the model writes.
final class ReadAloud {
  static final String QUESTION = "Je voudrais un rendez-vous.";
  static final String FIRST = "Bien sûr, pour quel jour de la semaine ?";
  static final String SECOND = "Je regarde tout de suite ce qui est possible.";
  static final String ANSWER = FIRST + " " + SECOND;
  static final String GOODBYE = "Merci de votre appel, au revoir.";

  /// At the caller's ear, where the model begins to speak within 0.8 s.
  static final Duration LONGEST_GAP = Duration.ofMillis(1_500);

  /// All that is said.
  static final List<String> CONVERSATION =
      List.of(
          "AVA " + GREETING,
          "CALLER " + QUESTION,
          "AVA " + ANSWER,
          "CALLER Mardi.",
          "AVA " + GOODBYE);

  private ReadAloud() {}

  /// @param voice as in `AVA_VOICE`
  static Ava.Plan plan(String voice) {
    return plan(voice, ANSWER);
  }

  static Ava.Plan plan(String voice, String answer) {
    return Ava.playing(
            greeting(), caller(QUESTION), ava(answer), caller("Mardi."), ava(GOODBYE, hangUp()))
        .with("AVA_VOICE", voice);
  }

  /// How long the caller waits for the first answer of such a voice.
  static Duration firstAnswerAfter(String voice) {
    try (var ava = plan(voice).start()) {
      ava.recordGreeting();
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      return call.report().timeline().answers().getFirst();
    }
  }
}
