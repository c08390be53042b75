package ava.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What this module and the rest of Ava rely on of each other.
class ContractsTest {
  @Test
  void lastAttemptIsTheQueuesOwn() throws IOException {
    var template = Files.readString(Path.of("../../template.yaml"));

    assertThat(template).contains("maxReceiveCount: " + SummaryHandler.MOST_DELIVERIES + "\n");
  }
}
