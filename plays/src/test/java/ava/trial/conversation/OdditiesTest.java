package ava.trial.conversation;

import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangUp;
import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.model.ModelFault;
import ava.simulator.scenario.Step;
import ava.simulator.scenario.When;
import java.time.Duration;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a model and a line may legally do: the caller's words stand in the table and Ava answers.
@Scripted
class OdditiesTest {
  private static final String TRANSCRIBED = "conversation.item.input_audio_transcription.completed";
  private static final String FIRST = "Un rendez-vous.";
  private static final String QUESTION = "Quel jour ?";
  private static final String SECOND = "Mardi matin.";
  private static final String GOODBYE = "Au revoir.";

  private static Ava.Plan plan() {
    return Ava.playing(
        greeting(), caller(FIRST), ava(QUESTION), caller(SECOND), ava(GOODBYE, hangUp()));
  }

  static Stream<ModelFault> harmless() {
    return Stream.of(
        new ModelFault.NullProperty("session.created", "/session/expires_at"),
        new ModelFault.NullProperty("response.done", "/response/usage"),
        new ModelFault.NullProperty(TRANSCRIBED, "/usage"),
        new ModelFault.NullProperty(TRANSCRIBED, "/usage/input_token_details"),
        new ModelFault.NoToolStatus(),
        new ModelFault.Credit("Sous-titres réalisés par la communauté d’Amara.org"),
        new ModelFault.RefuseResponse("rate_limit_exceeded"),
        new ModelFault.ForgetResponse());
  }

  @ParameterizedTest
  @MethodSource("harmless")
  void theConversationIsWholeAllTheSame(ModelFault fault) {
    try (var ava = plan().failing(fault).start()) {
      var call = ava.call();

      assertThat(call.how()).isEqualTo("HANGUP");
      ava.ended(call);
      assertThat(ava.said(call))
          .contains("CALLER " + FIRST, "AVA " + QUESTION, "CALLER " + SECOND, "AVA " + GOODBYE);
    }
  }

  @Test
  void keysBeforeAHangUpAreATurn() {
    try (var ava = plan().start()) {
      var call =
          ava.callOf(
              new Step.CallerPresses("0612345678", new When.After(Duration.ofMillis(200))),
              new Step.CallerHangsUp(new When.Delay(Duration.ofMillis(700))));

      ava.ended(call);
      assertThat(String.join(" ", ava.said(call)).replaceAll("[^0-9]", "")).contains("0612345678");
    }
  }

  @Test
  void theGoodbyeIsSaidOnceWhateverItsOrder() {
    try (var ava = plan().start()) {
      ava.faults().always(new ModelFault.ToolFirst());
      var call = ava.call();

      assertThat(call.how()).isEqualTo("HANGUP");
      ava.ended(call);
      assertThat(Collections.frequency(ava.said(call), "AVA " + GOODBYE)).isEqualTo(1);
      assertThat(ava.said(call)).last().isEqualTo("AVA " + GOODBYE);
    }
  }
}
