package ava.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScenariosTest {
  private static final int TENTH = 100 * Clip.BYTES_PER_MS;

  @ParameterizedTest
  @MethodSource("names")
  void everyClipIsCleanFromItsFirstFrameToItsLast(String name) {
    for (var clip : clips(Scenarios.load(name)).toList()) {
      var audio = clip.bytes();
      for (var from = 0; from + TENTH <= audio.length; from += TENTH) {
        assertThat(Math.abs(mean(audio, from, from + TENTH)))
            .as("offset at %d", from)
            .isLessThan(300);
      }
      assertThat(Math.abs(MuLaw.decode(audio[0]))).isLessThan((short) 1_000);
      assertThat(Math.abs(MuLaw.decode(audio[audio.length - 1]))).isLessThan((short) 1_000);
      assertThat(Math.abs(mean(audio, 0, audio.length))).isLessThan(20);
    }
  }

  static List<String> names() {
    return Scenarios.names();
  }

  private static Stream<Clip> clips(Scenario scenario) {
    return scenario.steps().stream()
        .flatMap(step ->
            switch (step) {
              case Step.CallerSays line -> Stream.of(line.audio());
              case Step.AvaSays line -> line.audio().stream();
              default -> Stream.empty();
            });
  }

  private static double mean(byte[] audio, int from, int to) {
    return IntStream.range(from, to).mapToDouble(at -> MuLaw.decode(audio[at])).average().orElse(0);
  }

  private static final String HEAD =
      "{\"title\":\"t\",\"caller\":\"+33612345678\",\"called\":\"+33199001234\",\"business\":\"b\",\"end\":\"GOODBYE\",\"steps\":";

  @ParameterizedTest
  @MethodSource("ava.simulator.scenario.Scenarios#names")
  void everyScenarioHasAudioForEveryLine(String name) {
    var scenario = Scenarios.load(name);

    assertThat(scenario.avaLines()).isNotEmpty().allMatch(line -> line.audio().isPresent());
    assertThat(scenario.callerLines())
        .allMatch(line -> line.audio().length().compareTo(Duration.ofSeconds(1)) > 0);
  }

  @Test
  void appointmentHasElevenTurnsAndLastsUnderAMinuteAndAHalf() {
    var scenario = Scenarios.load("rendez-vous");

    var spoken =
        scenario.callerLines().stream()
            .map(Step.CallerSays::audio)
            .map(Clip::length)
            .reduce(Duration.ZERO, Duration::plus)
            .plus(
                scenario.avaLines().stream()
                    .map(line -> line.audio().orElseThrow().length())
                    .reduce(Duration.ZERO, Duration::plus));

    assertThat(scenario.steps()).hasSize(11);
    assertThat(spoken).isBetween(Duration.ofSeconds(35), Duration.ofSeconds(80));
    assertThat(scenario.callerSteps())
        .filteredOn(step -> step.when() instanceof When.Interrupt)
        .hasSize(1);
  }

  @Test
  void readsEveryKindOfStep() {
    var scenario =
        Scenarios.parse(
            "x",
            HEAD
                + "[{\"ava\":\"Bonjour\",\"after\":[{\"name\":\"raccrocher\",\"arguments\":{}}]},"
                + "{\"keys\":\"06#\",\"when\":{\"interrupt\":5}},{\"hangUp\":true,\"when\":{\"delay\":7}}]}");

    assertThat(scenario.steps())
        .containsExactly(
            new Step.AvaSays(
                "Bonjour",
                java.util.Optional.empty(),
                java.util.List.of(),
                java.util.List.of(new ToolCall("raccrocher", "{}"))),
            new Step.CallerPresses("06#", new When.Interrupt(Duration.ofMillis(5))),
            new Step.CallerHangsUp(new When.Delay(Duration.ofMillis(7))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"ava\":\"a\",\"tone\":1}] | steps[0]: unknown field tone",
        "[{\"caller\":\"a\",\"audio\":[\"no.ulaw\"],\"when\":{\"after\":1}}] | no audio at no.ulaw",
        "[{\"keys\":\"12x\",\"when\":{\"after\":1}}] | keys are 0 to 9",
        "[{\"keys\":\"1\",\"when\":{\"after\":1,\"delay\":2}}] | has one of after, interrupt,"
            + " delay",
        "[{\"keys\":\"1\",\"when\":{\"after\":-1}}] | not a time in milliseconds",
        "[{\"ava\":\"a\",\"before\":[{\"name\":\"x\",\"arguments\":1}]}] | arguments must be an"
            + " object",
        "[{}] | a step has one of",
        "[] | steps must be a list"
      })
  void wrongScenarioSaysWhereItIsWrong(String steps, String problem) {
    assertThatThrownBy(() -> Scenarios.parse("x", HEAD + steps + "}"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("x: ")
        .hasMessageContaining(problem);
  }

  @Test
  void unknownScenarioNamesTheKnownOnes() {
    assertThatThrownBy(() -> Scenarios.load("nothing"))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("rendez-vous");
    assertThatThrownBy(() -> Scenarios.load("../secret")).isInstanceOf(ScenarioException.class);
  }
}
