package ava.summary.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import ava.summary.content.Summarizers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluationTest {
  @ParameterizedTest
  @MethodSource("ava.summary.evaluation.Transcript#all")
  void rulesFindWhatRulesCanFind(Transcript transcript) {
    var summary = Summarizers.rules().summarize(transcript.call(), Instant.MAX);

    assertThat(Evaluation.faults(transcript, summary)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ava.summary.evaluation.Transcript#all")
  void actionsCiteTurnsThatExist(Transcript transcript) {
    var summary = Summarizers.rules().summarize(transcript.call(), Instant.MAX);

    assertThat(summary.followUp().actions())
        .allSatisfy(action ->
            assertThat(transcript.call().turns()).anyMatch(turn -> turn.seq() == action.turn()));
  }

  @Test
  void faultsAreFound() {
    var leak = Transcript.read("fuite-urgente");
    var other = Summarizers.rules().summarize(Transcript.read("silence").call(), Instant.MAX);

    assertThat(Evaluation.faults(leak, other))
        .contains(
            "nom null au lieu de \"Mme Lefèvre\"",
            "résumé sans « fuite d'eau »",
            "objet sans « Urgent »");
  }

  @Test
  void tableHasOneLineForEachCall() {
    var out = new ByteArrayOutputStream();

    var faulty = Evaluation.run(Map.of(), new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(faulty).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(13);
  }
}
