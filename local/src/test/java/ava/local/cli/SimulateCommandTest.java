package ava.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SimulateCommandTest {
  private final List<String> said = new ArrayList<>();

  private int simulate(String... options) {
    return new CommandLine(new SimulateCommand(said::add)).execute(options);
  }

  @Test
  void whoHasNoTimeForAllCallsIsToldHowManyWerePlayed() {
    assertThat(simulate("--calls", "1000000", "--seed", "1", "--within", "1")).isZero();

    assertThat(said)
        .filteredOn(line -> line.startsWith("Arrêté par --within"))
        .singleElement()
        .asString()
        .matches(".* : [1-9][0-9]* appels joués sur 1000000\\.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--within=0", "--within=-5", "--calls=0"})
  void aWrongNumberPlaysNothing(String option) {
    assertThat(simulate(option)).isEqualTo(Ava.WRONG_USE);

    assertThat(said).hasSize(1);
  }
}
