package ava.simulator.model;

import static org.assertj.core.api.Assertions.assertThat;

import ava.simulator.scenario.Scenarios;
import ava.simulator.scenario.Step;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecognitionTest {
  static List<String> scenarios() {
    return Scenarios.names();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void lineIsHeardWholeWhereverItsFramesBegin(String name) {
    var scenario = Scenarios.load(name);
    var recognition = new Recognition(scenario);

    for (var step = 0; step < scenario.steps().size(); step++) {
      if (scenario.steps().get(step) instanceof Step.CallerSays line) {
        for (var late : List.of(0, 1, 37, 80, 159)) {
          assertThat(recognition.recognise(after(late, line.audio().bytes())))
              .as("%s, %d samples late", line.text(), late)
              .contains(new Recognition.Recognised(step, line.text()));
        }
      }
    }
  }

  private static byte[] after(int samples, byte[] audio) {
    var whole = new byte[samples + audio.length];
    Arrays.fill(whole, 0, samples, (byte) 0xff);
    System.arraycopy(audio, 0, whole, samples, audio.length);
    return whole;
  }
}
