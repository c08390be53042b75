package ava.trial.conversation;

import static ava.trial.script.ScriptLines.GREETING;
import static ava.trial.script.ScriptLines.ava;
import static ava.trial.script.ScriptLines.caller;
import static ava.trial.script.ScriptLines.greeting;
import static ava.trial.script.ScriptLines.hangsUp;
import static ava.trial.script.ScriptLines.interrupts;
import static org.assertj.core.api.Assertions.assertThat;

import ava.shared.call.Speaker;
import ava.shared.call.Turn;
import ava.simulator.scenario.Observation;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Ava greets at once, and says that she is an AI before she can be interrupted.
@Scripted
class GreetingTest {
  private static final String OPENING = "Bonjour, je suis";
  private static final String DISCLOSURE = OPENING + " une IA";
  private static final String LONG_GREETING =
      DISCLOSURE + ". Que puis-je faire pour vous aujourd'hui ?";

  @Test
  void firstCallAsksTheModelAndTheNextHearsTheRecordingAtOnce() {
    try (var ava =
        Ava.playing(greeting(), caller("Bonjour Ava."), ava("Oui ?"), hangsUp()).start()) {
      ava.recordGreeting();

      var calls = Stream.generate(ava::call).limit(3).toList();

      assertThat(calls).extracting(Call::how).containsOnly("CALLER");
      assertThat(calls)
          .extracting(call -> call.report().timeline().greeting().orElseThrow())
          .allMatch(waited -> waited.toMillis() < 60);
      assertThat(ava.inModel().all(Observation.ModelSays.class))
          .filteredOn(said -> said.text().equals(GREETING))
          .hasSize(1);
      assertThat(calls)
          .allSatisfy(call ->
              assertThat(ava.said(call))
                  .containsExactly("AVA " + GREETING, "CALLER Bonjour Ava.", "AVA Oui ?"));
      assertThat(ava.memoryOf("Oui ?"))
          .containsExactly("assistant: " + GREETING, "user: Bonjour Ava.", "assistant: Oui ?");
    }
  }

  @ModelsVoice("another voice has recorded the greeting before the first call")
  void spokenGreetingIsNotInterruptedAndItsDisclosureIsProved() {
    try (var ava =
        Ava.playing(
                ava(LONG_GREETING),
                interrupts("Allô, allô ?", 300),
                ava("Je vous entends."),
                hangsUp())
            .with("AVA_GREETING_MESSAGE", LONG_GREETING)
            .start()) {
      var call = ava.call();

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(call.all(Observation.Cleared.class)).isEmpty();
      assertThat(ava.ended(call).disclosure())
          .hasValueSatisfying(proof -> {
            assertThat(proof.text()).isEqualTo(LONG_GREETING);
            assertThat(proof.mark()).startsWith("g1:");
          });
      assertThat(ava.said(call))
          .containsExactlyInAnyOrder(
              "AVA " + LONG_GREETING, "CALLER Allô, allô ?", "AVA Je vous entends.");
    }
  }

  @Test
  void recordedGreetingIsInterruptedOnlyBehindItsDisclosure() {
    try (var ava =
        Ava.playing(
                ava(LONG_GREETING),
                interrupts("Allô, allô, est-ce qu'il y a quelqu'un ?", 200),
                ava("Je vous entends."),
                hangsUp())
            .with("AVA_GREETING_MESSAGE", LONG_GREETING)
            .start()) {
      ava.recordGreeting();

      var call = ava.call();

      assertThat(call.how()).isEqualTo("CALLER");
      assertThat(ava.ended(call).disclosure())
          .hasValueSatisfying(proof -> {
            assertThat(proof.text()).isEqualTo(DISCLOSURE);
            assertThat(proof.mark()).startsWith("g1:");
          });
      var heard =
          call.all(Observation.AvaStops.class)
              .getFirst()
              .at()
              .minus(call.all(Observation.AvaStarts.class).getFirst().at());
      assertThat(heard)
          .isBetween(
              Duration.ofMillis(65L * DISCLOSURE.length()),
              Duration.ofMillis(65L * DISCLOSURE.length() + 100));
      var first = ava.turns(call).getFirst();
      assertThat(first.interrupted()).isTrue();
      assertThat(first.speaker()).isEqualTo(Speaker.AVA);
      assertThat(first.text()).startsWith(OPENING);
      assertThat(LONG_GREETING).startsWith(first.text()).isNotEqualTo(first.text());
      assertThat(ava.memoryOf("Je vous entends.").getFirst())
          .isEqualTo("assistant: " + first.text());
      assertThat(ava.turns(call))
          .extracting(Turn::speaker)
          .containsExactly(Speaker.AVA, Speaker.CALLER, Speaker.AVA);
    }
  }
}
