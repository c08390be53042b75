package ava.trial.conversation;

import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.EndReason;
import ava.simulator.model.ModelFault.Transcribe;
import ava.simulator.model.ModelFault.Transcribe.How;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The words of two turns come in every order and way, or do not: each turn keeps its place, and
/// what is missing is told.
@Scripted
class TranscriptSchedulesTest {
  private static final String FIRST = "Un rendez-vous.";
  private static final String SECOND = "Mardi matin.";
  private static final String UNHEARD = "(inaudible)";

  private static Ava.Plan plan() {
    return Ava.playing(
        greeting(),
        caller(FIRST),
        ava("Pour quel jour ?"),
        caller(SECOND),
        ava("Entendu, à mardi."),
        caller("Merci bien."),
        ava("Au revoir.", hangUp()));
  }

  static Stream<Arguments> ways() {
    return Arrays.stream(How.values())
        .flatMap(first -> Arrays.stream(How.values()).map(second -> Arguments.of(first, second)));
  }

  // Source: openclaw#113723, anarlog#6352, simple-openai#258
  @ParameterizedTest
  @MethodSource("ways")
  void turnsKeepTheirPlaces(How first, How second) {
    try (var ava =
        plan()
            .failing(faults -> {
              faults.once(new Transcribe(first));
              faults.once(new Transcribe(second));
            })
            .start()) {
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(ava.said(call))
          .containsExactlyElementsOf(
              Stream.of(
                      Stream.of("AVA " + GREETING),
                      written(first, FIRST),
                      Stream.of("AVA Pour quel jour ?"),
                      written(second, SECOND),
                      Stream.of("AVA Entendu, à mardi.", "CALLER Merci bien.", "AVA Au revoir."))
                  .flatMap(turn -> turn)
                  .toList());
    }
  }

  private static Stream<String> written(How how, String text) {
    return switch (how) {
      case FIRST, AFTER_NEXT_TURN -> Stream.of("CALLER " + text);
      case NEVER, FAILED -> Stream.of("CALLER " + UNHEARD);
      case EMPTY -> Stream.of();
    };
  }

  // Source: simple-openai#258
  @Test
  void mailTellsOfATurnWithoutWords() {
    try (var ava = plan().failing(new Transcribe(How.NEVER)).start()) {
      var call = ava.call();

      assertThat(ava.mails(call))
          .hasSize(1)
          .allSatisfy(mail -> assertThat(mail.text()).contains(UNHEARD, SECOND));
    }
  }

  // Source: livekit/agents#2774
  @Test
  void callWhoseTranscriptsAllFailGoesOnAndIsTold() {
    try (var ava = plan().failing(faults -> faults.always(new Transcribe(How.NEVER))).start()) {
      var call = ava.call();

      assertThat(ava.ended(call).endReason()).contains(EndReason.GOODBYE);
      assertThat(Collections.frequency(ava.said(call), "CALLER " + UNHEARD)).isEqualTo(3);
      assertThat(ava.mails(call))
          .hasSize(1)
          .allSatisfy(mail -> assertThat(mail.text()).contains(UNHEARD));
    }
  }
}
